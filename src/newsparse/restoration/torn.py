"""Torn bytes: 再?gòu)?qiáng)化 is 再強化, ?；嵋橛 is 。會議由.

Annotators work on GBK bytes and also match a code that begins on the second byte of one character and ends on the first
byte of the next; their "(pinyin)" tears that next character in two. Decoding turns the lost first byte and the bracket
into one '?', and reads what follows one byte out of step, up to the next ASCII byte or the next tear. Another damage
loses a first byte without any annotation. Both are undone by the same search: put a byte back for each '?', read on,
and keep the readings that explain every pinyin shown and make likely Chinese.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from newsparse.restoration.frequencies import likelihood, share
from newsparse.restoration.readings import HAN, LETTERS, reads
from newsparse.text import Edit, Findings, Span, Text, Warn

_SYLLABLE = rf"[{LETTERS}]{{1,8}}[ \u3000\xa0]?"
_LOST = "?？\ufffd"
# '?' and a syllable whose opening bracket went with the byte; decoders that keep the bracket write U+FFFD.
_TEAR = re.compile(rf"[{_LOST}][(（]?({_SYLLABLE})[)）]")
_ANNOTATION = re.compile(rf"[(（]({_SYLLABLE})[)）]")
# A byte lost before A3: what follows is read as the full-width form of an ASCII character, often made half-width since.
_SLIP = re.compile(rf"[?\ufffd][!-~！-～][{HAN}]")
_SIGN = re.compile(rf"{_TEAR.pattern}|{_SLIP.pattern}")
_BEFORE = re.compile(rf"([^\x00-\x7f])(?:[(（]{_SYLLABLE}[)）]){{0,3}}\Z")
_BEFORE_REACH = 48

_BEAM = 40
# Which bytes made an unreadable pair is guessed for the first few readings only.
_GUESSING = 4
# The bytes after which most pairs are unreadable; in the other rows GBK has a hole or two.
_MANY_GAPS = 20
# Marks that end a line.
_CLOSERS = "。！？”：；"
# Runs end at the next ASCII byte; prose without a line break is shorter than this.
_LONGEST = 1200
# A pair seen once elsewhere in a bulletin is several times likelier to come again.
_REPEATED = 2.0
# A second reading this close to the best one is a tie (natural logarithm).
_TIE = 1.0
# Rarer characters than this do not stand in a bulletin, not even in names.
_RARE = 2e-8
# Logarithms of how often a mirror does what else would explain the signs.
_HALVED_MARK, _HALVED_OTHER, _SILENT, _UNDEFINED, _NOT_TORN = -0.5, -4.0, -6.0, -3.0, -9.0
# The annotated codes are those of frequent characters, but which of them is chosen says less than running text does.
_CODE_WEIGHT = 0.5
_FULL_WIDTH = 0xFEE0
_LEADS = range(0x81, 0xFF)
_TRAILS = tuple(b for b in range(0x40, 0xFF) if b != 0x7F)


@cache
def _char(lead: int, trail: int) -> str:
    """The character of a GBK pair; empty if there is none."""
    char = bytes((lead, trail)).decode("gbk", "ignore")
    return char if len(char) == 1 and not "\ue000" <= char <= "\uf8ff" else ""


@cache
def _bytes(char: str) -> tuple[int, ...]:
    """GBK's bytes of a character; empty if it has none."""
    return tuple(char.encode("gbk", "ignore"))


@cache
def _annotated(first: int, syllable: str) -> tuple[tuple[int, float], ...]:
    """The second bytes that make, with `first`, a character read `syllable`; and how likely its code was chosen."""
    fits = ((b, _char(first, b)) for b in _LEADS)
    return tuple(
        (b, _CODE_WEIGHT * likelihood("", c)) for b, c in fits if c and share(c) > _RARE and reads(c, syllable)
    )


@cache
def _ending(trail: int) -> tuple[tuple[int, str], ...]:
    """The characters whose second byte is `trail`, with their first bytes."""
    fits = ((b, _char(b, trail)) for b in _LEADS)
    return tuple((b, c) for b, c in fits if c and share(c) > _RARE)


@cache
def _row(lead: int) -> tuple[tuple[int, str], ...]:
    """The characters whose first byte is `lead`, with their second bytes."""
    fits = ((b, _char(lead, b)) for b in _TRAILS)
    return tuple((b, c) for b, c in fits if c and share(c) > _RARE)


@cache
def _gaps(trail: int) -> tuple[int, ...]:
    """The bytes that make no GBK pair after `trail`."""
    return tuple(b for b in _LEADS if not _char(trail, b)) if trail >= 0x80 else ()


