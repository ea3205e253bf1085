"""Characters that do not belong into a readable text: invisible ones, look-alikes, symbols inside words."""

from __future__ import annotations

import re
import unicodedata

from newsparse.text import Edit, Findings, Span, Text, Warn

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BLANKS = "\xa0\u2000-\u200a\u202f\u205f"
_FULL_WIDTH = "０-９Ａ-Ｚａ-ｚ％"
_COMPATIBLE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_PRIVATE = "\ue000-\uf8ff"
_SYMBOLS = "\U0001d400-\U0001d7ff\U0001f000-\U0001faff\u2600-\u27bf"
_ODD = re.compile(
    rf"(?P<invisible>[{_INVISIBLE}{_CONTROL}]+)|(?P<line>\r\n?)|(?P<blank>[{_BLANKS}])|(?P<wide>[{_FULL_WIDTH}]+)|"
    rf"(?P<compatible>[{_COMPATIBLE}])|(?P<private>[{_PRIVATE}]+)|(?P<symbol>[{_SYMBOLS}]+)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")


def characters(text: Text) -> Findings:
    """Drop invisible characters and symbols inside words, fold look-alikes; private-use characters get a warning.

    Full-width digits and Latin letters become half-width, compatibility ideographs and radicals the characters they
    stand for, a line ends with a line feed. An emoji or mathematical letter goes only where Han stands on both sides.

    >>> page = Text("２０２２年会\U0001d574上，⼀是\u200b")
    >>> page.apply(characters(page)).text
    '2022年会上，一是'
    """
    edits: list[Edit] = []
    warnings: list[Warn] = []
    for match in _ODD.finditer(text.text):
        span = Span(*match.span())
        if match["private"]:
            warnings.append(Warn("private-use", "a private-use character whose meaning only its font knows", span))
            continue
        replacement = _instead(match, text.text)
        if replacement != match[0]:
            edits.append(Edit(span, replacement, "width" if match["wide"] else "characters"))
    return Findings(edits, warnings=warnings)


def _instead(match: re.Match[str], text: str) -> str:
    kind, found = match.lastgroup, match[0]
    if kind in ("wide", "compatible"):
        folded = unicodedata.normalize("NFKC", found)
        return folded if len(folded) == len(found) else found
    if kind == "symbol":
        inside = match.start() and _HAN.match(text, match.start() - 1) and _HAN.match(text, match.end())
        return "" if inside else found
    return {"invisible": "", "line": "\n", "blank": " "}[str(kind)]
