"""The main job on real input, which lies beside the project and is never copied into it."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import newsparse
from newsparse.bulletin import Bulletin
from newsparse.text import replay

SHARED = Path(__file__).parents[2] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="needs the real bulletins of ../shared")

GROUPS = [
    ("中心组成员", "attendee"),
    ("相关部门负责人", "presenter"),
    ("集团公司董事会秘书", "attendee"),
    ("股份公司领导", "attendee"),
    ("纪检监察组副组长", "attendee"),
    ("总部职能部门、事业部相关负责人", "attendee"),
    ("集团公司团委书记", "attendee"),
    ("重大项目专员", "attendee"),
    ("专职董事", "attendee"),
    ("战略咨询委员会委员", "attendee"),
    ("各二级企业党委理论学习中心组成员", "attendee"),
    ("团委书记", "attendee"),
    ("相关部门负责人", "attendee"),
]


@cache
def first_bulletin() -> Bulletin:
    raw = (SHARED / "corpus" / "bulletin-1.txt").read_text(encoding="utf-8")
    return newsparse.parse(raw, published="2022-02-21")


def test_the_text_is_readable() -> None:
    text = first_bulletin().text
    assert not re.search("[A-Za-z]", text)
    assert "（扩大）" in text
    assert "着力形成" in text and "著力" not in text and "显著" in text
    assert "战略思维再强化的角度" in text  # torn bytes mended


def test_the_date_takes_its_year_from_the_stamp_and_only_from_there() -> None:
    date = first_bulletin().date
    assert date is not None
    assert (date.start, date.end, date.precision, date.year_from) == ("2022-02-18", None, "day", "published")
    undated = newsparse.parse(first_bulletin().raw)
    assert undated.date is not None and undated.date.start == "--02-18" and undated.date.as_date() is None
    assert "year-unknown" in {w.code for w in undated.warnings}


def test_the_event() -> None:
    b = first_bulletin()
    assert b.organizer is not None and b.organizer.text == "东方电气集团"
    assert b.meeting is not None and b.meeting.text == "党组理论学习中心组（扩大）学习会"
    assert b.meeting.kind == "中心组学习"
    assert b.place is None


def test_the_people() -> None:
    b = first_bulletin()
    assert b.chair is not None
    assert (b.chair.name, b.chair.titles, b.chair.roles) == ("俞培根", ("党组书记", "董事长"), ("chair", "speaker"))
    assert [(p.name, p.titles) for p in b.attendees] == [
        (name, ("党组成员",)) for name in ("徐鹏", "宋致远", "张继烈", "袁明刚", "张彦军")
    ]
    assert [(p.name, p.titles) for p in b.presenters] == [("王洪涛", ("行业专家",))]
    assert len(b.people) == 7


def test_the_groups_and_statements() -> None:
    b = first_bulletin()
    assert [(g.text, g.role) for g in b.groups] == GROUPS
    assert [(s.speaker, s.verb) for s in b.statements] == [
        ("会议", "指出"),
        ("会议", "强调"),
        ("俞培根", "指出"),
        ("俞培根", "要求"),
        ("俞培根", "强调"),
    ]


def test_the_key_phrases() -> None:
    first = [phrase.text for phrase in first_bulletin().key_phrases[:5]]
    assert any("双碳" in p for p in first) and any("绿色低碳" in p for p in first)


def test_every_field_leads_back_to_the_raw_characters() -> None:
    b = first_bulletin()
    assert b.chair is not None and b.raw[b.raw_span(b.chair.span).slice] == "俞培根"
    assert [b.raw[b.raw_span(p.span).slice] for p in b.attendees][:2] == ["徐鵬", "宋致遠"]
    assert b.organizer is not None
    assert b.raw[b.raw_span(b.organizer.span).slice].startswith("東方電氣集團(tuán)"[:6])
    assert replay(b.raw, b.repairs) == b.text


def noise() -> ModuleType:
    spec = importlib.util.spec_from_file_location("noise", SHARED / "tools" / "noise.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("family", ["clean", "A", "B", "C"])
def test_no_text_raises_and_every_span_is_its_field(family: str) -> None:
    pollute = noise().pollute
    wrong: Counter[str] = Counter()
    for line in (SHARED / "gold" / "dev-texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw = row["text"] if family == "clean" else pollute(row["text"], family, 1)
        b = newsparse.parse(raw, title=row["title"] or None)
        for field in (b.date, b.place, b.organizer, b.meeting, *b.groups, *b.statements, *b.other_events):
            if field is not None:
                where = b.title if getattr(field, "span_in", "text") == "title" else b.text
                wrong[row["id"]] += where is None or where[field.span.slice] != field.text
        wrong[row["id"]] += sum(b.text[p.span.slice] != p.name for p in b.people)
        wrong[row["id"]] += sum(b.text[s.slice] != k.text for k in b.key_phrases for s in k.spans)
        wrong[row["id"]] += replay(b.raw, b.repairs) != b.text
    assert not +wrong
