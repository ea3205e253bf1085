"""What holds for any text: spans are the fields' text, nothing raises, the same text gives the same result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsparse
from newsparse.bulletin import Bulletin
from newsparse.extraction import predicates

# fmt: off
PIECES = (
    "3月5日，", "2024年3月5日上午", "县委书记", "石磊", "、", "，", "方圆", "主持会议", "出席", "列席会议", "。", "\n",
    "会议指出，", "《方案》", "“双碳”", "（扩大）", "各部门负责人", "等", "在清江宾馆", "召开", "工作会议", "他强调",
    "请假", "阿布都·热西提", "：", "；", "一是", "受", "委托", "清江集团", "副", "A", "１", " ",
)
# fmt: on
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


def assert_consistent(b: Bulletin) -> None:
    for field in (b.date, b.place, b.organizer, b.meeting, *b.groups, *b.statements, *b.other_events):
        if field is not None:
            where = b.title if getattr(field, "span_in", "text") == "title" else b.text
            assert where is not None and where[field.span.slice] == field.text
    for person in b.people:
        assert b.text[person.span.slice].replace(" ", "") == person.name
        assert all(0 <= m.start < m.stop <= len(b.text) for m in person.mentions)
        assert person.roles and all(b.text[e.span.slice] == e.text for e in person.evidence)
    for warning in b.warnings:
        assert warning.span is None or 0 <= warning.span.start <= warning.span.stop <= len(b.text)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_spans_are_the_fields_text_and_json_gives_everything_back(text: str) -> None:
    bulletin = newsparse.parse(text, published="2024-03-06")
    assert_consistent(bulletin)
    if all(not 0xD800 <= ord(c) <= 0xDFFF for c in text):
        assert Bulletin.from_json(bulletin.to_json()) == bulletin
    assert newsparse.parse(text, published="2024-03-06") == bulletin


@pytest.mark.parametrize(
    "text",
    [
        "、张三" * 2000,
        "书记" * 3000,
        "，" * 5000,
        "（" * 5000,
        "“" * 5000,
        "在" * 5000,
        "3月5日" * 2000,
        "出席的" * 2000,
        "由" * 5000,
        "会议召开" * 2000,
        "赴县调研" * 2000,
        "与县签约仪式" * 1000,
    ],
    ids=lambda t: t[:3],
)
def test_hostile_repetition_ends(text: str) -> None:
    assert_consistent(newsparse.parse(text))


def test_no_rule_begins_with_another_character() -> None:
    """The first look of `predicates.find` loses no match: compared with the rules alone on every text."""
    import re

    alone = re.compile("|".join(f"(?P<r{i}>{rule.pattern})" for i, rule in enumerate(predicates.RULES)))
    cases = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
    for file in sorted(Path(__file__).parents[1].glob("gold/*-texts.jsonl")):
        cases += map(json.loads, file.read_text(encoding="utf-8").splitlines())
    for case in cases:
        found = [(rule.name, span) for rule, span in predicates.find(case["text"])]
        assert found == [
            (predicates.RULES[(m.lastindex or 0) - 1].name, m.span()) for m in alone.finditer(case["text"])
        ]


def test_rules_have_names_of_their_own_and_say_why() -> None:
    assert len({rule.name for rule in predicates.RULES}) == len(predicates.RULES)
    assert all(rule.why for rule in predicates.RULES)
