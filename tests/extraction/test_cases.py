"""Cases as data: what a reader would pick out of a clause or two.

tests/extraction/*cases.json list them with the reason and a bin: wild-like, synthetic, negative, known failure.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import newsparse

FILES = sorted(Path(__file__).parent.glob("*cases.json"))
CASES = [case for file in FILES for case in json.loads(file.read_text(encoding="utf-8"))]


def simplified(bulletin: newsparse.Bulletin, field: str) -> Any:
    """A field in the short form of the cases."""
    date, meeting = bulletin.date, bulletin.meeting
    return {
        "date": [date.start, date.end] if date else None,
        "people": {p.name: list(p.roles) for p in bulletin.people},
        "titles": {p.name: list(p.titles) for p in bulletin.people},
        "groups": [[g.text, g.role] for g in bulletin.groups],
        "meeting": meeting.text if meeting else None,
        "kind": meeting.kind if meeting else None,
        "organizer": bulletin.organizer.text if bulletin.organizer else None,
        "place": bulletin.place.text if bulletin.place else None,
        "statements": [[s.speaker, s.verb, s.text] for s in bulletin.statements],
        "warnings": [w.code for w in bulletin.warnings],
        **details(bulletin),
    }[field]


def details(bulletin: newsparse.Bulletin) -> dict[str, Any]:
    """What stands behind the fields."""
    date, text = bulletin.date, bulletin.text
    fields = {"date": date, "meeting": bulletin.meeting, "place": bulletin.place, "organizer": bulletin.organizer}
    return {
        "when": [date.time, date.part_of_day, date.precision, date.year_from] if date else None,
        "clauses": {name: field.evidence.text for name, field in fields.items() if field and field.evidence},
        "evidence": {p.name: [e.text for e in p.evidence] for p in bulletin.people},
        "organizations": {p.name: p.organization for p in bulletin.people},
        "mentions": {p.name: [text[span.slice] for span in p.mentions] for p in bulletin.people},
        "others": [event.text for event in bulletin.other_events],
        "warned": [[w.code, w.span and text[w.span.slice]] for w in bulletin.warnings],
    }


PARTIAL = ("titles", "mentions", "clauses")  # of these a case names what it is about


def parameters() -> list[Any]:
    known = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(case, id=case["why"], marks=known if case["bin"] == "known failure" else ()) for case in CASES]


@pytest.mark.parametrize("case", parameters())
def test_case(case: dict[str, Any]) -> None:
    bulletin = newsparse.parse(case["text"], title=case.get("title"), published=case.get("published"))
    for field, expected in case["expect"].items():
        found = simplified(bulletin, field)
        if field in PARTIAL:
            found = {name: found[name] for name in expected}
        assert found == expected, field


def test_every_case_is_in_a_bin_and_says_why() -> None:
    assert {c["bin"] for c in CASES} <= {"wild-like", "synthetic", "negative", "known failure"}
    assert all(c["why"] and c["expect"] for c in CASES)
