"""A griffe extension: examples in docstrings are shown as code.

Our docstrings end with a doctest without a heading, as readers of the source like it; Markdown would read it as prose.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

# A prompt and all that follows it up to an empty line.
_EXAMPLE = re.compile(r"(?:^|(?<=\n))(>>> [^\n]*(?:\n[^\n]+)*)")


class Doctests(griffe.Extension):
    """Puts a fence around each doctest."""

    def on_instance(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Called by griffe for everything it has read."""
        if obj.docstring and ">>> " in obj.docstring.value:
            obj.docstring.value = _EXAMPLE.sub(r"```pycon\n\1\n```", obj.docstring.value)
