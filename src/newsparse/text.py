"""Text that knows where each of its characters came from.

Every stage of the walk is a function `Text -> Findings`. Stages never touch offsets: `Text.apply` does all of the
arithmetic, once, here. All offsets in newsparse are code points, half-open.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar

from newsparse.errors import UsageError


class Span(NamedTuple):
    """A half-open stretch of code points.

    >>> print(Span(2, 5), len(Span(2, 5)), "全国人大会议"[Span(2, 5).slice])
    [2, 5) 3 人大会
    """

    start: int
    stop: int

    def __str__(self) -> str:
        return f"[{self.start}, {self.stop})"

    def __len__(self) -> int:
        return self.stop - self.start

    def __bool__(self) -> bool:
        return self.stop > self.start

    @property
    def slice(self) -> slice:
        """For indexing a string."""
        return slice(self[0], self[1])

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.stop and other.start < self.stop

    def shift(self, by: int) -> Span:
        """The same stretch `by` code points further right."""
        return Span(self.start + by, self.stop + by)


class Edit(NamedTuple):
    """What should stand at `span` instead, and why.

    `span` is never empty: an insertion replaces the character it stands beside, so that every change has an origin.
    A replacement as long as its span means character for character (學習 → 学习) and keeps each one's own origin.
    """

    span: Span
    replacement: str
    reason: str


class Mark(NamedTuple):
    """What a stretch of text is (title, byline, caption …), without changing it."""

    kind: str
    span: Span


class Warn(NamedTuple):
    """Something a reader should look at: a code from docs/warnings.md, a sentence, and the place if there is one."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a stage found. Edits are in text order and do not overlap."""

    edits: Sequence[Edit] = ()
    marks: Sequence[Mark] = ()
    warnings: Sequence[Warn] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """One change between `raw` and `text`: `raw[raw_span] == before`, `text[span] == after`.

    Attributes:
        reason: why; the reasons of edits that met are joined by "+".
        before: what stood in the raw input.
        after: what stands in the text.
        raw_span: where, in raw.
        span: where, in text.
        charwise: each character of `after` stands for the one at the same place in `before`.
    """

    reason: str
    before: str
    after: str
    raw_span: Span
    span: Span
    charwise: bool


class _Change(NamedTuple):
    """An edit that was applied, in raw offsets."""

    raw: Span
    reason: str
    charwise: bool


Stage = Callable[["Text"], Findings]
_Located = TypeVar("_Located", Mark, Warn)


