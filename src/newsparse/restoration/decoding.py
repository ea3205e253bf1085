"""Bytes to text: byte order mark, UTF-8, the declared charset, then what Chinese pages are written in.

Valid UTF-8 goes before the declaration: mirrors keep the old `charset=gb2312` of a page that they re-encoded, and
bytes of GBK are hardly ever valid UTF-8. Annotations that were written into the middle of a character are taken out
while the bytes are still at hand, for there nothing is lost.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from newsparse.restoration.frequencies import share
from newsparse.text import Warn

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with UTF-16's mark, so it goes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# The charsets of Chinese pages and their supersets; any other declaration is a template's default and says nothing.
_CHARSETS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "x-gbk", "gb_2312-80", "euc-cn", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("utf-16", "utf-16le", "unicode"), "utf-16-le"),
    "utf-16be": "utf-16-be",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)[ \t]{0,4}=[ \t]{0,4}["']?([A-Za-z0-9_-]{3,20})""")
# HTML asks for the declaration within the first 1024 bytes; sloppy pages put a script before it.
_HEAD = 4096
# Characters of a text that decide its charset; more would only cost time.
_SAMPLE = 2000
# Share of broken places up to which a text is damaged rather than in another charset.
_DAMAGED = 0.02
# The share of the 2,000th character or so: nine in ten characters of a bulletin are commoner, of a wrong reading two.
_EVERYDAY = 5e-5
# A right reading has at least so many everyday characters among its Han, and the next best clearly fewer.
_PLAUSIBLE, _CLEAR = 0.6, 0.2
# Fewer Han characters than this prove nothing, neither to us nor to the detector.
_ENOUGH = 12

_TONED = rb"(?:[a-z]|\xa8[\xa1-\xbf]){1,8}[0-5]?"
_WHOLE = rb"[\x00-\x80\xff]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x81-\xfe][0-9][\x81-\xfe][0-9]"
# Aligned characters, or one whose bytes annotations stand between.
_BETWEEN = rb"((?:\( ?" + _TONED + rb" ?\)){1,4})"
_TORN = re.compile(rb"([\x81-\xfe])" + _BETWEEN + rb"([\x40-\x7e\x80-\xfe])|(?:" + _WHOLE + rb"){1,64}")


def decode(raw: bytes) -> tuple[str, list[Warn]]:
    r"""Read the bytes of a page.

    Args:
        raw: any bytes; UTF-8, GB18030, Big5-HKSCS and UTF-16 are told apart, others by charset-normalizer.

    Returns:
        The text, and warnings: `charset-doubtful` for a guess, `bytes-lost` where bytes fit no character (U+FFFD stands
        for each), `bytes-mended` where annotations inside characters were taken out.

    >>> decode("会议由局长主持".encode("gbk"))[0]
    '会议由局长主持'
    >>> decode(b"\xd4\xd9\x8f(g\xa8\xb0u)\x8a(qi\xa8\xa2ng)\xbb\xaf")[0]
    '再強(qiáng)化'
    """
    for bom, charset in _BOMS:
        if raw.startswith(bom):
            return _read(raw[len(bom) :], charset)
    declared = _declared(raw)
    strict = _strict(raw, "utf-8")
    if strict is not None and "\0" not in strict and (declared in (None, "utf-8") or _is_ascii_or_han(strict)):
        return strict, []
    if wide := _wide(raw):
        return _read(raw, wide)
    if declared is not None and _broken(raw, declared) <= _DAMAGED:
        return _read(raw, declared)
    if strict is not None:
        return strict, []
    return _guessed(raw)


def _declared(raw: bytes) -> str | None:
    """The codec of the charset that an HTML or XML head declares."""
    found = _DECLARED.search(raw, 0, _HEAD)
    return _CHARSETS.get(found[1].decode("ascii").lower()) if found else None


