"""GBK's bytes: which characters a known byte, or a lost pair of bytes, may belong to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from newsparse.restoration.frequencies import share, simplified
from newsparse.restoration.readings import reads

# What is pending: nothing; or a second byte, its first one unknown. Else the first byte itself.
ALIGNED, ANY = 0, -1
# So many of the commonest characters may begin a word where the bytes leave many; words known to go on are all tried.
_FIRSTS = 12
# Marks that end a line.
_CLOSERS = "。！？”：；"
# Rarer characters than this do not stand in a bulletin, not even in names.
RARE = 2e-8
_LEADS = range(0x81, 0xFF)
_TRAILS = tuple(b for b in range(0x40, 0xFF) if b != 0x7F)


@cache
def char_of(lead: int, trail: int) -> str:
    """The character of a GBK pair; empty if there is none.

    >>> char_of(0xBB, 0xE1), char_of(0xF8, 0xA1)
    ('会', '')
    """
    char = bytes((lead, trail)).decode("gbk", "ignore")
    return char if len(char) == 1 and not "\ue000" <= char <= "\uf8ff" else ""


@cache
def bytes_of(char: str) -> tuple[int, ...]:
    """GBK's bytes of a character; empty if it has none."""
    return tuple(char.encode("gbk", "ignore"))


class Choice(NamedTuple):
    """Characters that bytes leave open: with what is pending after each, by simplified form, and the commonest."""

    chars: dict[str, int]
    forms: dict[str, tuple[str, ...]]
    firsts: tuple[str, ...]


def _choice(found: Iterable[tuple[str, int]]) -> Choice:
    chars = dict(sorted(found, key=lambda each: -share(each[0][0])))
    forms: dict[str, tuple[str, ...]] = {}
    for char in chars:
        plain = simplified(char[0])
        forms[plain] = (*forms.get(plain, ()), char)
    return Choice(chars, forms, tuple(chars)[:_FIRSTS])


@cache
def _gaps(trail: int) -> frozenset[int]:
    """The first bytes that make no pair after `trail`, so that decoders lose both."""
    return frozenset(b for b in _LEADS if not char_of(trail, b)) if trail >= 0x80 else frozenset()


@cache
def _gap(trail: int) -> int:
    """What is pending after a pair that began with `trail` was lost; negative, to tell it from a first byte."""
    return -max(b for b in _LEADS if _gaps(b) == _gaps(trail))


@cache
def _pairs(pending: int) -> tuple[tuple[str, int], ...]:
    """The characters whose first byte is `pending`, or what is pending after a gap, or any; and their second bytes."""
    leads = (pending,) if pending > 0 else _LEADS if pending == ANY else _gaps(-pending)
    found = ((char_of(lead, trail), trail) for lead in leads for trail in _TRAILS)
    return tuple((char, trail) for char, trail in found if char and share(char) > RARE)


@cache
def trailing(pending: int, trail: int, after: int, more: str = "") -> Choice:
    """The characters whose second byte is `trail`; `after` is pending then, `more` is shown with them."""
    return _choice((char + more, after) for char, second in _pairs(pending) if second == trail)


@cache
def before_gap(pending: int) -> Choice:
    """The characters that may stand where a pair was lost."""
    return _choice((char, _gap(trail)) for char, trail in _pairs(pending) if _gaps(trail))


@cache
def before_line_end(pending: int) -> Choice:
    """The marks that may stand where the line end was lost with their second byte."""
    return _choice((char + "\n", ALIGNED) for char, trail in _pairs(pending) if char in _CLOSERS and trail >= 0x80)


@cache
def any_trail(pending: int, lead: int) -> Choice:
    """The characters whose second byte is not known, but for making no pair with `lead`, if that is none of ASCII."""
    return _choice((c, ALIGNED) for c, trail in _pairs(pending) if lead < 0x80 or not char_of(trail, lead))


@cache
def annotated(pending: int, syllable: str) -> Choice:
    """The characters that are read `syllable`."""
    return _choice((char, ALIGNED) for char, _ in _pairs(pending) if reads(char, syllable))
