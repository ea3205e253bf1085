"""Words: the `Segmenter` protocol and one adapter a file."""

from __future__ import annotations

from newsparse.bulletin import Bulletin, Settings


class Tokens(tuple[str, ...]):
    """The words of a text."""


def segment_bulletin(bulletin: Bulletin, settings: Settings) -> Tokens:
    """The words of a bulletin."""
    raise NotImplementedError


def segment(s: str, engine: str = "jieba", *, mode: str = "default") -> Tokens:
    """The words of a text."""
    raise NotImplementedError