@cache
def _before_gap(lead: int) -> tuple[str, ...]:
    """The characters whose first byte is `lead`, and whose second byte begins an unreadable pair again."""
    return tuple(c for trail, c in _row(lead) if len(_gaps(trail)) > _MANY_GAPS)


def _next(lead: int, after: str) -> Iterable[str]:
    """The characters that may begin with `lead` where an unreadable pair ended and `after` is shown next."""
    if after == "?":
        return _before_gap(lead)
    code = _bytes(after)
    char = _char(lead, code[0]) if code and code[0] >= 0x40 else ""
    return (char,) if char and share(char) > _RARE else ()


class _Path(NamedTuple):
    """One reading of a stretch so far.

    `pending` is the first byte of a character whose second one is still to come; `last` the last byte read; `shown` the
    character that stands in the damaged text before the next token; `previous` the last one of the reading. `hint`
    is the score that the next character can reach, where many readings are alike until it is read.
    """

    out: str
    previous: str
    shown: str
    pending: int | None
    last: int | None
    score: float
    pairs: Counter[str]
    hint: float = 0.0

    def put(self, char: str, pending: int | None, shown: str, extra: float = 0.0) -> _Path:
        """This reading and one more character."""
        last = pending
        if last is None:
            code = _bytes(char)
            last = code[-1] if len(code) == 2 else None
        score = self.score + self.chance(char) + extra
        return _Path(self.out + char, char, shown, pending, last, score, self.pairs)

    def chance(self, char: str) -> float:
        """How likely `char` comes next; more so when the document says the two together elsewhere."""
        found = self.pairs[self.previous + char]
        return likelihood(self.previous, char) + (_REPEATED * log(1 + found) if found else 0.0)


def _torn(path: _Path, syllable: str) -> Iterator[_Path]:
    """A byte was lost, and its annotation is shown."""
    if path.last is None:
        return
    for lead, weight in _annotated(path.last, syllable):
        if path.pending is None:
            yield path._replace(pending=lead, last=lead, shown="", score=path.score + weight)
        else:
            yield path.put(_char(path.pending, lead), None, "")


def _lost(path: _Path, text: str, at: int, *, guess: bool) -> Iterator[_Path]:
    """A '?' without annotation inside a run that is out of step."""
    lead = path.pending
    assert lead is not None
    after = text[at + 1 : at + 2]
    if text[at] == "\ufffd" or not after or (after.isascii() and after != "?"):
        # The second byte of the last character, before the ASCII that ends the run.
        yield from (path.put(char, None, char) for _, char in _row(lead))
    if text[at] == "\ufffd":
        return
    if _char(lead, 0xA3):
        yield path.put(_char(lead, 0xA3), ord("？") - _FULL_WIDTH + 0x80, "？", _HALVED_MARK)
    if guess and after:
        for trail, char in _row(lead):
            for b in _gaps(trail):
                put = path.put(char, b, "", _UNDEFINED)
                best = max((put.chance(c) for c in _next(b, after)), default=None)
                if best is not None:
                    yield put._replace(hint=best)
            if not after.isascii() and char in _CLOSERS:
                yield path.put(char, None, char).put("\n", None, "\n")


def _shifted(path: _Path, char: str) -> Iterator[_Path]:
    """One character shown inside a run that is out of step."""
    lead = path.pending
    assert lead is not None
    if char.isascii():
        code = ord(char)
        if _char(lead, code) if code >= 0x40 else "":
            yield path.put(_char(lead, code), None, char)
        if 0x21 <= code <= 0x7E and _char(lead, 0xA3):
            extra = _HALVED_OTHER if char.isalnum() else _HALVED_MARK
            yield path.put(_char(lead, 0xA3), code + 0x80, chr(code + _FULL_WIDTH), extra)
        for _, lost in _row(lead):
            yield path.put(lost, None, lost, _SILENT).put(char, None, char)
        return
    code2 = _bytes(char)
    if len(code2) == 2 and _char(lead, code2[0]):
        whole = path.put(_char(lead, code2[0]), code2[1], char)
        yield whole if code2[1] >= 0x80 else whole.put(chr(code2[1]), None, chr(code2[1]))


def _plain(path: _Path, char: str) -> _Path:
    return path.put(char, None, char)


def _slipped(path: _Path, mark: str) -> Iterator[_Path]:
    """A first byte lost before A3: `mark` is A3 and the next character's first byte."""
    code = ord(mark) if mark.isascii() else ord(mark) - _FULL_WIDTH
    extra = _HALVED_OTHER if mark.isascii() and mark.isalnum() else 0.0
    for _, char in _ending(0xA3):
        yield path.put(char, code + 0x80, chr(code + _FULL_WIDTH), extra)


