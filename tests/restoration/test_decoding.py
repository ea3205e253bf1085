"""Bytes of pages: every charset that Chinese pages come in, false declarations, torn and truncated bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.restoration.decoding import decode

SIMPLIFIED = (
    "3月1日上午，市水务局召开工作例会，局长方远山主持会议，一、传达学习上级文件精神；二、研究部署防汛准备工作。"
)
TRADITIONAL = (
    "3月1日上午，市水務局召開工作例會，局長方遠山主持會議，一、傳達學習上級文件精神；二、研究部署防汛準備工作。"
)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        *((SIMPLIFIED, c) for c in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")),
        *((TRADITIONAL, c) for c in ("utf-8", "gbk", "big5", "big5hkscs", "utf-16-le")),
        (SIMPLIFIED, "utf-32"),
        ("no Chinese at all", "ascii"),
        ("ASCII only", "utf-16-le"),
        ("局长㑇", "gb18030"),
        ("香港粵語嘅啲咗喺", "big5hkscs"),
    ],
)
def test_charsets_of_chinese_pages(text, charset):
    assert decode(text.encode(charset))[0] == text


def test_nothing_is_doubtful_about_a_page_of_usual_length():
    for charset in ("utf-8", "gbk", "utf-16-le"):
        assert decode(SIMPLIFIED.encode(charset))[1] == []
    assert decode(TRADITIONAL.encode("big5"))[1] == []


def test_a_byte_order_mark_is_no_text():
    assert decode(codecs.BOM_UTF16_BE + "会议".encode("utf-16-be")) == ("会议", [])


@pytest.mark.parametrize(
    "head", ['<meta charset="{}">', "<meta content='text/html; charset={}'>", '<?xml encoding="{}"?>']
)
@pytest.mark.parametrize(("declared", "charset"), [("gb2312", "gbk"), ("GBK", "gb18030"), ("big5", "big5hkscs")])
def test_the_declaration_decides_where_the_bytes_do_not(head, declared, charset):
    page = head.format(declared) + "会"
    assert decode(page.encode(charset, "ignore"))[0] == page.encode(charset, "ignore").decode(charset)


def test_utf8_under_an_old_declaration_is_utf8():
    page = '<meta charset="gb2312">' + SIMPLIFIED
    assert decode(page.encode()) == (page, [])


def test_accidental_utf8_under_a_declaration_is_what_it_says():
    page = '<meta charset="gb2312">' + b"\xcd\xa8\xd0\xa1".decode("gbk")
    assert decode(page.encode("gbk"))[0] == page


def test_a_foreign_declaration_says_nothing():
    page = '<meta charset="iso-8859-1">' + SIMPLIFIED
    assert decode(page.encode("gbk"))[0] == page


def test_few_bytes_are_a_doubtful_guess():
    text, warnings = decode("会议".encode("gbk"))
    assert text == "会议"
    assert [w.code for w in warnings] == ["charset-doubtful"]


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_a_truncated_page_keeps_its_charset_and_says_what_is_lost(charset):
    text, warnings = decode((SIMPLIFIED * 3).encode(charset)[:-1])
    assert text.startswith(SIMPLIFIED * 2)
    assert "bytes-lost" in [w.code for w in warnings]


@pytest.mark.parametrize(
    ("torn", "mended"),
    [
        (b"\xd4\xd9\x8f(g\xa8\xb0u)\x8a(qi\xa8\xa2ng)\xbb\xaf", "再強(qiáng)化"),
        (b"\xd4\xd9\x8f(g\xa8\xb0u)\x8a\xbb\xaf", "再強化"),
        (b"\xd4\xd9\x8f(gou)(gou)\x8a\xbb\xaf", "再強化"),
        ("学(xué)习(CEO)会".encode("gbk"), "学(xué)习(CEO)会"),
    ],
)
def test_annotations_inside_a_character_are_taken_out_before_decoding(torn, mended):
    text, warnings = decode(SIMPLIFIED.encode("gbk") + torn)
    assert text == SIMPLIFIED + mended
    assert [w.code for w in warnings] == (["bytes-mended"] if b"\x8f(" in torn else [])


def test_what_is_no_chinese_goes_to_the_detector():
    text, warnings = decode(("Совещание провёл директор. " * 9).encode("koi8-r"))
    assert text.startswith("Совещание")
    assert [w.code for w in warnings] == ["charset-doubtful"]


@given(st.binary(max_size=200))
def test_no_bytes_raise(raw):
    text, warnings = decode(raw)
    assert isinstance(text, str)
    assert not any("\ud800" <= c <= "\udfff" for c in text)
    assert all(w.code and w.message for w in warnings)


@given(st.text(st.characters(codec="gb18030", exclude_characters="\0"), max_size=60))
def test_gb18030_after_enough_chinese_comes_back(text):
    raw = (SIMPLIFIED + text).encode("gb18030")
    if decode(raw)[1] == []:
        assert decode(raw)[0] == SIMPLIFIED + text


@pytest.mark.parametrize("piece", [b"\x81(", b"\x81(ga)", b"(a", b"\xa8\xa1", b"\x810", b"charset="])
def test_hostile_bytes_are_read_in_one_pass(piece):
    assert decode(piece * 20_000)[0]
