"""Stretches that overlap in any way, as a tree that markup can express.

Markup nests; spans of a bulletin do not always: a repair may begin in a title and end in a name. Of two that cross, the
one that comes later in the list is cut in two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from newsparse.text import Span


@dataclass(slots=True)
class Branch:
    """A piece of a stretch.

    Attributes:
        index: which of the stretches.
        first, last: whether the stretch begins, and whether it ends, with this piece.
        children: strings and branches, in text order.
    """

    index: int
    first: bool = True
    last: bool = True
    children: list[str | Branch] = field(default_factory=list)


def nested(text: str, spans: Sequence[Span]) -> list[str | Branch]:
    """The text as strings and branches; read in order they are the text again.

    Args:
        text: what the spans lie in.
        spans: code points of `text`, in any order; of two alike the earlier holds the later. Empty ones are left out.

    >>> nested("abcd", [Span(0, 3), Span(2, 4)])  # doctest: +NORMALIZE_WHITESPACE
    [Branch(index=0, first=True, last=True, children=['ab', Branch(index=1, first=True, last=False, children=['c'])]),
     Branch(index=1, first=False, last=True, children=['d'])]
    """
    inside = [i for i, span in enumerate(spans) if 0 <= span.start < span.stop <= len(text)]
    coming = sorted(inside, key=lambda i: (-spans[i].start, spans[i].stop, -i))  # the next one last
    tree = _Tree()
    for at, until in pairwise(sorted({0, len(text)}.union(*(spans[i] for i in inside)))):
        going_on = [i for i in tree.indices if spans[i].stop > at]
        while coming and spans[coming[-1]].start == at:
            _put(coming.pop(), going_on, spans)
        tree.become(going_on)
        tree.top.append(text[at:until])
    return tree.root


def _put(index: int, opened: list[int], spans: Sequence[Span]) -> None:
    """Put a stretch among the open ones: inside of what goes before it in the list, outside of what ends first."""
    inmost = next((depth for depth in range(len(opened), 0, -1) if opened[depth - 1] < index), 0)
    ends_first = (d for d in range(inmost, len(opened)) if spans[opened[d]].stop < spans[index].stop)
    opened.insert(next(ends_first, len(opened)), index)


class _Tree:
    """The tree while it grows: what is open, from the outermost to the innermost."""

    def __init__(self) -> None:
        self.root: list[str | Branch] = []
        self.opened: list[Branch] = []
        self.begun: set[int] = set()

    @property
    def indices(self) -> list[int]:
        """Which stretches are open."""
        return [branch.index for branch in self.opened]

    @property
    def top(self) -> list[str | Branch]:
        """Where the next piece belongs."""
        return self.opened[-1].children if self.opened else self.root

    def become(self, wanted: Sequence[int]) -> None:
        """Close and open what is needed for `wanted` to be open, and nothing more."""
        depth = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self.indices, wanted, strict=False)))
        for branch in self.opened[depth:]:
            branch.last = branch.index not in wanted
        del self.opened[depth:]
        for index in wanted[depth:]:
            branch = Branch(index, first=index not in self.begun)
            self.begun.add(index)
            self.top.append(branch)
            self.opened.append(branch)
