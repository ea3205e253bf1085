"""Torn bytes: tears that are undone, ones that cannot be, text that only looks torn, hostile input."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsparse.parser import restore
from newsparse.restoration.torn import torn
from newsparse.text import Text, replay

HALF = str.maketrans("，；：！？（）", ",;:!?()")


def read(raw: bytes) -> str:
    """GBK as mirrors read it: two bytes that make no character become one '?'."""
    out, at = "", 0
    while at < len(raw):
        step = 1 if raw[at] < 0x80 else 2
        char = raw[at : at + step].decode("gbk", "replace")
        out += "?" if "\ufffd" in char else char
        at += step
    return out


def annotated(text: str, torn_char: str, code: str, syllable: str) -> str:
    """`text` with `syllable` written after `code`, which begins on the byte before `torn_char` and ends inside it."""
    raw, at = text.encode("gbk"), len(text[: text.index(torn_char)].encode("gbk"))
    assert raw[at - 1 : at + 1] == code.encode("gbk")
    return read(raw[: at + 1] + f"({syllable})".encode("gbk") + raw[at + 1 :])


def slipped(text: str, at: int) -> str:
    """`text` with the first byte of the character at `at` lost, punctuation made half-width afterwards."""
    end = next((i for i in range(at, len(text)) if text[i].isascii()), len(text))
    return (text[:at] + "?" + read(text[at:end].encode("gbk")[1:]) + text[end:]).translate(HALF)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("從戰略再?gòu)?qiáng)化的角度", "從戰略再強化的角度"),
        ("從戰略再\ufffd(gòu)\ufffd(qiáng)化的角度", "從戰略再強化的角度"),
    ],
)
def test_annotated_tears_are_undone(damaged: str, whole: str) -> None:
    assert str(Text(damaged).through([torn])) == whole


def test_a_tear_made_byte_by_byte_is_undone() -> None:
    damaged = annotated("從戰略再強化的角度", "強", "購", "gòu")
    assert damaged != "從戰略再強化的角度"
    assert str(Text(damaged).through([torn])) == "從戰略再強化的角度"


@pytest.mark.parametrize(
    "text",
    [
        "副局长方远山介绍了情况。会议由局长主持。\n",
        "会议要求，加强环境保护，推动工作落实\n局长石磊主持会议。",
    ],
)
def test_a_lost_first_byte_is_put_back(text: str) -> None:
    at = text.index("。会") if "。会" in text else text.index("保")
    damaged = slipped(text, at)
    assert restore(damaged).text == text
    assert restore(damaged).text != damaged


def test_what_cannot_be_told_is_marked_and_warned_about() -> None:
    """The pair of bytes that held half of a name is lost, the rest of the stretch is not."""
    text = "副局长方远山介绍了情况。会议由局长石磊主持。\n"
    found = restore(slipped(text, text.index("。会")))
    assert found.text == text.replace("磊", "□")
    assert [w.code for w in found.warnings] == ["torn-bytes"]


@pytest.mark.parametrize(
    "text",
    [
        "这是什么?A会场在哪里?",
        "准备好了吗?！”他说",
        "谁来?,会议如期举行",
        "张?。",
        "什么?？不知道",
        "https://a.cn/?a=会议&b=市长",
        "?" * 50,
    ],
)
def test_text_that_only_looks_torn_stays(text: str) -> None:
    assert not Text(text).apply(torn(Text(text))).repairs


def test_a_failure_leaves_the_text_and_warns() -> None:
    page = Text("獬?zhuàng)豸會議")
    found = torn(page)
    assert not found.edits
    assert [w.code for w in found.warnings] == ["torn-bytes"]
    assert found.warnings[0].span is not None
    assert found.warnings[0].span.slice == slice(1, 9)


PIECES = [
    "?",
    "？",
    "\ufffd",
    "(gòu)",
    "gòu)",
    "qiáng)",
    "再",
    "化",
    ";",
    "；",
    "!",
    "嵋",
    "橛",
    "會",
    "会",
    "\n",
    "A",
    "9",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "ず", "□", "。", "(", ")"]), max_size=20).map("".join))
@example("再?gòu)?;会")
def test_repairs_replay_and_a_second_run_changes_nothing(page: str) -> None:
    once = restore(page)
    assert replay(page, once.repairs) == once.text
    assert restore(once.text).text == once.text


@pytest.mark.parametrize("piece", ["?", "?；嵋", "再?gòu)?qiáng)化", "?gòu)", "??会", "\ufffd(gòu)", "?A会"])
def test_hostile_repetition_is_read_in_one_pass(piece: str) -> None:
    page = piece * (6000 // len(piece))
    once = Text(page).apply(torn(Text(page)))
    assert replay(page, once.repairs) == once.text
