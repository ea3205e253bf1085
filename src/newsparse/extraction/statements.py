"""Who said what."""

from __future__ import annotations

from collections.abc import Sequence

from newsparse.bulletin import Statement
from newsparse.extraction.document import Document
from newsparse.extraction.roles import Act


def statements_of(document: Document, acts: Sequence[Act]) -> tuple[Statement, ...]:
    """Every statement of a person or the meeting."""
    return ()
