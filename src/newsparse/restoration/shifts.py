"""Reading bytes that are out of step: a search for the likeliest Chinese that they can be.

A reading is kept as its score, its text, and the word that it is in the middle of; of the readings that are in the
same word and expect the same byte, only the likeliest goes on, so a stretch costs little more than its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import inf, log
from operator import add

from newsparse.restoration.bytepairs import (
    annotated,
    any_trail,
    before_gap,
    by_trail,
    bytes_of,
    char_of,
    ending,
    gap_class,
    gaps,
)
from newsparse.restoration.frequencies import oddness, simplified, word_statistics
from newsparse.restoration.readings import LETTERS, reads

_SYLLABLE = rf"[{LETTERS}]{{1,8}}[ \u3000\xa0]?"
_LOST = "?？\ufffd"
# '?' and a syllable whose opening bracket went with the byte; decoders that keep the bracket write U+FFFD.
TEAR = re.compile(rf"[{_LOST}][(（]?({_SYLLABLE})[)）]")
ANNOTATION = re.compile(rf"[(（]({_SYLLABLE})[)）]")
# A byte lost before A3: what follows is read as the full-width form of an ASCII character, often made half-width since.
SLIP = re.compile(r"[?\ufffd](?!\?{4})[!-~！-～][^\x00-\x3e]")

# What stands between two characters: nothing, or a byte lost before A3.
ALIGNED, SLIPPED = 0, 0xFFFF
_FULL_WIDTH = 0xFEE0
_HALF = str.maketrans(",;:!?()", "，；：！？（）")
# Marks that end a line.
_CLOSERS = "。！？”：；"
# Natural logarithms of how often a mirror does what would explain the signs.
_HALVED_MARK, _HALVED_OTHER, _SILENT, _UNDEFINED, _NOT_TORN = -0.5, -4.0, -6.0, 0.0, -9.0
# Readings this much less likely than the best one are given up; no more than so many are kept.
_HOPELESS, _MOST = 14.0, 24
# So many of the commonest characters may begin a word where the bytes leave many; words known to go on are all tried.
_FIRSTS = 24
_UNSEEN = -23.0
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

Option = tuple[str, int, float]


class Reading:
    """One reading so far; `doubts` are the places of `out` where another reading was nearly as likely."""

    __slots__ = ("doubts", "out", "score", "word")

    def __init__(self, score: float, word: str, out: str, doubts: tuple[int, ...]) -> None:
        self.score = score
        self.word = word
        self.out = out
        self.doubts = doubts

    def doubt(self, other: Reading) -> None:
        """Note where `other`, a reading given up for this one, says something else, if it is nearly as likely."""
        if self.out != other.out and self.score - other.score < TIE:
            mine, theirs, first = self.out, other.out, max(0, len(self.out) - _BACK)
            alike = len(mine) == len(theirs)
            self.doubts += tuple(i for i in range(first, len(mine)) if not alike or mine[i] != theirs[i])


Group = dict[str, Reading]
Beam = dict[int, Group]


def _put(group: Group, reading: Reading) -> None:
    """Keep the likelier of the readings that go on alike."""
    old = group.get(reading.word)
    if old is None:
        group[reading.word] = reading
    elif reading.score > old.score:
        group[reading.word] = reading
        reading.doubt(old)
    else:
        old.doubt(reading)


class Search:
    """The readings of a document's stretches."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts, self._follows, self._apart, self._grows, self._ends = word_statistics()
        plain = ANNOTATION.sub("", text).translate(_HALF)
        pairs = list(map(add, plain, plain[1:]))
        self._seen = Counter(plain)
        self._traditional = sum(c != simplified(c) for c in self._seen) > _FEW_FORMS
        self._forms: dict[str, tuple[str, float, float]] = {}
        self._seen.update(pairs)
        self._seen.update(map(add, pairs, plain[2:]))

    def _evidence(self, out: str, char: str, own: int) -> float:
        """How likely the document makes `char` after `out`, the `own` times that the reading is the text itself aside."""
        seen = self._seen
        if out and (both := seen.get(out[-1:] + char, 0) - own) > 0:
            if len(out) > 1 and (three := seen.get(out[-2:] + char, 0) - own) > 0:
                return _TRUST[1] + log(three / seen[out[-2:]])
            return _TRUST[0] + log(both / seen[out[-1:]])
        return -inf

    def _form(self, char: str) -> tuple[str, float, float]:
        """How the statistics write `char`, what it costs that this page would not, and how likely it is anywhere."""
        plain = ("0" if char.isdigit() else "a") if char.isascii() and char.isalnum() else simplified(char)
        form = plain, -oddness(char, traditional=self._traditional), self._starts.get(plain, _UNSEEN)
        self._forms[char] = form
        return form

    def _word_ended(self, group: Group) -> list[tuple[float, str, Reading]]:
        """The readings whose word may end here, each with its score then and its last character."""
        ends = self._ends
        found = [
            (reading.score + ends.get(word, _NO_WORD if len(word) > 1 else 0.0), word[-1:], reading)
            for word, reading in group.items()
        ]
        least = max(score for score, _, _ in found) - _HOPELESS
        return [end for end in found if end[0] > least]

    def _extend(self, group: Group, options: Iterable[Option], into: Beam, own: int = 0) -> None:
        """Every reading of `group` with every option."""
        grows, follows, apart = self._grows, self._follows, self._apart
        ended = [(score, score + apart.get(last, 0.0), last, reading) for score, last, reading in self._word_ended(group)]
        for rank, (char, pending, extra) in enumerate(options):
            plain, cost, alone = self._forms.get(char) or self._form(char)
            cost += extra
            target = into.setdefault(pending, {})
            for score, score_apart, last, reading in ended:
                told = self._evidence(reading.out, char, own)
                step = follows.get(last + plain)
                if rank >= _FIRSTS and step is None and told == -inf:
                    continue
                score = max(score + step if step is not None else score_apart + alone, reading.score + told)
                _put(target, Reading(score + cost, plain, reading.out + char, reading.doubts))
            for word, reading in group.items():
                grown = grows.get(word + plain, -inf)
                if grown > -inf:
                    score = reading.score + max(grown, self._evidence(reading.out, char, own)) + cost
                    _put(target, Reading(score, word + plain, reading.out + char, reading.doubts))

    def _torn(self, beam: Beam, syllable: str) -> Beam:
        """A byte was lost, and its annotation is shown."""
        found: Beam = {}
        for pending, group in beam.items():
            if pending == ALIGNED:
                for reading in group.values():
                    last = (bytes_of(reading.out[-1:]) or (0,))[-1]
                    for char in annotated(last, syllable) if last > 0x80 else ():
                        weight = _CODE_WEIGHT * sum(self._form(char)[1:])
                        lost = Reading(reading.score + weight, reading.word, reading.out, reading.doubts)
                        _put(found.setdefault(bytes_of(char)[1], {}), lost)
            elif pending != SLIPPED:
                self._extend(group, [(c, ALIGNED, 0.0) for c in annotated(pending, syllable)], found)
        return found

    def _explained(self, beam: Beam, at: int, syllable: str) -> Beam:
        """The readings that say what an annotation annotates: in step the character read, else the one shown."""
        shown, found = reads(self.text[at - 1], syllable), Beam()
        for pending, group in beam.items():
            if pending != ALIGNED:
                found.update({pending: group} if shown else {})
            elif kept := {word: r for word, r in group.items() if reads(r.out[-1:], syllable)}:
                found[pending] = kept
        return found

    def origin(self, before: str) -> Beam:
        """The beam after `before`, which is in step."""
        beam: Beam = {ALIGNED: {"": Reading(0.0, "", "", ())}}
        for char in before:
            found: Beam = {}
            self._extend(beam[ALIGNED], [(char, ALIGNED, 0.0)], found)
            beam = found
        return beam

    def step(self, beam: Beam, at: int) -> tuple[Beam, int]:
        """Every reading after one more token, and where the next token begins."""
        char = self.text[at]
        if char in _LOST and (tear := TEAR.match(self.text, at)):
            return pruned(self._torn(beam, tear[1])), tear.end()
        if char in "(（" and (annotation := ANNOTATION.match(self.text, at)):
            if explained := self._explained(beam, at, annotation[1]):
                return explained, annotation.end()
        found: Beam = {}
        for pending, group in beam.items():
            if pending == ALIGNED:
                if SLIP.match(self.text, at):
                    self._extend(group, [("?", ALIGNED, _NOT_TORN - self._starts["?"])], found)
                    self._extend(group, [(c, SLIPPED, 0.0) for c in ending(0xA3)], found)
                else:
                    self._extend(group, [(char, ALIGNED, 0.0)], found, own=1)
            elif pending == SLIPPED:
                if lead := _marked(char):
                    for reading in group.values():
                        _put(found.setdefault(lead, {}), reading)
            else:
                for options in _shifted(pending, char, self.text[at + 1 : at + 2]):
                    self._extend(group, options, found)
                if char.isascii() and char not in "?":
                    self._silent(group, pending, char, found)
        return pruned(found), at + 1

    def _silent(self, group: Group, pending: int, char: str, found: Beam) -> None:
        """The second byte of the last character was lost without a sign."""
        if pending > 0:
            ended: Beam = {}
            self._extend(group, [(c, ALIGNED, _SILENT) for c in any_trail(pending)], ended)
            if ended:
                self._extend(ended[ALIGNED], [(char, ALIGNED, 0.0)], found, own=1)

    def closed(self, beam: Beam) -> Reading | None:
        """The best reading that is in step; at the end of the text, also those that lack a byte."""
        ended = self._word_ended(beam[ALIGNED]) if beam.get(ALIGNED) else []
        if not ended:
            return None
        group: Group = {}
        for score, _, reading in ended:
            _put(group, Reading(score, "", reading.out, reading.doubts))
        return group[""]