@dataclass(frozen=True)
class Text:
    """A string with the way back to the raw input.

    Make one with `Text(raw)`; `apply` returns a new one.

    Attributes:
        raw: the input, never changed.
        text: the current string.
    """

    raw: str
    text: str = field(default=None)  # type: ignore[assignment]
    _starts: array[int] | None = field(default=None, repr=False)
    _stops: array[int] | None = field(default=None, repr=False)
    _before: Text | None = field(default=None, repr=False, compare=False)
    _edits: Sequence[Edit] = field(default=(), repr=False, compare=False)
    _marks: tuple[Mark, ...] = field(default=(), repr=False)
    _warnings: tuple[Warn, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.text is None:
            object.__setattr__(self, "text", self.raw)

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def _repr_html_(self) -> str:
        """What a notebook shows: before and after (docs/jupyter.md)."""
        from newsparse.view import text_html

        return text_html(self)

    def origin(self, span: Span) -> Span:
        """Where `span` of the text stands in raw. An empty span gives the empty place before its character.

        >>> t = Text("學(xué)習").apply(Findings([Edit(Span(1, 6), "", "pinyin")]))
        >>> t.text, t.origin(Span(1, 2)), t.origin(Span(0, 2))
        ('學習', Span(start=6, stop=7), Span(start=0, stop=7))
        """
        if self._starts is None or self._stops is None:
            return Span(*span)
        if span.stop > span.start:
            return Span(self._starts[span.start], self._stops[span.stop - 1])
        at = self._starts[span.start] if span.start < len(self.text) else len(self.raw)
        return Span(at, at)

    def locate(self, raw_span: Span) -> Span:
        """Where what stood at `raw_span` of the raw input now stands in the text; empty if it is gone."""
        if self._starts is None:
            return Span(*raw_span)
        start = bisect_left(self._starts, raw_span.start)
        return Span(start, max(start, bisect_left(self._starts, raw_span.stop)))

    def apply(self, findings: Findings) -> Text:
        """Carry out what a stage found.

        Args:
            findings: edits in text order, not overlapping; marks and warnings in this text's offsets.

        Raises:
            UsageError: an edit is empty, out of bounds, or overlaps its neighbour.
        """
        if not (findings.edits or findings.marks or findings.warnings):
            return self
        marks = (*self._marks, *(m._replace(span=self.origin(m.span)) for m in findings.marks))
        warnings = (*self._warnings, *(w._replace(span=w.span and self.origin(w.span)) for w in findings.warnings))
        if not findings.edits:
            return replace(self, _marks=marks, _warnings=warnings)
        _check(findings.edits, len(self.text))
        starts, stops = self._moved(findings.edits)
        return Text(self.raw, _spliced(self.text, findings.edits), starts, stops, self, findings.edits, marks, warnings)

    def through(self, stages: Iterable[Stage]) -> Text:
        """The text after each of `stages` in turn."""
        text = self
        for stage in stages:
            text = text.apply(stage(text))
        return text

    def _changes(self) -> Iterator[_Change]:
        """Every edit that was applied on the way, in raw offsets; worked out when the repairs are asked for."""
        steps: list[Text] = []
        text: Text | None = self
        while text is not None:
            steps.append(text)
            text = text._before
        for before, after in pairwise(reversed(steps)):
            for edit in after._edits:
                yield from before._changes_of(edit)

    def _changes_of(self, edit: Edit) -> Iterator[_Change]:
        """The raw stretches an edit changes; a charwise one leaves out unchanged characters and breaks at gaps."""
        span, new = edit.span, edit.replacement
        if len(new) != len(span):
            yield _Change(self.origin(span), edit.reason, False)
            return
        first = None
        for i, char in enumerate(new, span.start):
            changed = char != self.text[i]
            if first is not None and not (changed and self._adjacent(i - 1, i)):
                yield _Change(self.origin(Span(first, i)), edit.reason, True)
                first = None
            if changed and first is None:
                first = i
        if first is not None:
            yield _Change(self.origin(Span(first, span.stop)), edit.reason, True)

    def _adjacent(self, i: int, j: int) -> bool:
        return self._starts is None or self._stops is None or self._stops[i] == self._starts[j]

    def _moved(self, edits: Sequence[Edit]) -> tuple[array[int] | None, array[int] | None]:
        """The origins of each character once `edits` are made; untouched where all keep their length."""
        edits = [e for e in edits if len(e.replacement) != len(e.span)]
        if not edits:
            return self._starts, self._stops
        old_starts = self._starts if self._starts is not None else array("i", range(len(self.raw)))
        old_stops = self._stops if self._stops is not None else array("i", range(1, len(self.raw) + 1))
        starts, stops, at = array("i"), array("i"), 0
        for edit in edits:
            where = self.origin(edit.span)
            starts += old_starts[at : edit.span.start]
            stops += old_stops[at : edit.span.start]
            starts.extend([where.start] * len(edit.replacement))
            stops.extend([where.stop] * len(edit.replacement))
            at = edit.span.stop
        return starts + old_starts[at:], stops + old_stops[at:]

    def _now(self, found: tuple[_Located, ...]) -> tuple[_Located, ...]:
        return tuple(f._replace(span=f.span and self.locate(f.span)) for f in found)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """What stretches of the text are, in text order."""
        return tuple(sorted(self._now(self._marks), key=lambda m: m.span))

    @cached_property
    def warnings(self) -> tuple[Warn, ...]:
        """What the stages were unsure about, in the order found."""
        return self._now(self._warnings)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Every change from raw to text, in raw order, not overlapping; replaying them on raw gives the text.

        >>> t = Text("學(xué)習").apply(Findings([Edit(Span(1, 6), "", "pinyin")]))
        >>> t = t.apply(Findings([Edit(Span(0, 2), "学习", "script")]))
        >>> [(r.reason, r.before, r.after, str(r.raw_span)) for r in t.repairs]
        [('script', '學', '学', '[0, 1)'), ('pinyin', '(xué)', '', '[1, 6)'), ('script', '習', '习', '[6, 7)')]
        """
        return tuple(self._repair(group) for group in _clusters(self._changes()))

    def _repair(self, group: list[_Change]) -> Repair:
        raw_span = Span(group[0].raw.start, max(c.raw.stop for c in group))
        span = self.locate(raw_span)
        reasons = dict.fromkeys(c.reason for c in group)
        before, after = self.raw[raw_span.slice], self.text[span.slice]
        return Repair("+".join(reasons), before, after, raw_span, span, all(c.charwise for c in group))


def replay(raw: str, repairs: Sequence[Repair]) -> str:
    """What `repairs` make of `raw`.

    >>> replay("a(xué)b", [Repair("pinyin", "(xué)", "", Span(1, 6), Span(1, 1), False)])
    'ab'
    """
    return _spliced(raw, [Edit(r.raw_span, r.after, r.reason) for r in repairs])


def origin(repairs: Sequence[Repair], span: Span) -> Span:
    """Where `span` of a repaired text stands in raw: `Text.origin` from the repairs alone.

    >>> repairs = [Repair("pinyin", "(xué)", "", Span(1, 6), Span(1, 1), False)]
    >>> print(origin(repairs, Span(1, 2)))
    [6, 7)
    """
    start = _raw_of(repairs, span.start).start
    return Span(start, _raw_of(repairs, span.stop - 1).stop if span else start)


def blanked(text: str, spans: Iterable[Span]) -> str:
    r"""`text` with line ends instead of every character of `spans`, so that offsets stay.

    Args:
        text: any string.
        spans: in text order; they may overlap.

    >>> blanked("来源：日报。会议", [Span(0, 5), Span(2, 6)])
    '\n\n\n\n\n\n会议'
    """
    parts, at = [], 0
    for start, stop in spans:
        parts += [text[at:start], "\n" * (stop - max(at, start))]
        at = max(at, stop)
    return "".join([*parts, text[at:]])


def _raw_of(repairs: Sequence[Repair], at: int) -> Span:
    """The raw place of the one character at `at` of the repaired text."""
    before = bisect_right(repairs, at, key=lambda r: r.span.start)
    if not before:
        return Span(at, at + 1)
    last = repairs[before - 1]
    if at >= last.span.stop:
        return Span(at, at + 1).shift(last.raw_span.stop - last.span.stop)
    return Span(at, at + 1).shift(last.raw_span.start - last.span.start) if last.charwise else last.raw_span


def _clusters(changes: Iterable[_Change]) -> Iterable[list[_Change]]:
    """Changes that share raw characters, gathered, in raw order."""
    group: list[_Change] = []
    reach = 0
    for change in sorted(changes, key=lambda c: c.raw):
        if group and change.raw.start >= reach:
            yield group
            group = []
        group.append(change)
        reach = max(reach, change.raw.stop)
    if group:
        yield group


def _check(edits: Sequence[Edit], length: int) -> None:
    for edit in edits:
        if not 0 <= edit.span.start < edit.span.stop <= length:
            raise UsageError(f"an edit must cover characters of the text, got {edit.span} of {length}: {edit!r}")
    for left, right in pairwise(edits):
        if left.span.stop > right.span.start:
            raise UsageError(f"edits must be in text order and must not overlap: {left!r}, {right!r}")


def _spliced(text: str, edits: Sequence[Edit]) -> str:
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.span.start], edit.replacement]
        at = edit.span.stop
    return "".join([*parts, text[at:]])
