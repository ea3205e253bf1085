"""The word lists of extraction, loaded once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from newsparse.lexicon import DOMAIN, table, words

LONGEST_HEAD = 10  # characters of the longest word in titles.tsv


@cache
def heads(*kinds: str) -> frozenset[str]:
    """The last words of titles and groups of the given kinds (see resources/titles.tsv)."""
    return frozenset(word for word, kind in table("titles.tsv").items() if kind in kinds)


@cache
def title_heads() -> frozenset[str]:
    """Words that end a title beside a name."""
    return heads("post", "rank", "both")


@cache
def introductions() -> frozenset[str]:
    """Words before a name: titles, and kinship that is none (夫人)."""
    return heads("post", "rank", "both", "kin")


@cache
def people_heads() -> frozenset[str]:
    """Words that end an unnamed group."""
    return heads("people", "both", "post")


@cache
def organization_heads() -> frozenset[str]:
    """Words that end the name of a body."""
    return words("organizations.tsv")


def any_of(items: Iterable[str]) -> str:
    """A pattern of alternatives, the longest first, so that 副书记 wins over 书记's beginning.

    >>> any_of(["主任", "主任医师"])
    '主任医师|主任'
    """
    return "|".join(sorted(map(re.escape, items), key=lambda w: (-len(w), w)))


def ends_with(text: str, stop: int, entries: frozenset[str], *, longest: int = LONGEST_HEAD, start: int = 0) -> int:
    """The length of the longest entry that ends at `stop` of `text`, 0 for none.

    >>> ends_with("县委书记石磊", 4, frozenset({"书记", "县委书记"}))
    4
    """
    room = stop - start
    if room <= 0:
        return 0
    sizes = _sizes(entries)
    for size in sizes.get(text[stop - 2 : stop]) or sizes.get(text[stop - 1]) or ():
        if size <= room and size <= longest and text[stop - size : stop] in entries:
            return size
    return 0


@cache
def _sizes(entries: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the entries that end with two characters, longest first, and of those that are one character."""
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for entry in entries:
        sizes[entry[-2:]].add(len(entry))
    for ending in [e for e in sizes if len(e) == 2 and e[-1] in sizes]:
        sizes[ending].add(1)
    return {ending: tuple(sorted(found, reverse=True)) for ending, found in sizes.items()}


LONGEST_WORD = 7  # characters of the words asked about: 理论学习中心组


@cache
def _known_words() -> frozenset[str]:
    """Everyday words and the terms of the genre."""
    return words("common_words.txt").union(*map(words, DOMAIN))


def is_word(text: str) -> bool:
    """Whether `text` is an everyday word or a term of the genre."""
    return text in _known_words()


def cuts_word(text: str, at: int) -> bool:
    """Whether a cut at `at` goes through a word, and no other word begins there.

    >>> cuts_word("战略合作协议签约仪式", 5), cuts_word("岚江大学生日大会", 4)
    (True, False)
    """
    known = _known_words()
    for start in range(max(0, at - LONGEST_WORD + 1), at):
        if any(text[start:stop] in known for stop in range(max(at + 1, start + 2), start + LONGEST_WORD + 1)):
            return not any(text[at : at + size] in known for size in range(2, LONGEST_WORD + 1))
    return False
