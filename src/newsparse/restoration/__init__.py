"""Restoring: one module for each kind of damage; each stage is a function `Text -> Findings`."""

from __future__ import annotations

from newsparse.restoration.blanks import blanks
from newsparse.restoration.characters import characters
from newsparse.restoration.decoding import decode
from newsparse.restoration.furniture import furniture
from newsparse.restoration.markup import markup
from newsparse.restoration.mojibake import lost, mojibake
from newsparse.restoration.pinyin import pinyin
from newsparse.restoration.punctuation import punctuation
from newsparse.restoration.spun import spun
from newsparse.restoration.torn import torn
from newsparse.text import Stage

__all__ = ["DAMAGE", "PAGE", "decode"]

# In walk order: later stages read what earlier ones have cleared.
DAMAGE: dict[str, Stage] = {
    "mojibake": mojibake,
    "characters": characters,
    "markup": markup,
    "torn": torn,
    "lost": lost,
    "pinyin": pinyin,
    "punctuation": punctuation,
    "blanks": blanks,
}

# What the readable, simplified page is read for: it is marked and warned about, never changed.
PAGE: dict[str, Stage] = {
    "furniture": furniture,
    "spun": spun,
}
