"""The text as extraction reads it: what is masked, where sentences and clauses end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsparse.text import Span, Text, blanked

FILL = "＿"  # stands for each masked character, so that offsets stay those of the text
# A name in a document's title or in a quotation takes no part in the event; brackets interrupt lists.
_MASKED = re.compile(
    r"《[^《》\n]{1,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,80})?》|“[^“”\n]{1,600}”|「[^「」\n]{1,600}」|（[^（）\n]{1,80}）|【[^【】\n]{1,60}】|\([^()\n]{1,80}\)"
)
# A list of all members of a congress runs to 1,500 characters; a longer "sentence" is a page without punctuation, and
# is read in pieces, because each verb is read against its whole sentence.
LONGEST_SENTENCE = 3000
_SENTENCE = re.compile(rf"[^。！？\n]{{1,{LONGEST_SENTENCE}}}[。！？]?")
_CLAUSE = re.compile(r"[^，；：,;]+[，；：,;]?")


# Rules read Chinese punctuation; a page that keeps ASCII marks between Han characters is read as if it had it.
_ASCII_MARK = re.compile(r"[,;:!?()](?:(?<![0-9A-Za-z].)|(?![0-9A-Za-z]))")
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")


def widened(text: str) -> str:
    """`text` with ASCII punctuation of Chinese sentences made full-width, at the same length.

    >>> widened("县长石磊主持会议,9:00开始")
    '县长石磊主持会议，9:00开始'
    """
    return _ASCII_MARK.sub(lambda m: m[0].translate(_WIDE), text)


def masked(text: str) -> str:
    """`text` with quotations, document titles and brackets filled, at the same length.

    >>> masked("传达《在张三同志会上的讲话》精神")
    '传达＿＿＿＿＿＿＿＿＿＿＿＿精神'
    """
    return _MASKED.sub(lambda m: FILL * len(m[0]), text)


class Sentence(NamedTuple):
    """One sentence: its place, its number, and the number of its paragraph."""

    span: Span
    number: int
    paragraph: int


@dataclass(frozen=True)
class Document:
    """A text ready for reading.

    Attributes:
        text: the restored text.
        body: the same with page furniture blanked by line ends and full-width punctuation.
        plain: the body with quotations, document titles and brackets filled.
    """

    text: str
    body: str
    plain: str

    @classmethod
    def of(cls, text: Text) -> Document:
        """The document of a restored text; its marks say what is furniture."""
        body = blanked(widened(text.text), (mark.span for mark in text.marks))
        return cls(text.text, body, masked(body))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the body, blank ones left out."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        number, paragraph, before = 0, 0, 0
        for match in _SENTENCE.finditer(self.plain):
            if "\n" in self.plain[before : match.start()]:
                paragraph += 1
            before = match.end()
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if start < match.end():
                yield Sentence(Span(start, match.end()), number, paragraph)
                number += 1

    @cached_property
    def _starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`."""
        i = bisect_right(self._starts, offset) - 1
        sentence = self.sentences[i] if i >= 0 else None
        return sentence if sentence and offset < sentence.span.stop else None

    def clause_start(self, stop: int, floor: int) -> int:
        """Where the clause that ends at `stop` begins, not before `floor`."""
        find = self.plain.rfind
        last = max(find("，", floor, stop), find("；", floor, stop), find("：", floor, stop), find(",", floor, stop))
        return last + 1 if last >= 0 else floor

    def clause_at(self, offset: int) -> Span:
        """The clause between commas, semicolons and colons that holds `offset`."""
        clause = self._clauses.get(offset)
        if clause is None:
            clause = self._clauses[offset] = self._clause_at(offset)
        return clause

    @cached_property
    def _clauses(self) -> dict[int, Span]:
        return {}

    def _clause_at(self, offset: int) -> Span:
        sentence = self.sentence_at(offset)
        around = sentence.span if sentence else Span(offset, offset)
        for match in _CLAUSE.finditer(self.plain, *around):
            if match.end() > offset:
                return Span(*match.span())
        return around
