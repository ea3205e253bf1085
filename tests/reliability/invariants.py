"""What holds for every result whatever the input was; shared by the tests beside it and by benchmarks/fuzz.py."""

from __future__ import annotations

import datetime
from itertools import pairwise

from newsparse import Bulletin, Text
from newsparse.text import Span, replay


def check_text(text: Text) -> None:
    """A restored text: its repairs are told in order and replay, marks and warnings lie in it, origins in raw."""
    assert replay(text.raw, text.repairs) == text.text
    for repair in text.repairs:
        assert text.raw[repair.raw_span.slice] == repair.before and text.text[repair.span.slice] == repair.after
    assert all(a.raw_span.stop <= b.raw_span.start for a, b in pairwise(text.repairs))
    for span in (*(mark.span for mark in text.marks), *(warning.span for warning in text.warnings)):
        assert span is None or within(span, text.text)
    for at in range(0, len(text), 1 + len(text) // 50):
        assert within(text.origin(Span(at, at + 1)), text.raw)


def check(bulletin: Bulletin) -> None:
    """A bulletin: every span is one of text and of raw, and what it names is what stands there."""
    texts = {"text": bulletin.text, "title": bulletin.title}
    worded = [bulletin.date, bulletin.place, bulletin.organizer, bulletin.meeting]
    for field in (*worded, *bulletin.groups, *bulletin.statements, *bulletin.other_events):
        if field is not None:
            place = texts[getattr(field, "span_in", "text")]
            assert place is not None and place[field.span.slice] == field.text
    if bulletin.date is not None:
        for day in filter(None, (bulletin.date.start, bulletin.date.end)):  # 2000 had a 29th of February
            datetime.date.fromisoformat(day.replace("--", "2000-"))
    for person in bulletin.people:
        assert "".join(bulletin.text[person.span.slice].split()) == person.name
        assert person.roles
        assert all(within(mention, bulletin.text) for mention in person.mentions)
    for phrase in bulletin.key_phrases:
        assert all(bulletin.text[span.slice] == phrase.text for span in phrase.spans)
    assert replay(bulletin.raw, bulletin.repairs) == bulletin.text
    for span in spans(bulletin):
        assert within(span, bulletin.text) and within(bulletin.raw_span(span), bulletin.raw)


def spans(bulletin: Bulletin) -> list[Span]:
    """Every span of the text that a bulletin holds."""
    worded = [bulletin.date, bulletin.place, bulletin.organizer, bulletin.meeting]
    fields = [field for field in (*worded, *bulletin.other_events) if field is not None]
    found = [field.span for field in fields if getattr(field, "span_in", "text") == "text"]
    found += [part.span for part in (*bulletin.groups, *bulletin.statements, *bulletin.people, *bulletin.furniture)]
    found += [span for person in bulletin.people for span in (*person.mentions, *(e.span for e in person.evidence))]
    found += [span for phrase in bulletin.key_phrases for span in phrase.spans]
    return found + [warning.span for warning in bulletin.warnings if warning.span is not None]


def within(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.stop <= len(text)
