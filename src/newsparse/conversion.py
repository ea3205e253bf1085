"""Traditional to simplified, with offsets."""

from __future__ import annotations

from newsparse.text import Findings, Stage, Text


def stage(variant: str = "t2s", *, overlay: bool = True) -> Stage:
    """The conversion as a stage of the walk."""

    def script(text: Text) -> Findings:
        return Findings()

    return script


def convert(s: str, variant: str = "t2s", *, overlay: bool = True, engine: str = "builtin") -> str:
    """`s` in simplified characters."""
    return s
