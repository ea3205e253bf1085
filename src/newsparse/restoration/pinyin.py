"""Pinyin that mirror sites write behind characters: 學(xué)習(xí), 會(hui)(hui)議(yi), 召開(kāi).

A bracket goes only if what it holds reads the character before it. A tone mark is proof enough; without one, other
annotations must stand in the same line or near it, because a word like 氦(he) may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsparse.restoration.readings import HAN, LETTERS, begins, reads, toned
from newsparse.text import Edit, Findings, Span, Text, Warn

_BLANK = " \u3000\xa0"
# The longest syllable is zhuang; combining marks add two.
SYLLABLE = rf"[{LETTERS}]{{1,8}}"
_INSIDE = rf"[{_BLANK}]{{0,2}}{SYLLABLE}(?:[{_BLANK}][{LETTERS}]{{1,5}})?[0-5]?[{_BLANK}]{{0,2}}"
# Mirrors repeat an annotation for each character of a run; runs are pairs, three leaves room.
_RUN = re.compile(rf"(?<=[{HAN}])(?:[(（]{_INSIDE}[)）]){{1,3}}")
_BRACKET = re.compile(rf"[(（]({_INSIDE})[)）]")
# The lines of a page's head (title, source, date) and of a list of items are short: an empty line may part them.
NEAR = 4
_CUT_OFF = re.compile(rf"(?<=[{HAN}])[(（]([{LETTERS}]{{1,8}})\s{{0,4}}\Z")


class _Annotation(NamedTuple):
    """Brackets that read the character before them."""

    span: Span
    certain: bool


def _annotations(text: str) -> Iterator[_Annotation]:
    """Every run of brackets whose contents all read the character before the run."""
    for run in _RUN.finditer(text):
        char, stop, certain, count = text[run.start() - 1], run.start(), False, 0
        for bracket in _BRACKET.finditer(text, run.start(), run.end()):
            if not reads(char, bracket[1]):
                break
            stop, count = bracket.end(), count + 1
            certain = certain or toned(bracket[1])
        if count:
            yield _Annotation(Span(run.start(), stop), certain or count > 1)


def _neighbours(text: str, found: Iterable[_Annotation]) -> Iterator[list[_Annotation]]:
    """Annotations gathered with those in the same line and a few lines on. Counted in lines, for repairs keep those."""
    group = list[_Annotation]()
    for annotation in found:
        if group and text.count("\n", group[-1].span.stop, annotation.span.start) > NEAR:
            yield group
            group = []
        group.append(annotation)
    if group:
        yield group


def pinyin(text: Text) -> Findings:
    """Remove annotations of every kind; a lone one without tone is kept with the warning `pinyin-doubtful`.

    >>> str(Text("召開(kāi)學(xué)習(xí)會(huì )（km）(CEO)").through([pinyin]))
    '召開學習會（km）(CEO)'
    """
    string = text.text
    if "(" not in string and "（" not in string:
        return Findings()
    edits, warnings = list[Edit](), list[Warn]()
    for group in _neighbours(string, _annotations(string)):
        if len(group) > 1 or group[0].certain:
            edits += [Edit(a.span, "", "pinyin") for a in group]
        else:
            shown = string[group[0].span.start - 1 : group[0].span.stop]
            warnings.append(Warn("pinyin-doubtful", f"{shown} may be a pinyin annotation; kept", group[0].span))
    cut = _CUT_OFF.search(string, max(0, len(string) - 16)) if edits else None
    if cut and begins(string[cut.start() - 1], cut[1]):
        edits.append(Edit(Span(cut.start(), cut.end(1)), "", "pinyin"))
    return Findings(edits=edits, warnings=warnings)
