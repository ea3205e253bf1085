"""Stretches that overlap in any way become a tree that holds the text and each stretch whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from newsparse.text import Span
from newsparse.view.nesting import Branch, nested

TEXT = "岚江水务集团召开推进会"
SPANS = st.lists(st.tuples(st.integers(-2, 13), st.integers(-2, 13)).map(lambda pair: Span(*pair)), max_size=8)


def flat(nodes: Sequence[str | Branch], open_: tuple[int, ...] = ()) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each character with the stretches it lies in, from the outermost."""
    for node in nodes:
        if isinstance(node, str):
            yield from ((char, open_) for char in node)
        else:
            yield from flat(node.children, (*open_, node.index))


def branches(nodes: Sequence[str | Branch]) -> Iterator[Branch]:
    for node in nodes:
        if not isinstance(node, str):
            yield node
            yield from branches(node.children)


@given(SPANS)
def test_the_text_and_each_stretch_are_whole(spans: list[Span]) -> None:
    found = list(flat(nested(TEXT, spans)))
    assert "".join(char for char, _ in found) == TEXT
    for index, span in enumerate(spans):
        inside = [at for at, (_, open_) in enumerate(found) if index in open_]
        usable = 0 <= span.start < span.stop <= len(TEXT)
        assert inside == (list(range(*span)) if usable else [])


@given(SPANS)
def test_each_stretch_begins_once_and_ends_once(spans: list[Span]) -> None:
    pieces: dict[int, list[Branch]] = {}
    for branch in branches(nested(TEXT, spans)):
        assert branch.children, "no piece is empty"
        pieces.setdefault(branch.index, []).append(branch)
    for found in pieces.values():
        assert [piece.first for piece in found] == [True, *[False] * (len(found) - 1)]
        assert [piece.last for piece in found] == [*[False] * (len(found) - 1), True]


@given(SPANS)
def test_the_first_of_the_list_is_never_cut(spans: list[Span]) -> None:
    assert sum(branch.index == 0 for branch in branches(nested(TEXT, spans))) <= 1


def test_of_two_alike_the_earlier_holds_the_later() -> None:
    (outer,) = branches(nested("会", [Span(0, 1)]))
    assert (outer.index, outer.children) == (0, ["会"])
    assert [open_ for _, open_ in flat(nested("会", [Span(0, 1), Span(0, 1)]))] == [(0, 1)]
