"""The word lists that names are told by: surnames, characters of given names, and what is a word and no name."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import NamedTuple

from newsparse.extraction.vocabulary import organization_heads, people_heads, title_heads
from newsparse.lexicon import resource_path, rows, table, words


class Surname(NamedTuple):
    """A surname and whether it is also an everyday or function word (于 任 成 时)."""

    text: str
    wordlike: bool


@cache
def surnames() -> dict[str, Surname]:
    """Every surname of resources/, the rare ones included."""
    lists = (rows(resource_path(name)) for name in ("surnames.tsv", "surnames_rare.tsv"))
    return {row[0]: Surname(row[0], row[2] == "yes") for row in chain.from_iterable(lists)}


@cache
def first_characters() -> frozenset[str]:
    """What surnames begin with."""
    return frozenset(surname[0] for surname in surnames())


@cache
def given_scores() -> dict[str, float]:
    """How much a character looks like one of a given name."""
    return {char: int(score) / 10 for char, score in table("given_names.tsv").items()}


@cache
def sounds() -> frozenset[str]:
    """The characters that foreign names are written with."""
    return words("transliteration.txt")


@cache
def pairs() -> frozenset[str]:
    """Every word of two characters."""
    return frozenset(w for w in words("common_words.txt") | words("verbs.txt") if len(w) == 2)


def segmented(text: str) -> bool:
    """Whether two neighbours of `text` are a word together."""
    return any(text[i : i + 2] in pairs() for i in range(len(text) - 1))


@cache
def no_names() -> frozenset[str]:
    """What is never a name as a whole: ordinary wording, titles, groups and bodies."""
    return words("not_names.txt") | people_heads() | title_heads() | organization_heads()