def _step(paths: list[_Path], text: str, at: int) -> tuple[list[_Path], int]:
    """Every reading after one more token, and where the next token begins."""
    if tear := _TEAR.match(text, at):
        return _best([found for path in paths for found in _torn(path, tear[1])]), tear.end()
    if annotation := _ANNOTATION.match(text, at):
        # In step it reads the character before it, out of step the one that is shown there.
        explained = [p for p in paths if reads(p.previous if p.pending is None else p.shown, annotation[1])]
        if explained:
            return explained, annotation.end()
    found = list[_Path]()
    for rank, path in enumerate(paths):
        if path.pending is None:
            found.append(_plain(path, text[at]))
        elif text[at] in "?\ufffd":
            found += _lost(path, text, at, guess=rank < _GUESSING)
        else:
            found += _shifted(path, text[at])
    return _best(found), at + 1


def _best(paths: list[_Path]) -> list[_Path]:
    """The likeliest readings; of those that go on alike, the likeliest and the second."""
    paths.sort(key=lambda p: -p.score - p.hint)
    kept, alike = list[_Path](), dict[tuple[str, str, int | None], int]()
    for path in paths:
        key = (path.previous, path.shown, path.pending)
        alike[key] = alike.get(key, 0) + 1
        if alike[key] <= 2:
            kept.append(path)
        if len(kept) == _BEAM:
            break
    return kept


def _pairs(text: str) -> Counter[str]:
    """How often two characters stand together in the document, annotations left out."""
    plain = _ANNOTATION.sub("", text)
    return Counter(map("".join, pairwise(plain)))


def _search(text: str, start: int, previous: str, pairs: Counter[str]) -> tuple[list[_Path], int]:
    """All readings of the stretch that begins at the sign at `start`, best first, and where it ends."""
    code = _bytes(previous)
    origin = _Path("", previous, previous, None, code[-1] if len(code) == 2 else None, 0.0, pairs)
    tear = _TEAR.match(text, start)
    if tear:
        paths, at = _best(list(_torn(origin, tear[1]))), tear.end()
    else:
        untouched = origin.put("?", None, "?", _NOT_TORN - log(share("?"))).put(text[start + 1], None, text[start + 1])
        paths, at = [untouched, *_best(list(_slipped(origin, text[start + 1])))], start + 2
    end = min(len(text), start + _LONGEST)
    while paths and at < end and any(p.pending is not None for p in paths):
        paths, at = _step(paths, text, at)
    closed = [p for p in paths if p.pending is None]
    for path in paths:
        if path.pending is not None and at == len(text):
            closed += [path.put(char, None, char, _SILENT) for _, char in _row(path.pending)]
    return sorted(closed, key=lambda p: -p.score), at


def _explained(paths: list[_Path], shown: str) -> bool:
    """Whether the best reading is clearly the best, and likely Chinese."""
    if not paths or any(share(c) < _RARE for c in paths[0].out if c not in shown):
        return False
    return len(paths) == 1 or paths[0].score - paths[1].score >= _TIE


def _trimmed(text: str, span: Span, new: str) -> Edit | None:
    """The edit without what stays the same at both ends."""
    start, stop, left, right = span.start, span.stop, 0, len(new)
    while start < stop and left < right and text[start] == new[left]:
        start, left = start + 1, left + 1
    while start < stop and left < right and text[stop - 1] == new[right - 1]:
        stop, right = stop - 1, right - 1
    return Edit(Span(start, stop), new[left:right], "torn") if stop > start else None


def torn(text: Text) -> Findings:
    """Put lost bytes back; what cannot be explained stays, with the warning `torn-bytes`.

    >>> str(Text("從戰略再?gòu)?qiáng)化的角度").through([torn]))
    '從戰略再強化的角度'
    """
    string, edits, warnings, at = text.text, list[Edit](), list[Warn](), 0
    done, tail = 0, ""
    pairs = _pairs(string) if _SIGN.search(string) else Counter[str]()
    while sign := _SIGN.search(string, at):
        start = sign.start()
        before = _BEFORE.search(tail + string[max(done, start - _BEFORE_REACH) : start])
        paths, stop = _search(string, start, before[1] if before else "", pairs)
        at = start + 1
        if _explained(paths, string[start:stop]):
            edit = _trimmed(string, Span(start, stop), paths[0].out)
            if edit and edit.reason:
                edits.append(edit)
                at, done, tail = stop, stop, paths[0].out[-1:]
        elif sign[1]:
            shown = string[max(0, start - 1) : sign.end()]
            warnings.append(Warn("torn-bytes", f"{shown}: lost bytes that cannot be put back", Span(start, sign.end())))
    return Findings(edits=edits, warnings=warnings)
