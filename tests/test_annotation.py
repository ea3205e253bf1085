"""Drafts for annotation tools, and the way back."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from newsparse import Bulletin, evaluate, parse
from newsparse.annotation import TOOLS, corrections, drafts, label_studio
from newsparse.annotation.regions import LABELS
from newsparse.errors import UsageError

REPORT = (
    "3月1日，岚江县水务局在三楼会议室召开河湖管护工作推进会。局党组书记、局长方远山主持会议并讲话，"
    "副局长石敏、邵群出席会议，各科室负责人参加会议。方远山强调，要守住水源地。"
)
TITLE = "岚江县水务局部署河湖管护"


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return parse(REPORT, title=TITLE, published="2024-03-02")


def exported(bulletin: Bulletin, tool: str) -> dict[str, Any]:
    """What the tool gives back when the annotator accepts the draft as it is."""
    task: dict[str, Any] = json.loads(json.dumps(next(drafts([("d1", bulletin)], tool)), ensure_ascii=False))
    if tool == "label-studio":
        task["annotations"] = [{"result": task.pop("predictions")[0]["result"], "was_cancelled": False}]
    return task


@pytest.mark.parametrize("tool", TOOLS)
def test_an_accepted_draft_comes_back_as_labels_that_agree(bulletin: Bulletin, tool: str) -> None:
    labels, text = next(corrections([exported(bulletin, tool)], tool))
    assert text == {"id": "d1", "title": TITLE, "text": bulletin.text}
    assert labels["date"] == {"start": "2024-03-01", "end": None}
    assert labels["people"][0] == {"name": "方远山", "titles": ["局党组书记", "局长"], "roles": ["chair", "speaker"]}
    assert {p["name"]: p["titles"] for p in labels["people"]}["邵群"] == ["副局长"]
    assert labels["groups"] == [{"text": "各科室负责人", "role": "attendee"}]
    assert labels["statements"] == [{"speaker": "方远山", "text": "要守住水源地"}]
    assert ("kind" in labels) == (tool == "label-studio")
    found = evaluate([labels], [text])
    assert {field: tally.f for field, tally in found.fields.items() if tally.f < 1} == {}


@pytest.mark.parametrize("tool", TOOLS)
def test_corrections_are_read(bulletin: Bulletin, tool: str) -> None:
    task = exported(bulletin, tool)
    if tool == "label-studio":
        result = task["annotations"][0]["result"]
        result[:] = [r for r in result if r.get("value", {}).get("labels") != ["place"]]
        next(r for r in result if r.get("from_name") == "iso")["value"]["text"] = ["2023-03-01/2023-03-02"]
    else:
        task["entities"] = [e for e in task["entities"] if e["label"] != "place"]
    labels, _ = next(corrections([task], tool))
    assert labels["place"] is None
    wanted = (
        {"start": "2023-03-01", "end": "2023-03-02"} if tool == "label-studio" else {"start": "2024-03-01", "end": None}
    )
    assert labels["date"] == wanted


def test_offsets_of_label_studio_count_utf16() -> None:
    bulletin = parse("𠮷林县召开例会，县长石磊主持会议。")
    task = exported(bulletin, "label-studio")
    chair = next(r for r in task["annotations"][0]["result"] if r["value"]["labels"] == ["chair"])
    text = task["data"]["text"].encode("utf-16-le")
    start, end = (2 * chair["value"][key] for key in ("start", "end"))
    assert text[start:end].decode("utf-16-le") == "石磊"
    assert next(corrections([task], "label-studio"))[0]["people"][0]["name"] == "石磊"


def test_what_nobody_annotated_is_left_out(bulletin: Bulletin) -> None:
    task = exported(bulletin, "label-studio")
    assert list(corrections([{**task, "annotations": []}], "label-studio")) == []
    task["annotations"][0]["was_cancelled"] = True
    assert list(corrections([task], "label-studio")) == []


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("task", [{}, {"data": {}}, {"entities": [{}]}, {"text": "a", "entities": 3}, [], None])
def test_other_files_are_refused_with_a_word(tool: str, task: Any) -> None:
    with pytest.raises(UsageError, match="newsparse's drafts"):
        list(corrections([task], tool))


def test_a_label_of_somebody_elses_is_named(bulletin: Bulletin) -> None:
    task = exported(bulletin, "doccano")
    task["entities"][0]["label"] = "PER"
    with pytest.raises(UsageError, match="PER"):
        list(corrections([task], "doccano"))


def test_an_unknown_tool_is_refused(bulletin: Bulletin) -> None:
    with pytest.raises(UsageError, match="doccano"):
        list(drafts([("1", bulletin)], "brat"))


def test_the_interface_has_every_label() -> None:
    root = ElementTree.fromstring(label_studio.interface())
    assert [label.get("value") for label in root.iter("Label")] == list(LABELS)
