"""HTML that is safe because of how it is made: whatever is not already `Html` is escaped."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.resources import files

from newsparse.terminal import visible

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")  # UTF-8 cannot hold them, so neither can a notebook or a page


class Html(str):
    """Markup that may stand in a page as it is; a notebook shows it."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def escaped(text: str) -> Html:
    """A text as markup that shows it and nothing else.

    >>> escaped('"><img onerror=x>')
    '&quot;&gt;&lt;img onerror=x&gt;'
    """
    return Html(html.escape(_LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)))


def element(tag: str, *children: str, **attributes: str | int | None) -> Html:
    """An element; children and values that are plain strings are escaped, attributes that are None are left out.

    A trailing underscore is dropped from a name and the others become hyphens, as in `class_` and `aria_label`.

    >>> element("b", "a < b", class_="x")
    '<b class="x">a &lt; b</b>'
    """
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    written = "".join(f' {name}="{escaped(str(value))}"' for name, value in names.items())
    return Html(f"<{tag}{written}>{joined(*children)}</{tag}>")


def joined(*parts: str) -> Html:
    """The parts one after another; plain strings are escaped."""
    return Html("".join(part if isinstance(part, Html) else escaped(part) for part in parts))


def legible(text: str) -> str:
    r"""The text in one line, with characters that do not show written as escapes.

    >>> legible("学\u200b习\n")
    '学\\u200b习\\n'
    """
    return visible(text).plain


@cache
def static(name: str) -> Html:
    """A file of this room that goes into pages as it is: a style sheet or a script of ours."""
    return Html((files("newsparse.view") / "static" / name).read_text(encoding="utf-8"))
