"""Lexicon: immutable, checked, read from files whose errors name the line."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from newsparse import Lexicon
from newsparse.errors import ResourceError, UsageError


def test_with_returns_a_new_lexicon_and_leaves_the_old() -> None:
    empty = Lexicon()
    more = empty.with_words(["青柠计划"]).with_names(["于成"])
    assert (empty.words, empty.names) == (frozenset(), frozenset())
    assert (more.words, more.names) == ({"青柠计划"}, {"于成"})


def test_it_is_frozen_hashable_and_survives_pickling() -> None:
    lexicon = Lexicon.default().with_names(["于成"])
    with pytest.raises(FrozenInstanceError):
        lexicon.words = frozenset()  # type: ignore[misc]
    same = pickle.loads(pickle.dumps(lexicon))
    assert same == lexicon and hash(same) == hash(lexicon) and len({same, lexicon}) == 1


def test_two_lexicons_can_be_joined() -> None:
    both = Lexicon().with_words(["甲计划"]) | Lexicon().with_names(["于成"])
    assert (both.words, both.names) == ({"甲计划"}, {"于成"})


def test_default_holds_the_terms_the_field_lives_by() -> None:
    wanted = {"双碳", "三会一课", "高质量发展", "国资委", "理论学习中心组", "党风廉政建设"}
    assert wanted <= Lexicon.default().words
    assert not Lexicon.default().names


@pytest.mark.parametrize("bad", ["", " 双碳", "双碳\t", "双\n碳", "双" * 41, 3, None])
def test_an_entry_that_cannot_be_a_token_is_refused(bad: object) -> None:
    for add in (Lexicon().with_words, Lexicon().with_names):
        with pytest.raises(UsageError, match=r"words|names"):
            add([bad])  # type: ignore[list-item]
    with pytest.raises(UsageError):
        Lexicon(words=frozenset({bad}))  # type: ignore[arg-type]


def test_one_string_is_not_a_list_of_words() -> None:
    with pytest.raises(UsageError, match="pass a list"):
        Lexicon().with_words("双碳")


@pytest.mark.parametrize(
    ("content", "words", "names"),
    [
        ("", set(), set()),
        ("# format: word, kind\n\n青柠计划\n于成\tname\n甲计划\tword\n", {"青柠计划", "甲计划"}, {"于成"}),
        ("\ufeff青柠计划\r\n于成\tname\r\n", {"青柠计划"}, {"于成"}),
        ("青柠计划\n青柠计划\n", {"青柠计划"}, set()),
        ("Wi-Fi 6\n“双碳”目标\n买买提·艾力\tname", {"Wi-Fi 6", "“双碳”目标"}, {"买买提·艾力"}),
    ],
)
def test_from_file_reads_the_documented_format(tmp_path: Path, content: str, words: set[str], names: set[str]) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(content.encode())
    assert Lexicon.from_file(path) == Lexicon.from_file(str(path)) == Lexicon(frozenset(words), frozenset(names))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xe7\x94\xb2\n\tname\n", "line 2: '' is empty"),
        ("甲\n\n乙\tperson\n".encode(), "line 3: the kind 'person' is not known; use word or name"),
        ("甲\tname\t9\n".encode(), "line 1: the kind"),
        (" 甲\n".encode(), "line 1: .* blanks at its ends"),
        (("甲" * 50).encode(), "line 1: .* longer than 40"),
        ("甲\n乙\x00\n".encode(), "line 2: .* cannot be printed"),
        ("青柠".encode("gb18030"), "not UTF-8"),
    ],
)
def test_from_file_names_the_line_that_is_wrong(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(content)
    with pytest.raises(ResourceError, match=message) as raised:
        Lexicon.from_file(path)
    assert "own.tsv" in str(raised.value)


def test_a_file_that_is_not_there_or_is_a_folder_is_one_clear_error(tmp_path: Path) -> None:
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(ResourceError, match="cannot be read"):
            Lexicon.from_file(path)
