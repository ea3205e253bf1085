"""A bulletin as one row of `arrow_schema`: plain dicts, lists and strings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newsparse.bulletin import Bulletin, Field, Meeting
from newsparse.documents import Failure
from newsparse.tabular.schema import DATE
from newsparse.text import Span

Values = dict[str, Any]


def row(outcome: Bulletin | Failure, doc_id: str | None = None, input_path: str | None = None) -> Values:
    """The row of a bulletin, or of a document that could not be parsed: then it holds `error` and nothing else.

    >>> from newsparse import parse
    >>> found = row(parse("3月1日，局长方远山主持会议。"), "a.txt")
    >>> found["date"], found["date_start"], found["people"][0]["raw_span"]
    (None, '--03-01', {'start': 7, 'stop': 10})
    """
    if isinstance(outcome, Failure):
        return {"doc_id": doc_id, "input_path": input_path, "error": clean(outcome.error)}
    return {"doc_id": doc_id, "input_path": input_path, "error": None} | _fields(outcome)


def _fields(b: Bulletin) -> Values:
    return _date(b) | {
        "text": clean(b.text),
        "title": clean(b.title),
        "source": clean(b.source),
        "published": b.published,
        "authors": list(map(clean, b.authors)),
        "place": _field(b, b.place),
        "organizer": _field(b, b.organizer),
        "meeting": None if b.meeting is None else {**(_field(b, b.meeting) or {}), "kind": b.meeting.kind},
        "people": [
            {
                "name": clean(p.name),
                "titles": list(map(clean, p.titles)),
                "organization": clean(p.organization),
                "roles": list(p.roles),
                **_placed(b, p.span),
                "mentions": _spans(p.mentions),
            }
            for p in b.people
        ],
        "groups": [{"text": clean(g.text), "role": g.role, **_placed(b, g.span)} for g in b.groups],
        "statements": [
            {"speaker": clean(s.speaker), "verb": s.verb, "text": clean(s.text), **_placed(b, s.span)}
            for s in b.statements
        ],
        "key_phrases": [{"text": clean(k.text), "score": k.score, "spans": _spans(k.spans)} for k in b.key_phrases],
        "other_events": [_field(b, event) for event in b.other_events],
        "furniture": [{"kind": m.kind, "span": _span(m.span)} for m in b.furniture],
        "warnings": [{"code": w.code, "message": clean(w.message), "span": _span(w.span)} for w in b.warnings],
        "schema_version": b.schema_version,
    }


def _date(b: Bulletin) -> Values:
    if b.date is None:
        return {}
    found: Values = {column: getattr(b.date, attribute) for column, attribute in DATE.items()}
    span = _placed(b, b.date.span)
    return {"date": b.date.as_date(), **found, "date_span": span["span"], "date_raw_span": span["raw_span"]}


def _field(b: Bulletin, field: Field | Meeting | None) -> Values | None:
    if field is None:
        return None
    placed = _placed(b, field.span) if field.span_in == "text" else {"span": _span(field.span), "raw_span": None}
    return {"text": clean(field.text), **placed, "span_in": field.span_in}


def _placed(b: Bulletin, span: Span) -> Values:
    return {"span": _span(span), "raw_span": _span(b.raw_span(span))}


def _span(span: Span | None) -> Values | None:
    return None if span is None else {"start": span[0], "stop": span[1]}


def _spans(spans: Iterable[Span]) -> list[Values | None]:
    return list(map(_span, spans))


def clean(text: str | None) -> str | None:
    r"""The text as UTF-8 can hold it: a lone surrogate becomes "?"; offsets stay.

    >>> clean("会\ud800议"), clean(None)
    ('会?议', None)
    """
    return None if text is None else text.encode("utf-8", "replace").decode()
