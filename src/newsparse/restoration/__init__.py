"""Restoring: one module for each kind of damage; each stage is a function `Text -> Findings`."""

from __future__ import annotations

from newsparse.text import Findings, Stage, Text, Warn

DAMAGE: dict[str, Stage] = {}


def furniture(text: Text) -> Findings:
    """Mark the stretches of a page that are not the report."""
    return Findings()


def decode(raw: bytes) -> tuple[str, list[Warn]]:
    """Bytes to text."""
    return raw.decode("utf-8", "replace"), []
