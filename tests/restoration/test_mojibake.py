"""UTF-8 read in another charset comes back, and what is lost is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse import restore
from newsparse.restoration import DAMAGE
from newsparse.text import Text, replay

CLEAN = "3月1日，岚江县水务局召开例会。\n局长石磊主持会议（扩大），ISO9001 通过。"


def test_all_of_it_comes_back_where_no_byte_is_lost() -> None:
    assert restore(CLEAN.encode().decode("latin-1")).text == CLEAN


def test_windows_letters_are_bytes() -> None:
    assert restore("‘安全’生产".encode().decode("cp1252")).text == "‘安全’生产"


def test_read_as_gbk_only_the_odd_bytes_are_lost() -> None:
    page = "县长石磊主持会议，\n部署安全生产。".encode().decode("gbk", "replace")
    text = restore(page)
    assert text.text == "县长石\ufffd主持会\ufffd\ufffd\n部署安全生产\ufffd"
    assert {warning.code for warning in text.warnings} == {"bytes-lost"}
    assert all("\ufffd" in text.text[w.span.slice] for w in text.warnings if w.span)


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "涓溪镇召开会议。",  # 涓 is a word of its own
        "会议在浼水村召开，銆与鐨二字罕用。",
        "Ünïcödé è scritto, Ångström.",
        "café 召开",
        "联通公司",
        "",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert not DAMAGE["mojibake"](Text(text)).edits


@pytest.mark.parametrize(
    ("text", "places"), [("会议锟斤拷召开", [(2, 5)]), ("会\ufffd议锟斤拷锟斤拷", [(1, 2), (3, 9)])]
)
def test_what_cannot_come_back_is_reported(text: str, places: list[tuple[int, int]]) -> None:
    found = [w.span for w in restore(text).warnings if w.code == "bytes-lost"]
    assert found == places


def test_bytes_are_reported_once() -> None:
    codes = [w.code for w in restore("会议召开".encode() + b"\xff\xfe\xfa" + "结束。会议强调安全。".encode()).warnings]
    assert codes.count("bytes-lost") == 1


@given(st.text(alphabet="会议由石磊主持。，安全\n a1", max_size=40), st.sampled_from(["latin-1", "gbk", "cp1252"]))
def test_repairs_replay_and_a_second_run_changes_nothing(text: str, charset: str) -> None:
    page = text.encode().decode(charset, "replace")
    once = restore(page)
    assert replay(page, once.repairs) == once.text
    assert restore(once.text).text == once.text


@pytest.mark.parametrize("piece", ["ä¸\xad", "浼氫笂", "浼\ufffd", "锟斤拷", "\xe4", "銆"])
def test_hostile_input_costs_no_more_than_its_length(piece: str) -> None:
    assert restore(piece * 5_000).text is not None
