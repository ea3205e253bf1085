"""UTF-8 that was read in another charset (涓浗 for 中国), and what such a reading has lost for good.

Three UTF-8 bytes make a Chinese character. Read as GBK they are one and a half characters, so two become three; read as
Latin-1 they are three. Both can be undone, and then leave no doubt: ordinary text read backwards in this way is hardly
ever UTF-8. An odd byte at the end of a run is no GBK and became U+FFFD; the one character it belonged to is lost, the
others are not. What else was replaced on the way (锟斤拷) is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsparse.text import Edit, Findings, Span, Text, Warn

# A run is read as a whole; ASCII is the same in every charset and may stand inside.
_RUN = re.compile(r"[^\x00-\x7f]+(?:[ -~]{1,12}[^\x00-\x7f]+)*")
# Windows puts printable characters where Latin-1 has controls, so both readings are met.
_WINDOWS = {char: byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_LATIN = re.compile(r"[\xc3-\xef][\x80-\xbf" + "".join(_WINDOWS) + "]{2}")
_HAN = re.compile(r"[\u2010-\u2027\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_GONE, _LOST_BYTE = "\ufffd", b"\xff"  # a byte that no UTF-8 has stands for what was replaced
_ENOUGH = 2  # characters mended in one run; where a page has no such run, a single one may be chance
_SIGNS = 6  # at least every so many characters begin a UTF-8 sequence
# What replaced bytes on the way: U+FFFD, and U+FFFD written as UTF-8 and read as GBK. A pinyin in brackets behind it
# is another damage (restoration/torn.py).
_LOST = re.compile(r"(?:锟斤拷|锟斤|斤拷|\ufffd)+(?![(（])")


def mojibake(text: Text) -> Findings:
    """Put back what was UTF-8 and was read as GBK, Latin-1 or Windows-1252.

    >>> page = Text("会上强调安全".encode().decode("gbk"))
    >>> page.text, page.apply(mojibake(page)).text
    ('浼氫笂寮鸿皟瀹夊叏', '会上强调安全')
    >>> page = Text("部署安全生产。".encode().decode("gbk", "replace"))
    >>> page.apply(mojibake(page)).text  # the last byte was lost
    '部署安全生产\ufffd'
    """
    if not (_gbk_signs().search(text.text) or _LATIN.search(text.text)):
        return Findings()
    found: list[tuple[int, list[bytes], int]] = []
    for run in _RUN.finditer(text.text):
        readings = ((coded, _chinese(coded)) for coded in (_from_gbk(run[0]), _from_latin(run[0])) if coded)
        found += [(run.start(), coded, length) for coded, length in readings if length][:1]
    sure = any(length >= _ENOUGH for _, _, length in found)
    return Findings([edit for start, coded, _ in found if sure for edit in _edits(coded, start)])


def lost(text: Text) -> Findings:
    """Report bytes that were replaced on the way and cannot come back.

    >>> [(w.code, str(w.span)) for w in lost(Text("会议锟斤拷召开")).warnings]
    [('bytes-lost', '[2, 5)')]
    """
    said = any(w.code == "bytes-lost" for w in text.warnings)
    found = () if said else _LOST.finditer(text.text)
    message = "characters were replaced by {!r} before this page was read; they cannot come back"
    return Findings(warnings=[Warn("bytes-lost", message.format(m[0]), Span(*m.span())) for m in found])


@cache
def _gbk_signs() -> re.Pattern[str]:
    """What the first two bytes of a Chinese character of UTF-8 are in GBK: each a rare character, such as 浼 or 涓."""
    pairs = (bytes((lead, trail)).decode("gbk", "ignore") for lead in range(0xE3, 0xF0) for trail in range(0x80, 0xC0))
    return re.compile(f"[{''.join(filter(None, pairs))}]")


def _from_gbk(run: str) -> list[bytes] | None:
    """The bytes of each character when the run is taken for GBK; None where it was not."""
    if len(_gbk_signs().findall(run)) * _SIGNS < len(run):
        return None
    try:
        coded = [_LOST_BYTE if char == _GONE else char.encode("gb18030") for char in run]
    except UnicodeEncodeError:
        return None
    return coded if all(len(code) <= 2 for code in coded) else None


def _from_latin(run: str) -> list[bytes] | None:
    """The bytes of each character when the run is taken for Latin-1 or Windows-1252; None where it was not."""
    if not _LATIN.search(run):
        return None
    coded = [_WINDOWS.get(char, ord(char)) for char in run]
    return [bytes([code]) for code in coded] if max(coded) < 0x100 else None


def _chinese(coded: list[bytes]) -> int:
    """How many characters the bytes are as UTF-8; 0 unless they are Chinese, damaged only where bytes were lost."""
    joined = b"".join(coded)
    text = _collapsed(joined)
    wide = len([char for char in text if not char.isascii()])
    explained = text.count(_GONE) <= len(re.findall(rb"\xff+", joined))
    return wide if explained and len(_HAN.findall(text)) * 4 >= wide * 3 else 0


def _collapsed(code: bytes) -> str:
    """The bytes as UTF-8; one U+FFFD for what is incomplete around a lost place."""
    return re.sub(f"{_GONE}+", _GONE, code.decode("utf-8", "replace"))


def _edits(coded: list[bytes], start: int) -> Iterator[Edit]:
    """One edit for each stretch after which the characters of both readings end together."""
    pending, first = b"", 0
    for i, code in enumerate(coded, 1):
        pending += code
        if pending.isascii():
            pending, first = b"", i
        elif _whole(pending, coded[i] if i < len(coded) else b""):
            yield Edit(Span(start + first, start + i), _collapsed(pending), "mojibake")
            pending, first = b"", i


def _whole(pending: bytes, following: bytes) -> bool:
    """Whether the bytes end with a character, and the next one begins behind them."""
    if 0x80 <= (following or b" ")[0] < 0xC0 or following.startswith(_LOST_BYTE):
        return False
    last = pending.rpartition(_LOST_BYTE)[2].lstrip(bytes(range(0x80, 0xC0)))
    try:
        last.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
