"""Reading bytes that are out of step: a search for the likeliest Chinese that they can be.

A reading is kept as its score, its text, and the word that it is in the middle of; of the readings that are in the
same word and expect the same byte, only the likeliest goes on, so a stretch costs little more than its length.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log
from operator import itemgetter

from newsparse.restoration.bytepairs import (
    ALIGNED,
    ANY,
    Choice,
    annotated,
    any_trail,
    before_gap,
    before_line_end,
    bytes_of,
    trailing,
)
from newsparse.restoration.frequencies import LINE, oddness, simplified, word_statistics
from newsparse.restoration.readings import LETTERS, reads

_SYLLABLE = rf"[{LETTERS}]{{1,8}}[ \u3000\xa0]?"
LOST = "?？\ufffd"
# '?' and a syllable whose opening bracket went with the byte; decoders that keep the bracket write U+FFFD.
TEAR = re.compile(rf"[{LOST}][(（]?({_SYLLABLE})[)）]")
ANNOTATION = re.compile(rf"[(（]({_SYLLABLE})[)）]")
# A byte lost before A3: what follows is read as the full-width form of an ASCII character, often made half-width since.
SLIP = re.compile(r"(?<!\?\?)[?\ufffd](?!\?\?)[!-~！-～][^\x00-\x3e]")

# What a reading expects: besides a second byte, the byte after A3 whose own first byte was lost.
SLIPPED = 0xFFFF
_FULL_WIDTH = 0xFEE0
_HALF = str.maketrans(",;:!?()", "，；：！？（）")
# Natural logarithms of how often a mirror does what would explain the signs.
_HALVED_MARK, _HALVED_OTHER, _SILENT, _SWALLOWED, _NOT_TORN = -0.5, -4.0, -6.0, -2.0, -9.0
# Readings this much less likely than the best one are given up; no more than so many are kept.
_HOPELESS, _MOST = 14.0, 24
_UNSEEN, _NEVER = -23.0, -99.0
_NONE: dict[str, float] = {}
# Up to so many characters are each tried after every reading.
_FEW = 3
# A second reading this close to the best one is a tie; readings differ in their last few characters only.
TIE = 1.0
_BACK = 40
# What is no word does not end.
_NO_WORD = -12.0
# What the document says elsewhere, two characters or three in a row, is trusted so far.
_TRUST = (log(0.25), log(0.6))
# A simplified page holds a traditional form or two in a name.
_FEW_FORMS = 5
# The annotated codes are those of frequent characters, but which of them is chosen says less than running text does.
_CODE_WEIGHT = 0.5

# A score, what is expected next, the word that is begun, the character read, and the reading that it continues.
Candidate = tuple[float, int, str, str, "Reading"]
_SCORE = itemgetter(0)


class Reading:
    """One reading so far; `doubts` are the places of `out` where another reading was nearly as likely."""

    __slots__ = ("doubts", "out", "score", "word")

    def __init__(self, score: float, word: str, out: str, doubts: tuple[int, ...]) -> None:
        self.score = score
        self.word = word
        self.out = out
        self.doubts = doubts

    def doubt(self, other: str) -> None:
        """Note where `other`, a reading nearly as likely that was given up for this one, says something else."""
        mine, first = self.out, max(0, len(self.out) - _BACK)
        if mine != other:
            alike = len(mine) == len(other)
            self.doubts += tuple(i for i in range(first, len(mine)) if not alike or mine[i] != other[i])


Beam = dict[int, list[Reading]]


def _kept(candidates: list[Candidate]) -> Beam:
    """The likeliest candidates; of those that go on alike, the likeliest."""
    beam: Beam = {}
    if not candidates:
        return beam
    candidates.sort(key=_SCORE, reverse=True)
    least, best = candidates[0][0] - _HOPELESS, dict[tuple[int, str], Reading]()
    for score, pending, word, char, reading in candidates:
        winner = best.get((pending, word))
        if winner is None:
            if score < least or len(best) == _MOST:
                break
            best[pending, word] = new = Reading(score, word, reading.out + char, reading.doubts)
            beam.setdefault(pending, []).append(new)
        elif winner.score - score < TIE:
            winner.doubt(reading.out + char)
    return beam


class Search:
    """The readings of a document's stretches; the rest of the document tells which words it uses."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = word_statistics()
        plain = ANNOTATION.sub("", text).translate(_HALF)
        self._traditional = sum(c != simplified(c) for c in set(plain)) > _FEW_FORMS
        self._forms: dict[str, tuple[str, float, float]] = {}
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        for first, second, third in zip(plain, plain[1:], plain[2:], strict=False):
            self._next[first].append(second)
            self._next[first + second].append(third)
        self._told: dict[str, dict[str, float]] = {}

    def _evidence(self, context: str) -> dict[str, float]:
        """How likely the document makes each character that it writes after one or two."""
        told = self._told.get(context)
        if told is None:
            after, trust = self._next.get(context, ()), _TRUST[len(context) - 1] if context else 0.0
            told = {char: trust + log(count / len(after)) for char, count in Counter(after).items()}
            self._told[context] = told
        return told

    def _form(self, char: str) -> tuple[str, float, float]:
        """How the statistics write `char`, what it costs that this page would not, and how likely it is anywhere."""
        form = self._forms.get(char)
        if form is None:
            # A character may bring an ASCII byte along that was read as its second one.
            plain = LINE if char == "\n" else simplified(char[0])
            if plain.isascii() and plain.isalnum():
                plain = "0" if plain.isdigit() else "a"
            cost = -oddness(char[0], traditional=self._traditional)
            form = self._forms[char] = plain, cost, self._words.starts.get(plain, _UNSEEN)
        return form

    def _with_one(
        self, group: list[Reading], char: str, pending: int, extra: float, *, shown: bool = False
    ) -> Iterator[Candidate]:
        """Every reading of `group`, and `char`; that the document says what is `shown` proves nothing."""
        _, follows, apart, grows, ends = self._words
        plain, cost, alone = self._form(char)
        cost += extra
        for reading in group:
            word, score, out = reading.word, reading.score, reading.out
            told = _NEVER
            if not shown:
                told = self._evidence(out[-2:]).get(char) or self._evidence(out[-1:]).get(char) or _NEVER
            grown = grows.get(word, _NONE).get(plain)
            if grown is not None:
                yield score + max(grown, told) + cost, pending, word + plain, char, reading
            step = follows.get(word[-1:], _NONE).get(plain)
            begun = apart.get(word[-1:], 0.0) + alone if step is None else step
            begun += ends.get(word, _NO_WORD)
            yield score + max(begun, told) + cost, pending, plain, char, reading

    def _with_any(self, group: list[Reading], choice: Choice, extra: float) -> Iterator[Candidate]:
        """Every reading of `group`, and each character of `choice` that there is reason to think of."""
        _, follows, apart, grows, ends = self._words
        forms, chars = choice.forms, choice.chars
        best, free = group[0], _NEVER * len(self.text)
        for reading in group:
            word, score, out = reading.word, reading.score + extra, reading.out
            ended = score + ends.get(word, _NO_WORD)
            lone = ended + apart.get(word[-1:], 0.0)
            if lone > free:
                best, free = reading, lone
            known, steps = grows.get(word, _NONE), follows.get(word[-1:], _NONE)
            for plain in forms.keys() & known.keys():
                for char in forms[plain]:
                    yield score + known[plain] + self._form(char)[1], chars[char], word + plain, char, reading
            for plain in forms.keys() & steps.keys():
                for char in forms[plain]:
                    yield ended + steps[plain] + self._form(char)[1], chars[char], plain, char, reading
            for told in (self._evidence(out[-1:]), self._evidence(out[-2:])):
                for char in chars.keys() & told.keys():
                    plain, cost, _ = self._form(char)
                    yield score + told[char] + cost, chars[char], plain, char, reading
                    if plain in known:
                        yield score + told[char] + cost, chars[char], word + plain, char, reading
        for char in choice.firsts:
            plain, cost, alone = self._form(char)
            yield free + alone + cost, chars[char], plain, char, best

    def _extend(self, group: list[Reading], choice: Choice, extra: float = 0.0) -> Iterator[Candidate]:
        """Every reading of `group` with what `choice` leaves open."""
        if len(choice.chars) > _FEW:
            return self._with_any(group, choice, extra)
        return (c for char, pending in choice.chars.items() for c in self._with_one(group, char, pending, extra))

    def _torn(self, beam: Beam, syllable: str) -> Iterator[Candidate]:
        """A byte was lost, and its annotation is shown."""
        for pending, group in beam.items():
            if pending == ALIGNED:
                for reading in group:
                    last = (bytes_of(reading.out[-1:]) or (0,))[-1]
                    for char in annotated(last, syllable).chars if last > 0x80 else ():
                        weight = _CODE_WEIGHT * sum(self._form(char)[1:])
                        yield reading.score + weight, bytes_of(char)[1], reading.word, "", reading
            elif pending != SLIPPED:
                yield from self._extend(group, annotated(pending, syllable))

    def _explained(self, beam: Beam, at: int, syllable: str) -> Beam:
        """The readings that say what an annotation annotates: in step the character read, else the one shown."""
        shown, found = reads(self.text[at - 1], syllable), Beam()
        for pending, group in beam.items():
            kept = [r for r in group if (reads(r.out[-1:], syllable) if pending == ALIGNED else shown)]
            if kept:
                found[pending] = kept
        return found

    def origin(self, before: str) -> Beam:
        """The beam after `before`, which is in step."""
        beam: Beam = {ALIGNED: [Reading(0.0, "", "", ())]}
        for char in before:
            beam = _kept(list(self._with_one(beam[ALIGNED], char, ALIGNED, 0.0)))
        return beam

    def step(self, beam: Beam, at: int) -> tuple[Beam, int]:
        """Every reading after one more token, and where the next token begins."""
        char = self.text[at]
        if char in LOST and (tear := TEAR.match(self.text, at)):
            return _kept(list(self._torn(beam, tear[1]))), tear.end()
        annotation = ANNOTATION.match(self.text, at) if char in "(（" else None
        if annotation and (explained := self._explained(beam, at, annotation[1])):
            return explained, annotation.end()
        found: list[Candidate] = []
        for pending, group in beam.items():
            if pending == ALIGNED:
                found += self._in_step(group, char, at)
            elif pending == SLIPPED:
                lead = _marked(char)
                found += ((r.score, lead, r.word, "", r) for r in group if lead)
            else:
                found += self._out_of_step(group, pending, char, self.text[at + 1 : at + 2])
        return _kept(found), at + 1

    def _in_step(self, group: list[Reading], char: str, at: int) -> Iterable[Candidate]:
        """The text itself, or a byte lost before A3."""
        if char in LOST and SLIP.match(self.text, at):
            yield from self._extend(group, trailing(ANY, 0xA3, SLIPPED))
            yield from self._with_one(group, char, ALIGNED, _NOT_TORN, shown=True)
        else:
            yield from self._with_one(group, char, ALIGNED, 0.0, shown=True)

    def _out_of_step(self, group: list[Reading], pending: int, char: str, after: str) -> list[Candidate]:
        """What one character shown inside a run that is out of step may be."""
        found: list[Candidate] = []
        for choice, extra in _shifted(pending, char, after):
            found += self._extend(group, choice, extra)
        if not found and char.isascii():
            ended = _kept(list(self._extend(group, any_trail(pending, 0), _SILENT)))
            found += self._with_one(ended.get(ALIGNED, []), char, ALIGNED, 0.0, shown=True)
        return found

    def closed(self, beam: Beam, *, ended: bool) -> Reading | None:
        """The best reading that is in step; where the text has `ended`, with what may stand there."""
        if ended:
            last = _kept(list(self._with_one(beam.get(ALIGNED, []), LINE, ALIGNED, 0.0)))
            beam = {ALIGNED: [Reading(r.score, "", r.out[:-1], r.doubts) for r in last.get(ALIGNED, [])]}
        ends = self._words.ends
        found = [(r.score + ends.get(r.word, _NO_WORD), ALIGNED, "", "", r) for r in beam.get(ALIGNED, ())]
        return next(iter(_kept(found).get(ALIGNED, [])), None)


