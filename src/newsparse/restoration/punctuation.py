"""ASCII punctuation in Chinese sentences made full-width; numbers, times, addresses and Latin phrases keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsparse.text import Edit, Findings, Span, Text

_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_HAN = r"\u3400-\u9fff\uf900-\ufaff\u3007"
_CHINESE = rf"[{_HAN}”’》）」』】％]"
_OPENING = rf"[{_HAN}“‘《（「『【]"
# A mark is Chinese when Han stands before it and no Latin or digit continues it, or Han follows a number.
_MARK = re.compile(rf"(?<={_CHINESE})[,;:!](?![,;:!])|(?<=[0-9A-Za-z%\)])[,;:!](?={_OPENING})")
# A lone ? may be a lost character: it is a question mark only where a question ends.
_QUESTION = re.compile(rf"(?<=[吗呢么吧何谁哪])\?|(?<={_CHINESE})\?(?=[”’」』\n]|$)")
_BRACKET = re.compile(r"[()\n]")
_HAS_HAN = re.compile(f"[{_HAN}]")
_QUOTED = re.compile(r'"([^"\n]{1,300})"')
LONGEST_BRACKET = 200


def punctuation(text: Text) -> Findings:
    """Full-width marks between Han characters, brackets in pairs, straight quotation marks in pairs.

    >>> page = Text('县委(扩大)会议9:00召开,县长石磊说:"抓好落实!"')
    >>> page.apply(punctuation(page)).text
    '县委（扩大）会议9:00召开，县长石磊说：“抓好落实！”'
    """
    body = text.text
    found = {m.start(): _MARKS[m[0]] for pattern in (_MARK, _QUESTION) for m in pattern.finditer(body)}
    for start, stop in _brackets(body):
        found[start], found[stop] = "（", "）"
    for quoted in _quotations(body):
        found[quoted.start()], found[quoted.end() - 1] = "“", "”"
    return Findings([Edit(Span(at, at + 1), mark, "punctuation") for at, mark in sorted(found.items())])


def _brackets(body: str) -> Iterator[tuple[int, int]]:
    """Pairs of ASCII brackets that hold Han."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(body):
        if bracket[0] == "\n":
            opened.clear()
        elif bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            start = opened.pop()
            if bracket.start() - start < LONGEST_BRACKET and _HAS_HAN.search(body, start, bracket.start()):
                yield start, bracket.start()


def _quotations(body: str) -> Iterator[re.Match[str]]:
    """Straight quotation marks in pairs that hold Han, in lines where their number is even."""
    if '"' not in body:
        return
    at = 0
    for line in body.splitlines(keepends=True):
        if line.count('"') % 2 == 0:
            yield from (q for q in _QUOTED.finditer(body, at, at + len(line)) if _HAS_HAN.search(q[1]))
        at += len(line)
