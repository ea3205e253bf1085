"""ASCII punctuation in Chinese sentences made full-width; numbers, times, addresses and Latin phrases keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsparse.text import Edit, Findings, Span, Text

_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_MARK = re.compile(r"[,;:!?]")
_HAN = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# What stands before a mark of a Chinese sentence.
_BEFORE = re.compile(rf"[{_HAN}”’》）」』】％]")
# What a sentence goes on with after a number or a Latin word.
_AFTER = re.compile(rf"[{_HAN}“‘《（「『【]")
_LATIN = re.compile(r"[0-9A-Za-z%)]")
# A lone ? may stand for a lost character: it is a question mark only where a question ends.
_ASKS = frozenset("吗嗎呢么麼吧何谁誰哪否")
_ASKED = re.compile("[吗嗎呢么麼何谁誰哪几幾否怎]|多少|是不是|有[没沒]有|能不能")
_SENTENCE_END = re.compile("[。！？\n]")
_LONGEST_QUESTION = 120
_ENDS = frozenset("”’」』）\n")
_BRACKET = re.compile(r"[()（）\n]")
_HAS_HAN = re.compile(f"[{_HAN}]")
_LONGEST_BRACKET = 200
_LONGEST_QUOTATION = 300
_DEEPEST_BRACKET = 8


def punctuation(text: Text) -> Findings:
    """Full-width marks between Han characters, brackets in pairs, straight quotation marks in pairs.

    Every edit puts one character for one.

    >>> page = Text('县委(扩大)会议9:00召开,县长石磊说:"抓好落实!"')
    >>> page.apply(punctuation(page)).text
    '县委（扩大）会议9:00召开，县长石磊说：“抓好落实！”'
    """
    body = text.text
    found: dict[int, str] = {}
    if "(" in body or ")" in body:
        for start, stop in _brackets(body):
            found[start], found[stop] = "（", "）"
    for start, stop in _quotations(body):
        found[start], found[stop] = "“", "”"
    for mark in _MARK.finditer(body):
        at = mark.start()
        left = found.get(at - 1) or body[at - 1 : at]
        right = found.get(at + 1) or body[at + 1 : at + 2]
        if _is_question(body, at, left, right) if mark[0] == "?" else _is_chinese(left, right):
            found[at] = _WIDE[mark[0]]
    return Findings(
        [Edit(Span(at, at + 1), new, "punctuation") for at, new in sorted(found.items()) if new != body[at]]
    )


def _is_question(body: str, at: int, left: str, right: str) -> bool:
    """Whether the ? at `at` asks: behind 吗, or at the end of what holds a question word."""
    if left in _ASKS:
        return True
    if not _BEFORE.match(left) or (right and right not in _ENDS):
        return False
    sentence = _SENTENCE_END.split(body[max(0, at - _LONGEST_QUESTION) : at])[-1]
    return _ASKED.search(sentence) is not None


def _is_chinese(left: str, right: str) -> bool:
    """Whether a mark between these two belongs to a Chinese sentence."""
    if _BEFORE.match(left):
        return right not in _WIDE or right == ""
    return bool(_LATIN.match(left) and _AFTER.match(right))


def _brackets(body: str) -> Iterator[tuple[int, int]]:
    """Pairs of brackets that hold Han, at least one of them ASCII."""
    opened: list[int] = []
    for bracket in _BRACKET.finditer(body):
        at = bracket.start()
        if bracket[0] == "\n":
            opened.clear()
        elif bracket[0] in "(（":
            opened.append(at)
            del opened[:-_DEEPEST_BRACKET]
        elif opened:
            start = opened.pop()
            ascii_pair = body[start] == "(" or bracket[0] == ")"
            if ascii_pair and at - start < _LONGEST_BRACKET and _HAS_HAN.search(body, start, at):
                yield start, at


def _quotations(body: str) -> Iterator[tuple[int, int]]:
    """Straight quotation marks, two by two, that hold Han, in lines where their number is even."""
    if '"' not in body:
        return
    at = 0
    for line in body.split("\n"):
        marks = [at + i for i, char in enumerate(line) if char == '"'] if '"' in line else []
        if len(marks) % 2 == 0:
            for start, stop in zip(marks[::2], marks[1::2], strict=True):
                if stop - start <= _LONGEST_QUOTATION and _HAS_HAN.search(body, start, stop):
                    yield start, stop
        at += len(line) + 1