def _marked(mark: str) -> int:
    """The byte after A3 that `mark`, full-width or made half-width, stands for."""
    code = ord(mark) if mark.isascii() else ord(mark) - _FULL_WIDTH
    return code + 0x80 if 0x21 <= code <= 0x7E else 0


def _shifted(pending: int, char: str, after: str) -> Iterator[tuple[Choice, float]]:
    """The characters that one shown inside a run out of step may be, and what it costs to think so."""
    code = bytes_of(char)
    if char == "\ufffd":
        yield any_trail(pending, (bytes_of(after) or (0,))[0]), 0.0
    elif len(code) == 2 and code[1] >= 0x80:
        yield trailing(pending, code[0], code[1]), 0.0
    elif len(code) == 2:
        yield trailing(pending, code[0], ALIGNED, chr(code[1])), 0.0
    elif len(code) == 1 and code[0] > 0x20:
        if code[0] >= 0x40:
            yield trailing(pending, code[0], ALIGNED), 0.0
        yield trailing(pending, 0xA3, code[0] + 0x80), _HALVED_OTHER if char.isalnum() else _HALVED_MARK
        if char == "?":
            if not after or after.isascii():
                yield any_trail(pending, 0), 0.0
            if after:
                yield before_gap(pending), 0.0
                yield before_line_end(pending), _SWALLOWED


__all__ = ["ALIGNED", "ANNOTATION", "LOST", "SLIP", "TEAR", "Beam", "Reading", "Search"]
