"""Figures on users' own labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsparse import Evaluation, evaluate
from newsparse.errors import UsageError
from newsparse.evaluation import Difference, Tally

TEXTS = [
    {"id": "1", "text": "3月1日，岚江县水务局在三楼会议室召开例会，局长石磊主持会议，副局长方敏列席。"},
    {"id": "2", "text": "县长陆承岳主持会议。"},
]


def gold(**fields: Any) -> list[dict[str, Any]]:
    return [{"id": "1", "published": "2024-03-02", **fields}]


def test_only_what_is_labelled_is_compared() -> None:
    found = evaluate(gold(place="三楼会议室"), TEXTS)
    assert list(found.fields) == ["place"] and found.fields["place"] == Tally(1, 0, 0)
    assert found.documents == 1 and found.differences == () and found.wrong_spans == 0


def test_differences_name_document_field_and_both_sides() -> None:
    people = [
        {"name": "石磊", "titles": ["局长"], "roles": ["chair"]},
        {"name": "何人", "titles": [], "roles": ["observer"]},
    ]
    found = evaluate(gold(people=people), TEXTS)
    assert found.differences == (Difference("1", "observers", ("何人",), ("方敏",)),)
    assert found.fields["titles"] == Tally(1, 0, 0)
    assert found.fields["observers"].f == 0.0


def test_a_bulletins_own_output_is_a_gold_row() -> None:
    from newsparse import parse

    rows = [{**parse(row["text"]).to_dict(), "id": row["id"]} for row in TEXTS]
    found = evaluate(rows, TEXTS)
    assert all(tally.f == 1.0 for tally in found.fields.values())
    assert {"kind", "group roles", "statements"} <= set(found.fields) | {"group roles"}


@pytest.mark.parametrize(
    ("labelled", "same"),
    [
        ({"date": {"start": "2024-03-01", "end": None}}, True),
        ({"date": {"start": "2024-03-01", "end": "2024-03-01"}}, True),
        ({"date": {"start": "--03-01", "end": None}}, False),
        ({"date": None}, False),
        ({"meeting": {"text": "例会", "kind": "工作会议"}}, True),
        ({"meeting": "例会", "kind": "座谈会"}, False),
        ({"groups": []}, True),
        ({"key_phrases": []}, True),
    ],
)
def test_when_a_field_agrees(labelled: dict[str, Any], same: bool) -> None:
    found = evaluate(gold(**labelled), TEXTS)
    assert all(tally.f == 1.0 for tally in found.fields.values()) is same


def test_another_parser_can_be_measured() -> None:
    def fixed(text: str, *, title: str | None, published: str | None) -> dict[str, Any]:
        return {"text": text, "people": [{"name": "石磊", "titles": [], "roles": ["attendee"], "span": [0, 1]}]}

    found = evaluate(gold(people=[{"name": "石磊", "titles": [], "roles": ["attendee"]}]), TEXTS, parse=fixed)
    assert found.fields["attendees"].f == 1.0
    assert found.wrong_spans == 1  # 3 is not 石磊


def test_files_and_json(tmp_path: Path) -> None:
    for name, rows in (("gold", gold(place="三楼会议室")), ("texts", TEXTS)):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    found = evaluate(tmp_path / "gold.jsonl", str(tmp_path / "texts.jsonl"))
    plain = json.loads(json.dumps(found.to_dict()))
    assert plain["fields"] == [{"field": "place", "precision": 1.0, "recall": 1.0, "f": 1.0, "labelled": 1}]
    assert isinstance(found, Evaluation) and "place" in str(found)


@pytest.mark.parametrize(
    ("labels", "texts", "says"),
    [
        ([{"id": "9"}], TEXTS, "'9'"),
        ([{"published": None}], TEXTS, "row 1 of gold has no 'id'"),
        ([{"id": "1"}], [{"id": "1"}], "row 1 of texts has no 'text'"),
        (["1"], TEXTS, "row 1 of gold"),
        ("nowhere.jsonl", TEXTS, "nowhere.jsonl"),
    ],
)
def test_misuse_says_where(labels: Any, texts: Any, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        evaluate(labels, texts)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1"}\n{"id"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        evaluate(path, TEXTS)
