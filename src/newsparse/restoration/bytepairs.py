"""GBK's bytes: which characters a known byte, or a lost pair of bytes, may belong to."""

from __future__ import annotations

from functools import cache

from newsparse.restoration.frequencies import share
from newsparse.restoration.readings import reads

# Rarer characters than this do not stand in a bulletin, not even in names.
RARE = 2e-8
_LEADS = range(0x81, 0xFF)
_TRAILS = tuple(b for b in range(0x40, 0xFF) if b != 0x7F)


@cache
def char_of(lead: int, trail: int) -> str:
    """The character of a GBK pair; empty if there is none.

    >>> char_of(0xBB, 0xE1), char_of(0xFF, 0x40)
    ('会', '')
    """
    char = bytes((lead, trail)).decode("gbk", "ignore")
    return char if len(char) == 1 and not "\ue000" <= char <= "\uf8ff" else ""


@cache
def bytes_of(char: str) -> tuple[int, ...]:
    """GBK's bytes of a character; empty if it has none."""
    return tuple(char.encode("gbk", "ignore"))


@cache
def gaps(trail: int) -> tuple[int, ...]:
    """The first bytes that make no pair after `trail`, so that decoders lose both."""
    return tuple(b for b in _LEADS if not char_of(trail, b)) if trail >= 0x80 else ()


@cache
def gap_class(trail: int) -> int:
    """The last of the bytes after which the same pairs are unreadable; negative, to tell it from a first byte."""
    return -max(b for b in _LEADS if gaps(b) == gaps(trail))


@cache
def by_trail(pending: int) -> dict[int, tuple[str, ...]]:
    """The characters with the first byte `pending`, or any first byte of the gap class, commonest first, by trail."""
    found: dict[int, list[str]] = {}
    for lead in (pending,) if pending > 0 else gaps(-pending):
        for trail in _TRAILS:
            char = char_of(lead, trail)
            if char and share(char) > RARE:
                found.setdefault(trail, []).append(char)
    return {trail: tuple(sorted(chars, key=lambda c: -share(c))) for trail, chars in found.items()}


@cache
def before_gap(pending: int) -> tuple[tuple[str, int], ...]:
    """The characters that may stand where a pair was lost, commonest first, and the gap class that follows each."""
    chars = [(c, gap_class(trail)) for trail, each in by_trail(pending).items() if gaps(trail) for c in each]
    return tuple(sorted(chars, key=lambda found: -share(found[0])))


@cache
def any_trail(pending: int) -> tuple[str, ...]:
    """The characters whose second byte is not known, commonest first."""
    return tuple(sorted((c for chars in by_trail(pending).values() for c in chars), key=lambda c: -share(c)))


@cache
def ending(trail: int) -> tuple[str, ...]:
    """The characters whose second byte is `trail`, commonest first."""
    chars = (char_of(lead, trail) for lead in _LEADS)
    return tuple(sorted((c for c in chars if c and share(c) > RARE), key=lambda c: -share(c)))


@cache
def annotated(pending: int, syllable: str) -> tuple[str, ...]:
    """The characters with a first byte of `pending` that are read `syllable`."""
    return tuple(c for c in any_trail(pending) if reads(c, syllable))
