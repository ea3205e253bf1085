"""Where a bulletin's fields stand, as stretches that stay whole when it is cut into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsparse.bulletin import Bulletin, Person
from newsparse.text import Span

# Where a sentence ends: a title belongs to the names of its own sentence.
_ENDS = "。！？；\n"
# How far a title governs the names of a list after it; a list of fifty names is no longer.
_REACH = 300
# What may stand between the titles before one name (党组书记、董事长X) or between two names of a list.
_BETWEEN_TITLES = "、 　"


def entity_spans(bulletin: Bulletin) -> list[Span]:
    """The names, titles, dates, organisations, places and meetings of a bulletin, in text order, not overlapping.

    Where two of them share characters the surer one is kept: a name before a title, a title before a date, and so on.
    """
    taken = bytearray(len(bulletin.text))
    spans: list[Span] = []
    for span in _by_certainty(bulletin):
        if _within(span, bulletin.text) and not any(taken[span.slice]):
            taken[span.slice] = b"\x01" * len(span)
            spans.append(span)
    return sorted(spans)


def _by_certainty(bulletin: Bulletin) -> Iterator[Span]:
    """Every field's place, the surest kind first."""
    for person in bulletin.people:
        yield from _mentions(person, bulletin.text)
    for person in bulletin.people:
        yield from _titles(person, bulletin.text)
    if bulletin.date:
        yield bulletin.date.span
    fields = (bulletin.organizer, bulletin.place, bulletin.meeting)
    yield from (field.span for field in fields if field and field.span_in == "text")


def _within(span: Span, text: str) -> bool:
    """Whether there is such a stretch; a bulletin read from JSON may say anything."""
    return 0 <= span.start < span.stop <= len(text)


def _mentions(person: Person, text: str) -> list[Span]:
    """Where a name stands, the first mention as a participant first."""
    return [span for span in (person.span, *person.mentions) if _within(span, text)]


def _titles(person: Person, text: str) -> Iterator[Span]:
    """Where a person's titles stand: in the sentence before the first mention, and beside each further one."""
    titles = sorted(filter(None, person.titles), key=len, reverse=True)
    mentions = _mentions(person, text)
    for mention in mentions[:1]:
        since = _sentence_start(text, mention.start)
        for title in titles:
            start = text.rfind(title, since, mention.start)
            if start >= 0:
                yield Span(start, start + len(title))
    for mention in mentions:
        yield from _beside(mention, titles, text)


def _beside(mention: Span, titles: Iterable[str], text: str) -> Iterator[Span]:
    """The titles that touch a mention: 党组书记、董事长X, X副总经理."""
    at = mention.start
    while title := next((t for t in titles if text.endswith(t, 0, at)), None):
        yield Span(at - len(title), at)
        at -= len(title)
        while at and text[at - 1] in _BETWEEN_TITLES:
            at -= 1
    after = next((t for t in titles if text.startswith(t, mention.stop)), "")
    yield Span(mention.stop, mention.stop + len(after))


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence of the character at `at` begins."""
    since = max(0, at - _REACH)
    return max(since, *(text.rfind(end, since, at) + 1 for end in _ENDS))
