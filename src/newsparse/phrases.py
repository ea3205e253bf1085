"""What a bulletin is about."""

from __future__ import annotations

from newsparse.bulletin import KeyPhrase
from newsparse.extraction import Facts
from newsparse.text import Text


def find(text: Text, facts: Facts, *, top: int = 8) -> tuple[KeyPhrase, ...]:
    """The key phrases of a bulletin whose fields are known."""
    return ()


def keyphrases(s: str, top: int = 10) -> tuple[KeyPhrase, ...]:
    """The key phrases of any Chinese text."""
    return ()
