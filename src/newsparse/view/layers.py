"""What is worth showing in the text of a bulletin: each field, each piece of furniture, each repair, each warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsparse.bulletin import Bulletin, Evidence, Field, Meeting, Person
from newsparse.text import Repair, Span, origin
from newsparse.view.markup import legible

# What each kind is called and what it says; the order is that of the legend.
MEANING = {
    "chair": "presided",
    "attendee": "attended",
    "observer": "sat in (列席)",
    "speaker": "spoke",
    "presenter": "reported or taught",
    "absent": "was absent",
    "group": "unnamed participants",
    "date": "when it took place",
    "place": "where it was held",
    "organizer": "who held it",
    "meeting": "the event",
    "statement": "what was said",
    "phrase": "key phrase",
    "event": "another event",
    "furniture": "page furniture, not the report",
    "warning": "to be checked",
    "repair": "mended; shows what stood there",
}
# From the outermost to the innermost, for stretches that cover the same text.
DEPTH = ("furniture", "statement", "warning", "event", "organizer", "meeting", "place", "date", "group")


class Layer(NamedTuple):
    """One stretch to be shown.

    Attributes:
        kind: a key of `MEANING`.
        span: in the text, or in the title where `in_title`.
        label: what it is, in a word or two.
        note: what is known of it, in a sentence.
        was: what stood there in the input, where that is different.
        evidence: the clauses it was read from.
        first: whether it is the first of its field, which is the one to be labelled.
        of: the field of the bulletin it stands for, and which of several.
        in_title: whether the span is one of the headline.
    """

    kind: str
    span: Span
    label: str
    note: str = ""
    was: str | None = None
    evidence: tuple[Evidence, ...] = ()
    first: bool = True
    of: tuple[str, int] = ("", 0)
    in_title: bool = False


def layers(bulletin: Bulletin) -> list[Layer]:
    """Every stretch of text and title to be shown, the ones that hold others first; repairs come last."""
    found = [layer for layer in _fields(bulletin) if _lies_inside(layer, bulletin)]
    found.sort(key=lambda layer: DEPTH.index(layer.kind) if layer.kind in DEPTH else len(DEPTH))
    edges = {edge for layer in found if not layer.in_title for edge in layer.span}
    found = [layer._replace(was=_was(bulletin, layer.span)) if not layer.in_title else layer for layer in found]
    return found + list(repairs(bulletin.raw, bulletin.text, bulletin.repairs, edges))


def repairs(raw: str, text: str, changes: Sequence[Repair], edges: Iterable[int] = ()) -> Iterator[Layer]:
    """The repairs as a reader meets them: neighbours joined, and what was taken out shown on the character before it.

    Args:
        raw: before.
        text: after.
        changes: the repairs, in text order.
        edges: where fields begin and end in the text; no two repairs are joined across one.
    """
    walls = frozenset(edges)
    joined: list[_Joined] = []
    for repair in changes:
        shown = _visible(repair.span, len(text))
        place = origin(changes, shown)
        reach = Span(min(place.start, repair.raw_span[0]), max(place.stop, repair.raw_span[1]))
        new = _Joined(shown, reach, repair.reason.split("+"))
        if joined and (shown.start < joined[-1].span.stop or shown.start == joined[-1].span.stop not in walls):
            new = joined.pop().with_(new)
        joined.append(new)
    for span, raw_span, reasons in joined:
        names = ", ".join(dict.fromkeys(reasons))
        yield Layer("repair", span, names, was=legible(raw[raw_span.slice]))


class _Joined(NamedTuple):
    """Repairs beside each other: where they show, what they replaced, and why."""

    span: Span
    raw_span: Span
    reasons: list[str]

    def with_(self, other: _Joined) -> _Joined:
        span = Span(self.span.start, max(self.span.stop, other.span.stop))
        raw_span = Span(min(self.raw_span.start, other.raw_span.start), max(self.raw_span.stop, other.raw_span.stop))
        return _Joined(span, raw_span, self.reasons + other.reasons)


def _visible(span: Span, length: int) -> Span:
    """Nothing is left of what was taken out; the character beside it stands for it."""
    if span:
        return Span(*span)
    return Span(span.start - 1, span.start) if span.start else Span(0, min(1, length))


def _fields(bulletin: Bulletin) -> Iterator[Layer]:
    if date := bulletin.date:
        value = " to ".join(filter(None, (date.start, date.end)))
        known = f"year from {date.year_from}" if date.year_from else "year unknown"
        yield Layer("date", date.span, "date", f"{value} ({known})", evidence=_because(date.evidence), of=("date", 0))
    for kind, found in (("place", bulletin.place), ("organizer", bulletin.organizer), ("meeting", bulletin.meeting)):
        if found:
            yield _field(kind, found, (kind, 0))
    for index, event in enumerate(bulletin.other_events):
        yield _field("event", event, ("other_events", index))._replace(label="other event")
    for index, person in enumerate(bulletin.people):
        yield from _person(index, person)
    for index, group in enumerate(bulletin.groups):
        because = _because(group.evidence)
        yield Layer("group", group.span, f"group, {group.role}", evidence=because, of=("groups", index))
    for index, said in enumerate(bulletin.statements):
        because = _because(said.evidence)
        yield Layer("statement", said.span, f"{said.speaker} {said.verb}", evidence=because, of=("statements", index))
    yield from _notes(bulletin)


def _notes(bulletin: Bulletin) -> Iterator[Layer]:
    """What is no field of the event: what it is about, what does not belong to it, what is doubtful."""
    for index, phrase in enumerate(bulletin.key_phrases):
        for place in phrase.spans:
            yield Layer(
                "phrase", place, "key phrase", f"score {phrase.score:.2f}", first=False, of=("key_phrases", index)
            )
    for index, mark in enumerate(bulletin.furniture):
        yield Layer("furniture", mark.span, mark.kind.replace("_", " "), first=False, of=("furniture", index))
    for index, warning in enumerate(bulletin.warnings):
        if warning.span:
            yield Layer("warning", warning.span, warning.code, warning.message, of=("warnings", index))


def _field(kind: str, found: Field | Meeting, of: tuple[str, int]) -> Layer:
    note = found.kind if isinstance(found, Meeting) else ""
    in_title = found.span_in == "title"
    return Layer(kind, found.span, kind, note, evidence=_because(found.evidence), of=of, in_title=in_title)


def _person(index: int, person: Person) -> Iterator[Layer]:
    roles = ", ".join(person.roles)
    note = f"{person.name}: {'、'.join(person.titles)}" if person.titles else person.name
    kind = person.roles[0] if person.roles else "attendee"
    for place in sorted({person.span, *person.mentions}):
        yield Layer(kind, place, roles, note, None, person.evidence, place == person.span, ("people", index))


def _because(evidence: Evidence | None) -> tuple[Evidence, ...]:
    return (evidence,) if evidence else ()


def _lies_inside(layer: Layer, bulletin: Bulletin) -> bool:
    """A bulletin made by hand may hold any span."""
    where = (bulletin.title or "") if layer.in_title else bulletin.text
    return 0 <= layer.span[0] < layer.span[1] <= len(where)


def _was(bulletin: Bulletin, span: Span) -> str | None:
    before = bulletin.raw[bulletin.raw_span(span).slice]
    return None if before == bulletin.text[Span(*span).slice] else legible(before)
