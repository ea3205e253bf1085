"""Key phrases: what they say, where they stand, and what may not be one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse import keyphrases, parse
from newsparse.errors import UsageError
from newsparse.lexicon import resource_path, rows
from newsparse.phrases import candidates, ranking, selection
from newsparse.phrases import words as phrase_words
from newsparse.phrases.boilerplate import measure
from newsparse.phrases.words import LETTERS, cut, without_marks
from newsparse.segmentation import jieba as engine
from newsparse.text import Mark, Span

REPORT = (
    "3月5日，云泽县水务局召开河湖管护工作推进会。局长方远山主持会议。会议强调，要推进“四乱”问题整治，"
    "落实河湖管护责任，加强水源地保护。方远山指出，水源地保护关系民生，河湖管护重在平时。"
)


def texts(s: str, top: int = 10) -> list[str]:
    return [phrase.text for phrase in keyphrases(s, top)]


def test_what_is_repeated_and_stands_first_comes_first() -> None:
    found = texts(REPORT)
    assert "水源地保护" in found[:3]
    assert any("河湖管护" in phrase for phrase in found[:3])


def test_names_of_participants_are_no_phrases() -> None:
    assert not any("方远山" in phrase.text for phrase in parse(REPORT).key_phrases)


@given(st.text("云泽县推进“双碳”目标绿色低碳发展、，。会议‘强调’安全生产\n1a", max_size=60))
def test_every_phrase_stands_where_its_spans_say(s: str) -> None:
    found = keyphrases(s)
    for phrase in found:
        assert phrase.spans and all(s[span.slice] == phrase.text for span in phrase.spans)
        assert phrase.text.count("“") == phrase.text.count("”")
        assert 2 <= len(without_marks(phrase.text)) <= candidates.LONGEST
    plain = [without_marks(phrase.text) for phrase in found]
    assert not any(a in b for a in plain for b in plain if a != b)
    assert [phrase.score for phrase in found] == sorted((phrase.score for phrase in found), reverse=True)


@pytest.mark.parametrize("top", [0, 1, 3])
def test_no_more_than_asked_for(top: int) -> None:
    assert len(keyphrases(REPORT, top)) == top


@pytest.mark.parametrize(("s", "top"), [(b"abc", 3), (None, 3), ("abc", -1)])
def test_misuse_says_what_to_do(s: object, top: int) -> None:
    with pytest.raises(UsageError):
        keyphrases(s, top)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "s", ["", " \n", "。。。", "“”‘’", "……《》", "abc def", "会议", "精神。工作。会议。", "“" * 5000]
)
def test_nothing_to_say(s: str) -> None:
    assert keyphrases(s) == ()


def test_a_headline_counts_and_gives_no_spans() -> None:
    found = {phrase.text: phrase for phrase in parse("局长方远山主持会议。", title="市水务局部署防汛备汛").key_phrases}
    assert found["防汛备汛"].spans == ()


def test_marks_lead_back_into_the_text() -> None:
    s = "推进“双碳”目标，‘双碳’目标。"
    words = cut(s)
    assert selection.surfaces("双碳目标", words, s, 0) == ("“双碳”目标", (Span(2, 8),))


@pytest.mark.parametrize("s", ["1‘双’“生生", "“云”“安a产", "‘双’碳”目标", "“双‘碳’目标"])
def test_marks_that_do_not_close_stay_out(s: str) -> None:
    for phrase in keyphrases(s):
        assert all(phrase.text.count(a) == phrase.text.count(b) for a, b in ("“”", "‘’"))


def test_lists_are_sorted_and_sound() -> None:
    for name in ("words", "roles", "topics", "counts", "weights"):
        entries = [row[0] for row in rows(resource_path(f"phrases_{name}.tsv"))]
        assert entries == sorted(set(entries)), name
    for name in ("words", "roles"):
        assert {row[1] for row in rows(resource_path(f"phrases_{name}.tsv"))} <= set(LETTERS), name
    assert all(len(topic) >= candidates.SHORTEST for topic in candidates.topics())


def test_every_property_that_occurs_has_a_weight() -> None:
    words = cut(REPORT)
    found = candidates.find(REPORT, words)
    doc = ranking.document(words, 0, found.listed)
    for phrase, place in found.phrases.items():
        unknown = {name for name, _ in ranking.properties(phrase, place, doc)} - set(ranking.weights())
        assert not unknown


def test_what_a_phrase_holds_counts_where_it_is_no_topic_itself() -> None:
    text = "推进白石渠安全生产检查。抓好安全生产。"
    words = cut(text)
    found, listed = candidates.find(text, words)
    doc = ranking.document(words, 0, listed)
    values = {phrase: dict(ranking.properties(phrase, place, doc)) for phrase, place in found.items()}
    whole = next(phrase for phrase in values if phrase.endswith("安全生产检查"))
    assert values[whole]["holds"] == pytest.approx(len("安全生产检查") / len(whole))
    assert "安全生产检查" in candidates.topics() and whole not in candidates.topics()
    assert "holds" not in values["安全生产"]


def test_the_parts_add_up_to_the_score() -> None:
    for phrase in keyphrases(REPORT, explain=True):
        total = sum(share for _, share in phrase.parts)
        assert ranking.probability(total) == pytest.approx(phrase.score, abs=0.01)


def test_the_fast_sum_is_the_sum_of_the_properties() -> None:
    text = f"云泽县推进“四乱”整治\n{REPORT}“请进来、走出去”"
    words = cut(text)
    found, listed = candidates.find(text, words)
    doc = ranking.document(words, len("云泽县推进四乱整治"), listed)
    assert any(ranking._held(phrase, place, listed) for phrase, place in found.items())
    for total, phrase in ranking.ranked(found, doc):
        assert total == pytest.approx(ranking.weighted(ranking.properties(phrase, found[phrase], doc)))


def test_both_engines_give_the_same_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rjieba")
    fast = keyphrases(REPORT)
    slow = engine.load(fast=False)
    monkeypatch.setattr(phrase_words, "segmenter", lambda: slow)
    assert keyphrases(REPORT) == fast


def test_time_grows_with_the_text_and_not_faster() -> None:
    """Marks that never close, one endless run, and a text of one topic only: none may explode."""
    for hostile in ("“" * 20_000, "安全生产" * 5_000, "“安全”生产" * 4_000, "建设" * 10_000):
        assert len(keyphrases(hostile)) <= 10


@pytest.mark.parametrize(
    ("text", "stock"),
    [
        ("会议强调，要提高政治站位，抓好白石渠清淤。", ["会议强调", "提高政治站位"]),
        ("要增强“四个意识”、坚定“四个自信”。", ["增强“四个意识", "坚定“四个自信"]),
        ("白石渠清淤三百米。", []),
        ("", []),
    ],
)
def test_boilerplate_is_found_with_its_marks(text: str, stock: list[str]) -> None:
    found = measure(text)
    assert [text[span.slice] for span in found.spans] == stock
    assert (found.share > 0) == bool(stock)


def test_furniture_is_neither_stock_nor_report() -> None:
    text = "高度重视\n清淤三百米。"
    assert measure(text, [Mark("title", Span(0, 4))]) == (0.0, ())
    assert measure(text).share == pytest.approx(4 / 9, abs=0.001)
    assert measure("高度重视", [Mark("title", Span(0, 4)), Mark("byline", Span(2, 4))]).share == 0.0


@given(st.lists(st.sampled_from(["会议强调", "高度重视", "“四个意识”", "，", "渠", "\n", "“"]), max_size=30))
def test_stock_spans_are_ordered_and_apart(pieces: list[str]) -> None:
    found = measure("".join(pieces))
    assert 0.0 <= found.share <= 1.0
    assert all(a.stop < b.start for a, b in pairwise(found.spans))


def test_a_bulletin_measures_its_own_text() -> None:
    bulletin = parse("会议强调，要提高政治站位，抓好白石渠清淤。")
    assert bulletin.boilerplate == measure(bulletin.text, bulletin.furniture)
    assert bulletin.boilerplate.share > 0
