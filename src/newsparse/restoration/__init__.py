"""Restoring: one module for each kind of damage; each stage is a function `Text -> Findings`."""

from __future__ import annotations

from newsparse.restoration.blanks import blanks
from newsparse.restoration.characters import characters
from newsparse.restoration.markup import markup
from newsparse.restoration.furniture import furniture
from newsparse.restoration.pinyin import pinyin
from newsparse.restoration.punctuation import punctuation
from newsparse.restoration.torn import torn
from newsparse.text import Stage, Warn

# In walk order: later stages read what earlier ones have cleared.
DAMAGE: dict[str, Stage] = {
    "markup": markup,
    "characters": characters,
    "torn": torn,
    "pinyin": pinyin,
    "punctuation": punctuation,
    "blanks": blanks,
}


def decode(raw: bytes) -> tuple[str, list[Warn]]:
    """Bytes to text."""
    return raw.decode("utf-8", "replace"), []
