"""What is told of each repair: its reason, what stood there, and where; and of what is lost, where it was."""

from __future__ import annotations

import pytest

from newsparse.parser import restore

CASES = {
    "學(xué)習(xí)會(huì)議": [
        ("script", "學", "学", (0, 1)),
        ("pinyin", "(xué)", "", (1, 6)),
        ("script", "習", "习", (6, 7)),
        ("pinyin", "(xí)", "", (7, 11)),
        ("script", "會", "会", (11, 12)),
        ("pinyin", "(huì)", "", (12, 17)),
        ("script", "議", "议", (17, 18)),
    ],
    "学(xué)习会议,于成(chéng)出席。": [
        ("pinyin", "(xué)", "", (1, 6)),
        ("punctuation", ",", "，", (9, 10)),
        ("pinyin", "(chéng)", "", (12, 19)),
    ],
    "银行(háng)重(zhòng)要": [("pinyin", "(háng)", "", (2, 8)), ("pinyin", "(zhòng)", "", (9, 16))],
    "王(wang)小(xiao)明(ming)": [
        ("pinyin", "(wang)", "", (1, 7)),
        ("pinyin", "(xiao)", "", (8, 14)),
        ("pinyin", "(ming)", "", (15, 21)),
    ],
    "县委书记石 磊、方远山、于 成出席。": [("blank", " ", "", (5, 6)), ("blank", " ", "", (13, 14))],
    "⼀是抓落实": [("characters", "⼀", "一", (0, 1))],
}
# A reading of another character, a word in Latin letters, a name with its reading in two words belong to the text.
LEFT = ("行(xyz)动", "会议(APEC)召开", "UTF-8(xué)", "石磊(Shí Lěi)主持会议", "会 议 强 调")


@pytest.mark.parametrize("raw", CASES)
def test_each_repair_says_why_and_where(raw: str) -> None:
    text = restore(raw)
    assert [(r.reason, r.before, r.after, tuple(r.raw_span)) for r in text.repairs] == CASES[raw]
    assert text.warnings == ()


@pytest.mark.parametrize("raw", LEFT)
def test_what_is_no_annotation_stays(raw: str) -> None:
    assert restore(raw).text == raw
    assert restore(raw).repairs == ()


@pytest.mark.parametrize(
    ("raw", "code", "stretch"),
    [("学?xué）习了文件", "torn-bytes", "?xué）"), ("会议\ufffd\ufffd指出", "bytes-lost", "\ufffd\ufffd")],
)
def test_what_is_lost_is_told_where_it_was(raw: str, code: str, stretch: str) -> None:
    text = restore(raw)
    assert text.text == raw
    assert [(w.code, w.span and text.text[w.span.slice]) for w in text.warnings] == [(code, stretch)]
