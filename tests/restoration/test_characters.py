"""Invisible characters go, look-alikes become ordinary, and text that is only unusual stays."""

from __future__ import annotations

import pytest

from newsparse.restoration.characters import characters
from newsparse.text import Text, replay


def cleared(page: str) -> str:
    text = Text(page)
    done = text.apply(characters(text))
    assert replay(page, done.repairs) == done.text
    return done.text


@pytest.mark.parametrize(
    ("page", "clean"),
    [
        ("会\u200b议\ufeff指\u00ad出", "会议指出"),
        ("会\u202e议\u200f", "会议"),
        ("会\x00议\x1b", "会议"),
        ("县长\r\n石磊\r主持\u2028会议\x85", "县长\n石磊\n主持\n会议\n"),
        ("县长\xa0石磊\u2003主持", "县长 石磊 主持"),
        ("会\U0001d574上", "会上"),
        ("会\U0001f600议", "会议"),
        ("会\U0001f600\u200b\U0001f600议", "会议"),
        ("\U0001d7d0\U0001d7ce年", "20年"),
        ("发展\U0001d400\U0001d408技术", "发展AI技术"),
        ("２０２２年ＡＰＥＣ增长５％", "2022年APEC增长5%"),
        ("⼀是⺠生⻓效，⾦融", "一是民生长效，金融"),
        ("\uf9b4導", "領導"),
        ("学\u0304习", "学习"),
        ("xue\u0301", "xué"),
        ("会\ufe0f议", "会议"),
    ],
)
def test_damage_goes(page: str, clean: str) -> None:
    assert cleared(page) == clean


@pytest.mark.parametrize(
    "page",
    [
        "①②③，一是、★重点、→见下",
        "喜讯\U0001f389！",
        "\U0001f389喜讯",
        "第❶项",
        "𠮷野、㛃、䶮",
        "会议（“双碳”）——《纲要》…",
        "\u3000\u3000会议",
        "café naïve",
        "，．：；！？",
        "№１".replace("１", "1"),
        "50℃，㎡",
    ],
)
def test_what_is_only_unusual_stays(page: str) -> None:
    assert cleared(page) == page


def test_private_use_is_kept_and_reported() -> None:
    page = Text("县长石\ue123主持")
    found = characters(page)
    assert not found.edits
    assert [(w.code, w.span) for w in found.warnings] == [("private-use", (3, 4))]


def test_bytes_read_as_latin_1_are_left_for_their_own_stage() -> None:
    page = "会议指出".encode().decode("latin-1")
    assert cleared(page) == page


def test_reasons_tell_width_from_damage() -> None:
    page = Text("２０年会\u200b议")
    assert [repair.reason for repair in page.apply(characters(page)).repairs] == ["width", "characters"]


@pytest.mark.xfail(reason="two mathematical letters inside a word read as an abbreviation")
def test_two_letters_inside_a_word() -> None:
    assert cleared("会\U0001d574\U0001d574上") == "会上"


@pytest.mark.parametrize(
    "unit", ["会\u200b\U0001f600", "a\u0301", "会\U0001d574", "０Ａ", "\r", "\xa0", "\ue000", "\x80"]
)
def test_hostile_characters_cost_no_more_than_their_length(unit: str) -> None:
    page = unit * (30_000 // len(unit))
    assert len(cleared(page)) <= len(page)