def _marked(mark: str) -> int:
    """The byte after A3 that `mark`, full-width or made half-width, stands for."""
    code = ord(mark) if mark.isascii() else ord(mark) - _FULL_WIDTH
    return code + 0x80 if 0x21 <= code <= 0x7E else 0


def _shifted(pending: int, char: str, after: str) -> Iterable[list[Option]]:
    """What one character shown inside a run that is out of step may be."""
    known = by_trail(pending)
    if char == "\ufffd":
        lead = (bytes_of(after) or (0,))[0]
        yield [(c, ALIGNED, 0.0) for c in any_trail(pending) if lead < 0x80 or not char_of(bytes_of(c)[-1], lead)]
    elif char.isascii():
        code = ord(char)
        if code >= 0x40:
            yield [(c, ALIGNED, 0.0) for c in known.get(code, ())]
        if code >= 0x21:
            extra = _HALVED_OTHER if char.isalnum() else _HALVED_MARK
            yield [(c, code + 0x80, extra) for c in known.get(0xA3, ())]
        if char == "?":
            if not after or after.isascii():
                yield [(c, ALIGNED, 0.0) for c in any_trail(pending)]
            if after:
                yield [(c, gap, _UNDEFINED) for c, gap in before_gap(pending)]
    else:
        code2 = bytes_of(char)
        if len(code2) == 2:
            if code2[1] >= 0x80:
                yield [(c, code2[1], 0.0) for c in known.get(code2[0], ())]


def pruned(beam: Beam) -> Beam:
    """The beam without hopeless readings."""
    best = max((r.score for group in beam.values() for r in group.values()), default=0.0)
    least = best - _HOPELESS
    scores = sorted(r.score for group in beam.values() for r in group.values())
    if len(scores) > _MOST:
        least = max(least, scores[-_MOST])
    found: Beam = {}
    for pending, group in beam.items():
        if kept := {word: r for word, r in group.items() if r.score >= least}:
            found[pending] = kept
    return found


__all__ = ["ALIGNED", "ANNOTATION", "SLIP", "SLIPPED", "TEAR", "Beam", "Reading", "Search", "gap_class", "gaps", "char_of"]
