"""Blanks that split one thing: inside dates, and inside names of two characters where a title or a list says so."""

from __future__ import annotations

import re
from functools import cache

from newsparse.lexicon import resource_path, rows, table
from newsparse.text import Edit, Findings, Span, Text

_BLANK = r"[ \u3000]{1,4}"
_ANY = re.compile(r"(?<=\S)[ \u3000](?=[ \u3000]{0,3}\S)")
_NUMBER = r"(?:[0-9]{1,4}|[〇○零一二三四五六七八九十]{1,4})"
# 3 月 17 日 with blanks at any of its joints; two parts at the least, so that 5 年 alone stays.
_GAP = r"[ \u3000]{0,2}"
_DATE = re.compile(
    rf"(?<![0-9]){_NUMBER}{_GAP}(?:年{_GAP}{_NUMBER}{_GAP}月(?:{_GAP}{_NUMBER}{_GAP}日)?|月{_GAP}{_NUMBER}{_GAP}日)"
)
_NAME = re.compile(
    rf"(?<=[\u3400-\u9fff、])(?P<family>[\u3400-\u9fff]){_BLANK}(?P<given>[\u3400-\u9fff])(?=[、，。；：）]|$|\n)"
)
LONGEST_TITLE = 8


@cache
def _families() -> frozenset[str]:
    return frozenset(row[0] for row in rows(resource_path("surnames.tsv")) if row[1] == "single")


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for word, kind in table("titles.tsv").items() if kind in ("post", "rank", "both"))


def blanks(text: Text) -> Findings:
    """Close up dates and spaced names of two characters.

    A name is closed only behind a title or 、 and before punctuation; in bylines, where the same blank separates two
    names, none is.

    >>> page = Text("3 月 17 日，副县长王　伟、李明出席。（记者 王 琦 李 明）")
    >>> page.apply(blanks(page)).text
    '3月17日，副县长王伟、李明出席。（记者 王 琦 李 明）'
    """
    body = text.text
    if not _ANY.search(body):
        return Findings()
    edits = {}
    for date in _DATE.finditer(body):
        for blank in re.finditer(r"[ \u3000]+", date[0]):
            edits[Span(*blank.span()).shift(date.start())] = Edit(Span(*blank.span()).shift(date.start()), "", "blank")
    for name in _NAME.finditer(body):
        if name["family"] in _families() and _expected(body, name.start()):
            span = Span(name.end("family"), name.start("given"))
            edits[span] = Edit(span, "", "blank")
    return Findings([edits[span] for span in sorted(edits)])


def _expected(body: str, at: int) -> bool:
    """Whether a name may begin at `at`: behind 、 or a title."""
    return body[at - 1] == "、" or any(body[at - size : at] in _titles() for size in range(2, LONGEST_TITLE + 1))