def _strict(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError:
        return None


def _is_ascii_or_han(text: str) -> bool:
    """Whether valid UTF-8 is no accident: GBK that happens to be valid reads as Latin, Greek or Arabic letters."""
    return text.isascii() or any("\u3000" <= c <= "\u9fff" for c in text)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark: ASCII brings zero bytes on one side (and 一 on the other)."""
    if len(raw) % 2 or 0 not in raw[:_HEAD]:
        return None
    charset = "utf-16-be" if raw[:_HEAD:2].count(0) > raw[1:_HEAD:2].count(0) else "utf-16-le"
    text = _strict(raw, charset)
    return charset if text is not None and "\0" not in text else None


def _broken(raw: bytes, charset: str) -> float:
    """The share of characters beyond ASCII that `charset` cannot read."""
    text = _mended(raw)[0].decode(charset, "replace") if charset == "gb18030" else raw.decode(charset, "replace")
    return text.count("\ufffd") / max(1, sum(not c.isascii() for c in text))


def _read(raw: bytes, charset: str) -> tuple[str, list[Warn]]:
    """`raw` in a charset that is known, with a warning for what it cannot read."""
    warnings: list[Warn] = []
    if charset == "gb18030":
        raw, mended = _mended(raw)
        if mended:
            told = f"{mended} characters had an annotation between their bytes; it was taken out"
            warnings.append(Warn("bytes-mended", told))
    text = raw.decode(charset, "replace")
    before = raw.count("\ufffd".encode()) if charset == "utf-8" else 0
    lost = text.count("\ufffd") - before
    if lost > 0:
        warnings.append(Warn("bytes-lost", f"{lost} places are no {charset}; U+FFFD stands for each"))
    return text, warnings


def _guessed(raw: bytes) -> tuple[str, list[Warn]]:
    """`raw` in the charset that gives the most everyday Chinese."""
    charsets = ["utf-8", "gb18030", "big5hkscs", *([] if len(raw) % 2 else ["utf-16-le", "utf-16-be"])]
    ranked = sorted(((_merit(raw, charset), charset) for charset in charsets), reverse=True)
    (merit, charset), (second, other) = ranked[:2]
    text, warnings = _read(raw, charset)
    enough = sum(map(_is_han, text)) >= _ENOUGH
    if merit < _PLAUSIBLE and (enough or not merit) and (found := _detected(raw)):
        return found
    if merit < _PLAUSIBLE or merit - second < _CLEAR or not enough:
        told = f"nothing says which charset this is; read as {charset}, {other} is the next best"
        warnings.append(Warn("charset-doubtful", told))
    return text, warnings


def _detected(raw: bytes) -> tuple[str, list[Warn]] | None:
    """What charset-normalizer makes of it."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_HEAD]).best()
    if best is None or (text := _strict(raw, best.encoding)) is None:
        return None
    return text, [Warn("charset-doubtful", f"nothing says which charset this is; read as {best.encoding}")]


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _merit(raw: bytes, charset: str) -> float:
    """How much of `raw`, read in `charset`, is everyday Chinese: 1 is all."""
    if charset == "gb18030":
        raw = _mended(raw)[0]
    text = list(islice(_beyond_ascii(raw.decode(charset, "replace")), _SAMPLE))
    everyday = sum(_is_han(c) and share(c) > _EVERYDAY for c in text)
    marks = sum("\u2010" <= c <= "\u2026" or "\u3001" <= c <= "\u3011" or "\uff01" <= c <= "\uff5e" for c in text)
    return everyday / max(1, len(text) - marks)


def _beyond_ascii(text: str) -> Iterator[str]:
    return (c for c in text if not c.isascii())


def _mended(raw: bytes) -> tuple[bytes, int]:
    """GBK without the annotations that stand between the two bytes of a character, and how many characters had one."""
    if b"(" not in raw:
        return raw, 0
    count = 0

    def whole(found: re.Match[bytes]) -> bytes:
        nonlocal count
        if found[2] is None:
            return found[0]
        count += 1
        return found[1] + found[3]

    return _TORN.sub(whole, raw), count
