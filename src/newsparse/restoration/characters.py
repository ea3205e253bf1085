"""Characters that do not belong into a readable text: invisible ones, look-alikes, symbols inside words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from newsparse.lexicon import table
from newsparse.restoration.settling import settled
from newsparse.text import Edit, Findings, Span, Text, Warn

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_BLANKS = "\xa0\u2000-\u200a\u202f\u205f"
_FULL_WIDTH = "０-９Ａ-Ｚａ-ｚ％"
# CJK radicals, compatibility ideographs and their supplement: each looks like an ordinary character.
_COMPATIBLE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_MATHS = "\U0001d400-\U0001d7ff"
_COMBINING = "\u0300-\u036f"
# The astral planes of scripts and emoji, and the emoji among the older symbols; ★ ☆ ❶ → are text.
_SYMBOLS = "\U00010000-\U0001d3ff\U0001d800-\U0001ffff\u2600-\u2604\u2607-\u2610\u2613-\u26ff\u2702-\u2767"
_ODD = re.compile(
    rf"(?P<line>\r\n|[{_LINE_ENDS}])|(?P<invisible>[{_INVISIBLE}{_CONTROL}]+)|(?P<blank>[{_BLANKS}])|"
    rf"(?P<wide>[{_FULL_WIDTH}]+)|(?P<compatible>[{_COMPATIBLE}])|(?P<private>[{_PRIVATE}]+)|(?P<maths>[{_MATHS}]+)|"
    rf"(?P<marked>[A-Za-z\xc0-\u024f]?[{_COMBINING}]+)|(?P<symbol>[{_SYMBOLS}]+)"
)
# One pass over a clean text: nothing but line feeds, ASCII, everyday ideographs and punctuation.
_UNUSUAL = re.compile("[^\n -~\u4e00-\u9fff，。、：；！？“”‘’（）《》〈〉「」『』【】〔〕—…·\u3000①-⑳]")
_HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
# What surrounds a UTF-8 byte of a page read as Latin-1; its control characters are bytes, not controls.
_LATIN_BYTE = re.compile(r"[\x80-\xff]{2}")


def characters(text: Text) -> Findings:
    """Drop invisible characters and symbols inside words, fold look-alikes; private-use characters get a warning.

    Full-width digits and Latin letters become half-width, compatibility ideographs and radicals the characters they
    stand for, every line end a line feed. An emoji or a single mathematical letter goes where Han stands on both
    sides; mathematical digits and words are written in ASCII.

    >>> page = Text("２０２２年会\U0001d574上，⼀是\u200b")
    >>> page.apply(characters(page)).text
    '2022年会上，一是'
    """
    if not _UNUSUAL.search(text.text):
        return Findings()
    return settled(text, _odd)


def _odd(text: Text) -> Findings:
    edits: list[Edit] = []
    warnings: list[Warn] = []
    for match in _ODD.finditer(text.text):
        span = Span(*match.span())
        if match["private"]:
            warnings.append(Warn("private-use", "a private-use character whose meaning only its font knows", span))
            continue
        instead = _instead(match, text.text)
        if instead != match[0]:
            edits.append(Edit(span, instead, "width" if match["wide"] else "characters"))
    return Findings(edits, warnings=warnings)


def _instead(match: re.Match[str], text: str) -> str:
    kind, found = str(match.lastgroup), match[0]
    if kind in ("wide", "maths", "marked", "compatible"):
        return _folded(kind, found, text, match)
    if kind == "symbol":
        return "" if _between_han(text, match) else found
    if kind == "line":
        return "\n"
    if any("\x80" <= char <= "\xad" for char in found) and _LATIN_BYTE.search(
        text, max(0, match.start() - 1), match.end() + 1
    ):
        return found
    return " " if kind == "blank" else ""


def _folded(kind: str, found: str, text: str, match: re.Match[str]) -> str:
    """The ordinary spelling of look-alikes; one mathematical letter inside a word was put there."""
    if kind == "compatible":
        folded = _radicals().get(found) or unicodedata.normalize("NFKC", found)
        return folded if len(folded) == 1 else found
    if kind == "marked":
        return unicodedata.normalize("NFC", found) if found[0].isalpha() else ""
    if kind == "maths" and len(found) == 1 and found < "\U0001d7ce" and _between_han(text, match):
        return ""
    return unicodedata.normalize("NFKC", found)


def _between_han(text: str, match: re.Match[str]) -> bool:
    return bool(match.start() and _HAN.match(text, match.start() - 1) and _HAN.match(text, match.end()))


@cache
def _radicals() -> dict[str, str]:
    return table("radicals.tsv")
