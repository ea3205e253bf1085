"""Where a bulletin's fields stand, as stretches that stay whole when it is cut into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsparse.bulletin import Bulletin, Person
from newsparse.text import Span

# Where a sentence ends: a title belongs to the names of its own sentence.
_ENDS = "。！？；\n"
# What may stand between the titles before one name (党组书记、董事长X) or between two names of a list.
_BETWEEN_TITLES = "、 　"


def entity_spans(bulletin: Bulletin) -> list[Span]:
    """The names, titles, dates, organisations, places and meetings of a bulletin, in text order, not overlapping.

    Where two of them share characters the surer one is kept: a name before a title, a title before a date, and so on.
    """
    taken = bytearray(len(bulletin.text))
    spans: list[Span] = []
    for span in _by_certainty(bulletin):
        if span and not any(taken[span.slice]):
            taken[span.slice] = b"\x01" * len(span)
            spans.append(span)
    return sorted(spans)


def _by_certainty(bulletin: Bulletin) -> Iterator[Span]:
    """Every field's place, the surest kind first."""
    for person in bulletin.people:
        yield person.span
        yield from person.mentions
    for person in bulletin.people:
        yield from _titles(person, bulletin.text)
    if bulletin.date:
        yield bulletin.date.span
    fields = (bulletin.organizer, bulletin.place, bulletin.meeting)
    yield from (field.span for field in fields if field and field.span_in == "text")


def _titles(person: Person, text: str) -> Iterator[Span]:
    """Where a person's titles stand: before the first mention, and beside each further one."""
    titles = sorted(person.titles, key=len, reverse=True)
    for title in titles:
        start = text.rfind(title, _sentence_start(text, person.span.start), person.span.start)
        if start >= 0:
            yield Span(start, start + len(title))
    for mention in (person.span, *person.mentions):
        yield from _beside(mention, titles, text)


def _beside(mention: Span, titles: Iterable[str], text: str) -> Iterator[Span]:
    """The titles that touch a mention: 党组书记、董事长X, X副总经理."""
    at = mention.start
    while title := next((t for t in titles if t and text.endswith(t, 0, at)), None):
        yield Span(at - len(title), at)
        at -= len(title)
        while at and text[at - 1] in _BETWEEN_TITLES:
            at -= 1
    after = next((t for t in titles if t and text.startswith(t, mention.stop)), "")
    yield Span(mention.stop, mention.stop + len(after))


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence of the character at `at` begins."""
    while at and text[at - 1] not in _ENDS:
        at -= 1
    return at
