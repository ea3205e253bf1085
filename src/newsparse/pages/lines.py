"""A tree to the lines a reader sees: blocks and breaks end a line, cells are set apart, the rest runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    """address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hr html legend li main nav ol p pre section table tbody tfoot thead tr ul""".split()  # noqa: SIM905 - read as one line
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(
    """script style noscript template head title button select option textarea input object embed iframe svg
    math""".split()  # noqa: SIM905 - as above
)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)
# A line of the source that ends within a sentence: between Chinese characters a browser's blank is none of the text.
_WRAPPED = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]{0,99}[\r\n][ \t\r\n]{0,999}(?=[\u3000-\u9fff\uff00-\uffef])"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def lines(root: HtmlElement) -> list[str]:
    """The lines, without outer blanks, in the order of the page; empty ones are left out."""
    joined = _BLANKS.sub(" ", "".join(_pieces(root)))
    return [line for line in (line.strip(" \u3000\xa0\ufeff") for line in joined.split("\x00")) if line]


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Text, with NUL where a line ends; the page itself holds none."""
    from lxml.etree import iterwalk

    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        unseen = not isinstance(element.tag, str) or element.tag in _UNSEEN
        if event == "start":
            if unseen or _HIDDEN.search(element.get("style", "")):
                walk.skip_subtree()
                continue
            yield _edge(element.tag)
            yield _flowing(element.text)
        else:
            if not unseen:
                yield _edge(element.tag)
            if element is not root:
                yield _flowing(element.tail)


def _edge(tag: str) -> str:
    if tag in _BLOCKS:
        return "\x00"
    return " " if tag in _CELLS else ""


def _flowing(text: str | None) -> str:
    return _WRAPPED.sub("", text) if text else ""
