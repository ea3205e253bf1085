"""HTML to a tree of bounded size: what no reader sees goes first, what is too large is refused, nothing recurses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.errors import PageError, missing

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What is left of a page without scripts, styles, comments and embedded pictures; a long report has 200,000.
MOST_MARKUP = 4_000_000

# Read from left to right, for a script may write a comment and a comment hold a script; either without its end reaches
# to the end of the page, as in a browser.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]{0,5000}>.*?(?:</\1\s{0,9}>|\Z)", re.IGNORECASE | re.DOTALL
)
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,80},[A-Za-z0-9+/=%]{100,}")
# libxml2 compares each attribute with all before it, so a tag of thousands takes minutes; no page has one.
_ENDLESS_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}>?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BREAK = re.compile(r"<(?:/?(?:p|div|tr|li|h[1-6]|section|article|table)|br)\b[^<>]{0,4000}>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,4000}>")


def scripts(page: str) -> str:
    """The bodies of the page's scripts, which some platforms write the publish time into."""
    return "\n".join(found[0] for found in _UNSEEN.finditer(page) if (found[1] or "").lower() == "script")


def grown(page: str) -> tuple[HtmlElement, bool]:
    """The page as a tree.

    Returns:
        The root, and whether the structure had to be given up because elements were nested without end: then every
        block is a paragraph of one flat page.

    Raises:
        PageError: the page has more markup than any report.
        MissingDependencyError: lxml is not installed.
    """
    page = _slim(page)
    if len(page) > MOST_MARKUP:
        raise PageError(
            f"the page has {len(page):,} characters of markup beside its scripts, the limit is {MOST_MARKUP:,}; "
            "cut the report out of it and pass that"
        )
    root, cut_short = _parsed(page)
    if not cut_short:
        return root, False
    flat = _TAG.sub("", _BREAK.sub("\x00", page)).replace("\x00", "<br>")
    return _parsed(f"<p>{flat}</p>")[0], True


def _slim(page: str) -> str:
    """The page without what no reader sees and what takes a parser long."""
    page = _CONTROLS.sub("", page.encode("utf-8", "replace").decode())
    for pattern in (_UNSEEN, _EMBEDDED, _ENDLESS_TAG):
        page = pattern.sub("", page)
    return page


def _parsed(page: str) -> tuple[HtmlElement, bool]:
    """The root, and whether libxml2 stopped before the end."""
    try:
        from lxml.etree import ParserError
        from lxml.html import HTMLParser, document_fromstring
    except ImportError as error:
        raise missing("lxml, which reads HTML,", "html") from error
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, collect_ids=False)
    try:
        root = document_fromstring(page.encode(), parser=parser)
    except ParserError:  # it says so of a page without an element
        root = document_fromstring(b"<html><body></body></html>", parser=parser)
    return root, any("depth" in entry.message.lower() for entry in parser.error_log)
