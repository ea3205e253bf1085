"""The words of a text and what each can do in a phrase: one letter a word, so that patterns run over letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsparse.lexicon import resource_path, rows
from newsparse.lexicon import words as word_list
from newsparse.segmentation import jieba as engine
from newsparse.segmentation.tokens import Segmenter

# The letters; resources/phrases_roles.tsv says what each class means.
LETTERS = {
    "noun": "n",
    "act": "a",
    "attr": "q",
    "stock": "g",
    "event": "e",
    "place": "s",
    "body": "b",
    "verb": "v",
    "pursue": "o",
    "func": "f",
    "post": "p",
    "room": "r",
    "time": "t",
    "number": "m",
}
STOP = "|"  # punctuation
# What stands between 、 is a list of topics more often than what stands between commas; 《》 hold names of documents.
MARKS = {"、": "l", "，": ",", "《": "k", "》": "k"}
SINGLE = "c"  # a character alone: part of a word that the segmenter did not know (引 才)
NAME = "h"

MOST_KEPT = 200_000  # words whose letter is remembered; a letter follows from the word alone

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}")
_QUOTE = re.compile('[“”‘’「」『』"]')
# 省 to 村 end the name of a place where something precedes them: 云泽县.
_PLACE_TAILS = frozenset("省市县区镇乡村州")
# Characters of grammar: in a word that no list has, they show that the segmenter joined what is no word (要用好).
_GRAMMAR = frozenset("的了在于是把被将并不要让使也都而与及为由从等对着过向就还")
_GIVEN_NAME = 2  # a name the segmenter does not know has a surname and one or two characters more


class Classes(dict[str, str]):
    """Word → letter; words that are listed nowhere are judged by their form."""

    def __init__(self) -> None:
        self._surnames = word_list("surnames.tsv")
        self._everyday = word_list("common_words.txt")
        self.update(dict.fromkeys(self._everyday, "n"))
        self._read("phrases_words.tsv")
        self.update((row[0], "p") for row in rows(resource_path("titles.tsv")) if row[1] == "post")
        self.update((word, "b") for word in word_list("organizations.tsv") if len(word) > 1)
        self._read("phrases_roles.tsv")

    def _read(self, name: str) -> None:
        self.update((row[0], LETTERS[row[1]]) for row in rows(resource_path(name)))

    def __missing__(self, word: str) -> str:
        letter = self._judge(word)
        if len(self) < MOST_KEPT:
            self[word] = letter
        return letter

    def _judge(self, word: str) -> str:
        if not _HAN.match(word):
            return "n" if _LATIN.fullmatch(word) else "m" if word.isalnum() else MARKS.get(word, STOP)
        if len(word) == 1:
            return SINGLE
        if not _GRAMMAR.isdisjoint(word) and len(word) < 4 and word not in self._everyday:
            return "f"
        if word[-1] in _PLACE_TAILS:
            return "s"
        if word[0] in self._surnames and len(word) <= 1 + _GIVEN_NAME and word not in self._everyday:
            return NAME
        return "n"


@cache
def classes() -> Classes:
    """The letters of all known words."""
    return Classes()


@cache
def segmenter() -> Segmenter:
    """The engine without any lexicon: its words are the same with rjieba and without."""
    return engine.load()


@dataclass(frozen=True, slots=True)
class Words:
    """A text in words, its quotation marks left out: they stand inside phrases (“双碳”目标) and do not end them.

    Attributes:
        plain: the text without quotation marks.
        texts: the words of `plain`, or of its beginning.
        letters: one letter a word.
        gaps: where in `plain` the marks stood, in order; one entry a mark.
    """

    plain: str
    texts: Sequence[str]
    letters: str
    gaps: Sequence[int]


def without_marks(text: str) -> str:
    """The text without quotation marks."""
    return _QUOTE.sub("", text)


def cut(text: str, limit: int | None = None) -> Words:
    """The words of `text` and their letters.

    Args:
        text: the text.
        limit: how many characters to cut at most, up to the sentence end before; `plain` and `gaps` are of all.

    >>> cut("推进“绿色”低碳发展。").letters
    'onna|'
    """
    plain = without_marks(text)
    gaps = [match.start() - i for i, match in enumerate(_QUOTE.finditer(text))] if len(plain) < len(text) else ()
    read = plain if limit is None or len(plain) <= limit else plain[: plain.rfind("。", 0, limit) + 1] or plain[:limit]
    texts = segmenter().cut(read)
    return Words(plain, texts, "".join(map(classes().__getitem__, texts)), gaps)
