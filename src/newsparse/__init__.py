"""Reads Chinese government and corporate bulletins by program.

    import newsparse
    b = newsparse.parse(raw)      # b.text, b.date, b.chair, b.attendees, b.key_phrases, … each with its place in raw

Importing this package loads no engine and no word list; names are resolved when first used.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsparse.batch import parse_many
    from newsparse.bulletin import Bulletin
    from newsparse.conversion import convert
    from newsparse.errors import (
        DocumentError,
        MissingDependencyError,
        NewsparseError,
        PageError,
        ResourceError,
        UsageError,
    )
    from newsparse.evaluation import Evaluation, evaluate
    from newsparse.lexicon import Lexicon
    from newsparse.pages import parse_html
    from newsparse.parser import Parser, parse, restore
    from newsparse.persons import co_attendance, registry
    from newsparse.phrases import keyphrases
    from newsparse.segmentation import segment
    from newsparse.tabular import parse_batch, tables, to_frame
    from newsparse.text import Span, Text
    from newsparse.view import report

__version__ = "0.1.0"
__all__ = [
    "Bulletin",
    "DocumentError",
    "Evaluation",
    "Lexicon",
    "MissingDependencyError",
    "NewsparseError",
    "PageError",
    "Parser",
    "ResourceError",
    "Span",
    "Text",
    "UsageError",
    "co_attendance",
    "convert",
    "evaluate",
    "keyphrases",
    "parse",
    "parse_batch",
    "parse_html",
    "parse_many",
    "registry",
    "report",
    "restore",
    "segment",
    "tables",
    "to_frame",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())

_HOME = {
    "Bulletin": "bulletin",
    "DocumentError": "errors",
    "Evaluation": "evaluation",
    "Lexicon": "lexicon",
    "MissingDependencyError": "errors",
    "NewsparseError": "errors",
    "PageError": "errors",
    "Parser": "parser",
    "ResourceError": "errors",
    "Span": "text",
    "Text": "text",
    "UsageError": "errors",
    "co_attendance": "persons",
    "convert": "conversion",
    "evaluate": "evaluation",
    "keyphrases": "phrases",
    "parse": "parser",
    "parse_batch": "tabular",
    "parse_html": "pages",
    "parse_many": "batch",
    "registry": "persons",
    "report": "view",
    "restore": "parser",
    "segment": "segmentation",
    "tables": "tabular",
    "to_frame": "tabular",
}
_ROOMS = ("plot", "view")  # whose functions are called by the room's name: newsparse.plot.timeline


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has: {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_ROOMS})
