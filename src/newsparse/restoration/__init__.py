"""Restoring: one module for each kind of damage; each stage is a function `Text -> Findings`."""

from __future__ import annotations

from newsparse.restoration.pinyin import pinyin
from newsparse.restoration.torn import torn
from newsparse.text import Findings, Stage, Text, Warn

# In walk order: later stages read what earlier ones have cleared.
DAMAGE: dict[str, Stage] = {
    "torn": torn,
    "pinyin": pinyin,
}


def furniture(text: Text) -> Findings:
    """Mark the stretches of a page that are not the report."""
    return Findings()


def decode(raw: bytes) -> tuple[str, list[Warn]]:
    """Bytes to text."""
    return raw.decode("utf-8", "replace"), []
