"""Every list in resources/ is reviewed source: a full header, UTF-8, sorted, no duplicates, and it loads."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from newsparse import lexicon
from newsparse.lexicon import CHECKOUT, DOMAIN, PACKAGED, Lexicon, rows, words

FOLDER = next(folder for folder in (PACKAGED, CHECKOUT) if folder.is_dir())
LISTS = sorted(path for path in FOLDER.iterdir() if path.is_file())
HEADER = ("format", "source", "licence", "used by")
# What issue 5 asks of the domain lexicon.
DOMAIN_TERMS = 3000


@pytest.fixture(params=LISTS, ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def entries(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


def test_there_are_lists() -> None:
    assert {*DOMAIN} <= {path.name for path in LISTS}


def test_it_is_plain_utf8_with_unix_lines(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert not text.startswith("\ufeff") and "\r" not in text
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert unicodedata.normalize("NFC", text) == text


def test_its_header_says_format_source_licence_and_user(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    header = [line for line in lines[: lines.index(entries(path)[0])] if line.startswith("#")]
    keys = [line[2:].partition(": ")[0] for line in header if line.startswith("# ") and ": " in line]
    assert [key for key in keys if key in HEADER] == list(HEADER)
    values = dict(line[2:].split(": ", 1) for line in header if ": " in line)
    assert all(values[key].strip() for key in HEADER)


def test_its_entries_are_sorted_and_not_repeated(path: Path) -> None:
    found = entries(path)
    assert found
    assert found == sorted(found)
    keys = Counter(line.split("\t")[0] for line in found)
    assert [key for key, count in keys.items() if count > 1] == []


def test_its_columns_are_clean_and_of_one_number(path: Path) -> None:
    found = list(rows(path))
    assert all(column == column.strip() and column for row in found for column in row)
    assert len({len(row) for row in found}) == 1


def test_the_loader_reads_it(path: Path) -> None:
    assert words(path.name) == {row[0] for row in rows(path)}


def test_the_domain_lists_are_each_others_complement_and_large_enough() -> None:
    every = Counter(term for name in DOMAIN for term in words(name))
    assert [term for term, count in every.items() if count > 1] == []
    assert len(every) >= DOMAIN_TERMS
    assert Lexicon.default().words == every.keys()


@pytest.mark.parametrize("name", DOMAIN)
def test_a_domain_term_is_a_term(name: str) -> None:
    """No sentence, no fragment that begins or ends with a function word, no punctuation but what terms hold."""
    for term in words(name):
        assert 2 <= len(term) <= 16, term
        assert not set(term) & set("，。；：！？…《》【】,;:!? "), term
        assert not term.startswith(("的", "了", "着", "使", "把", "被")), term
        assert not term.endswith(("的", "了", "着", "与", "并", "而", "把", "被")), term


def test_the_lexicon_module_names_only_lists_that_exist() -> None:
    assert all(lexicon.resource_path(name).is_file() for name in DOMAIN)
