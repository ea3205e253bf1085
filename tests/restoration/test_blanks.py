"""Blanks inside dates and surely spaced names go; all others stay."""

from __future__ import annotations

import pytest

from newsparse.restoration.blanks import blanks
from newsparse.text import Text


def closed(page: str) -> str:
    text = Text(page)
    found = blanks(text)
    assert all(edit.replacement == "" and page[edit.span.slice].isspace() for edit in found.edits)
    return text.apply(found).text


@pytest.mark.parametrize(
    ("page", "clean"),
    [
        ("3 月 17 日", "3月17日"),
        ("2022 年 3 月 17 日上午", "2022年3月17日上午"),
        ("2022年 3月17日", "2022年3月17日"),
        ("三 月 十七 日", "三月十七日"),
        ("17 日下午", "17日下午"),
        ("县长王　伟、李 明出席。", "县长王伟、李明出席。"),
        ("副县长王 伟主持会议", "副县长王伟主持会议"),
        ("，李 明、赵 刚参加。", "，李明、赵刚参加。"),
        ("县委书记石 磊。", "县委书记石磊。"),
        ("王 伟指出，", "王伟指出，"),
    ],
)
def test_dates_and_sure_names_close_up(page: str, clean: str) -> None:
    assert closed(page) == clean
    assert closed(clean) == clean


@pytest.mark.parametrize(
    "page",
    [
        "（记者 王 琦 李 明）",
        "（记者 王琦 李明）",
        "\u3000\u3000会议指出",
        "县长王伟 副县长李明",
        "党 政、军",
        "增收 30 日元",
        "共 5 项",
        "5 年级学生",
        "会议 通知",
        "时 间：三楼",
        "Microsoft Office 365",
        "创新引领 共建未来",
    ],
)
def test_doubtful_blanks_stay(page: str) -> None:
    assert closed(page) == page


@pytest.mark.xfail(reason="a lone spaced name with a word for its surname and no title before it stays doubtful")
def test_a_wordlike_surname_in_a_list() -> None:
    assert closed("参加活动的有：方 远、李明。") == "参加活动的有：方远、李明。"


@pytest.mark.parametrize("unit", ["王 ", "　", "3 月", "三 月 ", "一 二", "、王 伟", "县长 ", "1 日 至 "])
def test_hostile_blanks_cost_no_more_than_their_length(unit: str) -> None:
    page = unit * (60_000 // len(unit))
    assert len(closed(page)) <= len(page)


@pytest.mark.xfail(reason="林 is a common surname, and a list is all that can be seen")
def test_a_list_of_trades() -> None:
    assert closed("农、林 牧、渔") == "农、林 牧、渔"
