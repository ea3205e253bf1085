"""Offsets survive any sequence of edits."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.errors import UsageError
from newsparse.text import Edit, Findings, Mark, Span, Text, Warn, origin, replay

ALPHABET = "学習會(é)，a 1"


@st.composite
def edits_for(draw: st.DrawFn, length: int) -> list[Edit]:
    """Ordered edits that do not overlap, some of them character for character."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    edits = []
    for start, stop in zip(cuts[::2], cuts[1::2], strict=False):
        same = draw(st.booleans())
        size = (stop - start, stop - start) if same else (0, 4)
        edits.append(Edit(Span(start, stop), draw(st.text(ALPHABET, min_size=size[0], max_size=size[1])), "x"))
    return edits


@st.composite
def edited(draw: st.DrawFn) -> Text:
    text = Text(draw(st.text(ALPHABET, max_size=30)))
    for _ in range(draw(st.integers(0, 4))):
        text = text.apply(Findings(draw(edits_for(len(text)))))
    return text


@given(edited())
def test_replaying_the_repairs_gives_the_text(text: Text) -> None:
    assert replay(text.raw, text.repairs) == text.text
    for repair in text.repairs:
        assert text.raw[repair.raw_span.slice] == repair.before
        assert text.text[repair.span.slice] == repair.after


@given(edited())
def test_repairs_are_ordered_and_disjoint(text: Text) -> None:
    ends = [(r.raw_span, r.span) for r in text.repairs]
    assert all(a.stop <= b.start and c.stop <= d.start for (a, c), (b, d) in itertools.pairwise(ends))


@given(edited())
def test_origins_are_monotone_and_unchanged_characters_map_to_themselves(text: Text) -> None:
    spans = [text.origin(Span(i, i + 1)) for i in range(len(text))]
    assert all(0 <= s.start < s.stop <= len(text.raw) for s in spans)
    assert all(a.start <= b.start and a.stop <= b.stop for a, b in itertools.pairwise(spans))
    changed = {i for r in text.repairs for i in range(*r.span)}
    assert all(text.raw[s.slice] == text.text[i] for i, s in enumerate(spans) if i not in changed)


@given(edited(), st.data())
def test_the_repairs_alone_lead_back_at_least_as_far(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    if span:
        assert origin(text.repairs, span).covers(text.origin(span))


@given(edited(), st.data())
def test_marks_and_warnings_follow_their_characters(text: Text, data: st.DataObject) -> None:
    if not len(text):
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    marked = text.apply(
        Findings(marks=[Mark("title", span)], warnings=[Warn("w", "a message", span), Warn("v", "no place")])
    )
    assert marked.marks[0].span.covers(span) and marked.warnings[0].span == marked.marks[0].span
    assert marked.warnings[1].span is None
    moved = marked.apply(Findings([Edit(Span(0, 1), "《新》", "x")]))
    assert 0 <= moved.marks[0].span.start <= moved.marks[0].span.stop <= len(moved)


def test_script_runs_break_where_something_was_cut_out() -> None:
    text = Text("黨組書(shū)記").apply(Findings([Edit(Span(3, 8), "", "pinyin")]))
    text = text.apply(Findings([Edit(Span(0, 4), "党组书记", "script")]))
    assert [(r.reason, r.before, r.after) for r in text.repairs] == [
        ("script", "黨組書", "党组书"),
        ("pinyin", "(shū)", ""),
        ("script", "記", "记"),
    ]


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(1, 1), "x", "insertion without a character")],
        [Edit(Span(0, 9), "", "out of bounds")],
        [Edit(Span(1, 3), "", "a"), Edit(Span(2, 4), "", "overlaps")],
        [Edit(Span(2, 3), "", "a"), Edit(Span(0, 1), "", "out of order")],
    ],
)
def test_bad_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(UsageError):
        Text("全国人大").apply(Findings(edits))


def test_nothing_found_gives_the_same_text() -> None:
    text = Text("会议")
    assert text.apply(Findings()) is text
