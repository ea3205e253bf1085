"""Torn bytes: 再?gòu)?qiáng)化 is 再強化, ?；嵋橛 is 。會議由.

Annotators work on GBK bytes and also match a code that begins on the second byte of one character and ends on the first
byte of the next; their "(pinyin)" tears that next character in two. Decoding turns the lost first byte and the bracket
into one '?', and reads what follows one byte out of step, up to the next ASCII byte or the next tear. Another damage
loses a first byte without any annotation. Both are undone by the same search: put a byte back for each '?', read on,
and keep the readings that explain every pinyin shown and make likely Chinese.
"""

from __future__ import annotations

import re

from newsparse.restoration.bytepairs import RARE
from newsparse.restoration.frequencies import share
from newsparse.restoration.pinyin import pinyin
from newsparse.restoration.settling import ROUNDS
from newsparse.restoration.shifts import ALIGNED, ANNOTATION, LOST, SLIP, TEAR, Reading, Search
from newsparse.text import Edit, Findings, Span, Text, Warn

_SIGN = re.compile(rf"{TEAR.pattern}|{SLIP.pattern}")
_BEFORE = re.compile(rf"([^\x00-\x7f]{{1,4}})(?:{ANNOTATION.pattern}){{0,3}}\Z")
_BEFORE_REACH = 48
# Runs end at the next ASCII byte; prose without a line break is shorter than this.
_LONGEST = 1200
# Chinese is likelier than this for each character (natural logarithm); the wrong readings of a stretch are not.
_LIKELY, _SLACK = -7.0, -12.0
# A stretch of some length most of which is certain is put back, its doubtful characters as the mark of Chinese editions
# for an illegible one.
_LACUNA = "□"
_LONG, _DOUBTFUL = 8, 0.25
# So many characters after a stretch show how its last word goes on.
_LOOK = 2


def _search(search: Search, start: int, before: str) -> tuple[Reading | None, int]:
    """The best reading of the stretch that begins at the sign at `start`, and where it ends."""
    text = search.text
    beam, at = search.step(search.origin(before), start)
    end = min(len(text), start + _LONGEST)
    while beam and at < end and beam.keys() != {ALIGNED}:
        beam, at = search.step(beam, at)
    stop = min(at + _LOOK, end)
    while beam and at < stop and text[at] not in LOST:
        beam, at = search.step(beam, at)
    return search.closed(beam, ended=at == len(text)), at


def _solved(reading: Reading | None, before: int, shown: str) -> str | None:
    """What the stretch says; nothing if that is not likely Chinese or not clear enough."""
    if reading is None or reading.score < _LIKELY * len(reading.out) + _SLACK:
        return None
    doubts = {place for place in reading.doubts if place >= before}
    new = "".join(_LACUNA if i in doubts else c for i, c in enumerate(reading.out))[before:]
    if any(share(c) < RARE for c in new if c not in shown and c != _LACUNA):
        return None
    unclear = doubts and (len(new) < _LONG or len(doubts) > _DOUBTFUL * len(new))
    return None if unclear else new


def _trimmed(text: str, span: Span, new: str) -> Edit | None:
    """The edit without what stays the same at both ends."""
    start, stop, left, right = span.start, span.stop, 0, len(new)
    while start < stop and left < right and text[start] == new[left]:
        start, left = start + 1, left + 1
    while start < stop and left < right and text[stop - 1] == new[right - 1]:
        stop, right = stop - 1, right - 1
    return Edit(Span(start, stop), new[left:right], "torn") if stop > start else None


def _told(new: str, edit: Edit) -> list[Warn]:
    """The warning about the characters of `new` that stay lost."""
    if _LACUNA not in new:
        return []
    told = f"{new.count(_LACUNA)} characters of a torn stretch cannot be told; {_LACUNA} stands for each"
    return [Warn("torn-bytes", told, edit.span)]


def _mended(text: Text) -> tuple[Findings, bool]:
    """What one pass finds, and whether signs are left."""
    string, edits, warnings, at = text.text, list[Edit](), list[Warn](), 0
    done, tail, search, left = 0, "", None, False
    while sign := _SIGN.search(string, at):
        search = search or Search(string)
        start = sign.start()
        found = _BEFORE.search(tail + string[max(done, start - _BEFORE_REACH) : start])
        before = found[1] if found else ""
        reading, stop = _search(search, start, before)
        solved = _solved(reading, len(before), string[start:stop])
        edit = _trimmed(string, Span(start, stop), solved) if solved else None
        if solved and edit:
            edits.append(edit)
            warnings += _told(solved, edit)
            at, done, tail = stop, stop, solved[-1:]
            continue
        # Behind an annotated tear another may be solved; what follows a slip in the same run is out of step too.
        left, at = True, start + 1 if sign[1] else max(start + 1, stop)
        if sign[1] or not solved:
            shown = string[max(0, start - 1) : sign.end()]
            warnings.append(Warn("torn-bytes", f"{shown}: lost bytes that cannot be put back", Span(start, sign.end())))
    return Findings(edits=edits, warnings=warnings), left


def torn(text: Text) -> Findings:
    """Put lost bytes back; what cannot be explained stays, with the warning `torn-bytes`.

    Of a long stretch that is clear but for a few characters, each of these becomes □, with the same warning.

    >>> str(Text("從戰略再?gòu)?qiáng)化的角度").through([torn]))
    '從戰略再強化的角度'
    """
    first, left = _mended(text)
    if not left:
        return first
    # A stretch that stayed is read again as it is without its pinyin, as a second run of the walk would.
    start = now = Text(text.text)
    for _ in range(ROUNDS):
        before = now
        now = now.apply(Findings(_mended(now)[0].edits))
        now = now.apply(Findings(pinyin(now).edits))
        if now.text == before.text:
            break
    if now is start:
        return first
    return Findings([Edit(r.raw_span, r.after, r.reason) for r in now.repairs], warnings=first.warnings)
