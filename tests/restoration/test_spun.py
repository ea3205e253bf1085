"""Spun, taken-over and stuffed pages are warned about; reports are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.lexicon import table, words
from newsparse.restoration.spun import spun
from newsparse.text import Text

WILD = [
    ("5月6日，集团党委布告石磊掌管聚会并讲话，夸大要对峙立异。", ["spun-text"]),
    ("公司总司理于成引见了泛博员工存眷的轨制。", ["spun-text"]),
    ("近日，亚博体育（中国）集团党委召开专题学习会。", ["brand-swapped"]),
    ("Betway官网党支部开展主题党日活动。", ["brand-swapped"]),
    ("亚博登录_亚博下载_亚博网址_亚博入口\n4月2日，公司召开例会。", ["keyword-spam"]),
]
NEGATIVE = [
    "县委书记石磊主持会议，强调要坚持创新驱动，广大干部要深入一线。",
    "双方围绕第三局展开对峙。会议强调坚持公平竞赛。",  # one odd word beside its genuine one
    "警方通报：犯罪团伙利用“亚博体育”网站组织赌博，已被一网打尽。",
    "教授掌管实验室二十年，会议由他主持，主持人介绍了聚会的由来，会议开了两天。",
    "新闻中心|新闻动态|通知公告",
    "市委宣传部,市教育局,市财政局,市水务局",
    "局长陈放,副局长陈敏,科长陈云,科员陈林。",
    "",
]


@pytest.mark.parametrize(("page", "codes"), WILD)
def test_it_warns_and_says_where(page: str, codes: list[str]) -> None:
    findings = spun(Text(page))
    assert [w.code for w in findings.warnings] == codes
    assert not findings.edits
    for warning in findings.warnings:
        assert warning.span is not None
        assert 0 <= warning.span.start < warning.span.stop <= len(page)


@pytest.mark.parametrize("page", NEGATIVE)
def test_a_report_is_not_warned_about(page: str) -> None:
    assert not spun(Text(page)).warnings


def test_the_brand_is_the_span() -> None:
    page = "4月，乐鱼体育集团召开会议。"
    (warning,) = spun(Text(page)).warnings
    assert warning.span is not None
    assert page[warning.span.slice] == "乐鱼体育"


@pytest.mark.xfail(reason="a brand that no list holds cannot be told from a name", strict=True)
def test_a_new_brand() -> None:
    assert spun(Text("青柠竞猜集团党委召开会议。")).warnings


@pytest.mark.parametrize(
    "hostile", ["亚博体育（" * 20_000, "亚,博" * 20_000, "聚会掌管" * 20_000, "|" * 80_000, "_亚" * 40_000]
)
def test_hostile_input_is_read_through(hostile: str) -> None:
    assert not spun(Text(hostile)).edits


@given(
    st.lists(
        st.sampled_from(
            [*sorted(table("spun_words.tsv")), *sorted(words("spun_brands.txt")), "，", "\n", "_", "|", "集团", "会议"]
        )
    ).map("".join)
)
def test_every_warning_stands_in_the_text(page: str) -> None:
    for warning in spun(Text(page)).warnings:
        assert warning.span is not None
        assert page[warning.span.slice]
