"""What a notebook shows: bulletins, lists of them, restored texts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import bulletins

import newsparse
from newsparse import Bulletin, Span, UsageError, view
from newsparse.bulletin import EventDate, Evidence, Field, Group, KeyPhrase, Meeting, Person, Statement
from newsparse.demo import example
from newsparse.text import Mark, Warn
from newsparse.view.layers import MEANING, layers
from newsparse.view.markup import static
from pages import harmless, rules

EVIL = "\"><img src=x onerror=alert(1)><script>alert(2)</script>&amp;'\u202e\x00\ud800"
SHEETS = ("marks.css", "notebook.css")


def evil() -> Bulletin:
    """A bulletin with hostile words in every field, and spans that do not lie in its text."""
    whole, beyond = Span(0, len(EVIL)), Span(5, 10**6)
    because = Evidence(EVIL, whole, EVIL)
    return Bulletin(
        raw=EVIL,
        text=EVIL,
        title=EVIL,
        source=EVIL,
        published="2024-03-02",
        authors=(EVIL,),
        date=EventDate("2024-03-01", EVIL, EVIL, None, EVIL, "day", None, whole, because),
        place=Field(EVIL, Span(-3, 4), evidence=because),
        organizer=Field(EVIL, whole, "title", because),
        meeting=Meeting(EVIL, beyond, "会议", evidence=because),
        people=(Person(EVIL, (EVIL,), EVIL, ("chair",), whole, (whole, Span(3, 3)), (because,)),),
        groups=(Group(EVIL, "attendee", Span(2, 9), because),),
        statements=(Statement(EVIL, EVIL, EVIL, Span(4, 30), because),),
        key_phrases=(KeyPhrase(EVIL, 0.5, (Span(1, 12),)),),
        furniture=(Mark(EVIL, Span(0, 3)),),
        other_events=(Field(EVIL, Span(6, 8)),),
        warnings=(Warn(EVIL, EVIL, Span(1, 2)), Warn(EVIL, EVIL), Warn(EVIL, EVIL, beyond)),
    )


def test_a_bulletin_shows_its_fields_and_what_stood_there_before() -> None:
    b = newsparse.parse(example())
    page = harmless(b._repr_html_())
    (chair, *again) = [mark for mark in page.having("np-chair") if "tabindex" in mark.attributes]
    assert chair.attributes["title"] == "chair, speaker; 陆承岳: 集团党委书记、董事长; was: 陸承岳"
    assert chair.attributes["data-label"] == "chair, speaker"
    assert all("data-label" not in mark.attributes for mark in again), "only the first mention is labelled"
    assert "torn, script; was: ?huàn)F" in [mark.attributes.get("title") for mark in page.having("np-repair")]
    assert all(page.having(f"np-{kind}") for kind in ("attendee", "observer", "presenter", "group", "date", "place"))
    for words in (
        "集团党委书记、董事长",
        "2023-05-12 上午",
        "三楼会议室",
        "工作会议",
        f"{len(b.repairs)} repairs",
        "page furniture",
    ):
        assert words in page.text


def test_the_text_is_whole() -> None:
    for bulletin in (newsparse.parse(example()), *bulletins(10)):
        assert bulletin.text in harmless(bulletin._repr_html_()).text


def test_hostile_words_stay_words() -> None:
    page = harmless(evil()._repr_html_())
    assert page.text.count("<script>alert(2)</script>") >= 10
    assert "\ud800" not in page.text
    harmless(view.overview([evil()]))
    harmless(newsparse.restore(EVIL)._repr_html_())


@given(st.text(st.sampled_from("会议，局长方远山主持。<>&\"'學(xué)習\n\u3000\ud800\x00"), max_size=60))
def test_any_text_can_be_shown(raw: str) -> None:
    harmless(newsparse.parse(raw)._repr_html_())
    harmless(newsparse.restore(raw)._repr_html_())


def test_a_bulletin_without_anything_says_so() -> None:
    page = harmless(newsparse.parse("")._repr_html_())
    assert page.text.count("not found") == 5
    assert not page.having("np-legend")


def test_a_restored_text_shows_before_and_after() -> None:
    page = harmless(newsparse.restore("學(xué)習會議")._repr_html_())
    assert "Before學(xué)習會議" in page.text
    assert "After学习会议" in page.text
    assert {found.attributes["title"] for found in page.elements if found.tag == "del"} == {"script", "pinyin"}


def test_repairs_beside_each_other_are_shown_as_one_but_not_across_a_field() -> None:
    text = newsparse.restore("學(xué)習(xí)會議")
    (whole,) = view.layers.repairs(text.raw, text.text, text.repairs)
    assert (whole.span, whole.was, whole.label) == (Span(0, 4), "學(xué)習(xí)會議", "script, pinyin")
    parts = list(view.layers.repairs(text.raw, text.text, text.repairs, edges=[2]))
    assert [(part.span, part.was) for part in parts] == [(Span(0, 2), "學(xué)習(xí)"), (Span(2, 4), "會議")]


def test_what_was_taken_out_of_nothing_is_no_mark() -> None:
    assert newsparse.restore("\u200b").text == ""
    assert "1 repairs" not in harmless(newsparse.restore("\u200b")._repr_html_()).having("np-repair")


def test_a_field_of_the_headline_is_marked_there() -> None:
    bulletin = Bulletin(
        raw="x", text="x", title="县水务局工作例会", meeting=Meeting("工作例会", Span(4, 8), "工作会议", "title")
    )
    (layer,) = layers(bulletin)
    assert layer.in_title
    (mark, _) = harmless(bulletin._repr_html_()).having("np-meeting")  # the other one is the legend's
    assert mark.attributes["title"] == "meeting; 工作会议"


def test_every_bulletin_of_a_list_has_a_row() -> None:
    found = bulletins(12)
    page = harmless(view.overview(found, limit=10))
    assert "12 bulletins, the first 10 of them shown" in page.text
    assert sum(element.tag == "tr" for element in page.elements) == 11
    assert "0 bulletins" in harmless(view.overview([])).text
    with pytest.raises(UsageError, match="limit=-1"):
        view.overview([], limit=-1)


@pytest.mark.parametrize("sheet", [*SHEETS, "report.css"])
def test_no_rule_reaches_out_of_our_own_block(sheet: str) -> None:
    selectors = [selector for selector, _ in rules(static(sheet))]
    assert len(selectors) > 20
    outside = [selector for selector in selectors if not re.search(r"\.newsparse(?![\w-])", selector)]
    assert outside == (["html"] if sheet == "report.css" else [])  # the report owns its page


def test_each_kind_has_a_style_that_is_more_than_a_colour() -> None:
    styles = dict(rules(static("marks.css")))
    signs = [re.sub(r"var\(--[\w-]+\)", "", styles[f".newsparse .np-{kind}"]) for kind in MEANING]
    assert len(set(signs)) == len(signs)
    assert all(re.search("text-decoration|border|shadow|weight|style|outline", sign) for sign in signs)


def luminance(color: str) -> float:
    """WCAG's relative luminance."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_that_of_wcag_aa_in_both_themes() -> None:
    colors = dict(re.findall(r"--([\w-]+): light-dark\(([^)]+)\)", static("marks.css")))
    papers = [name for name in colors if f"{name}-line" in colors]
    assert len(papers) == 11
    texts = [("ink", paper) for paper in ("paper", "raised", "alert-paper", *papers)]
    texts += [(text, paper) for text in ("soft", "link", "alert") for paper in ("paper", "raised")]
    texts += [("alert", "alert-paper"), ("paper", "ink")]
    lines = [(f"{paper}-line", paper) for paper in papers] + [("focus", "paper"), ("control", "paper")]
    for theme in (0, 1):
        for least, pairs in ((4.5, texts), (3, lines)):
            for pair in pairs:
                low, high = sorted(luminance(colors[name].split(", ")[theme]) for name in pair)
                assert (high + 0.05) / (low + 0.05) >= least, (theme, pair)


def test_showing_a_bulletin_leaves_it_as_it_was() -> None:
    bulletin = newsparse.parse("局长方远山主持会议。")
    before = replace(bulletin)
    bulletin._repr_html_()
    assert bulletin == before
