"""HTML residue: entities, tags, comments, and script or style bodies that a scraper left in the text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from newsparse.text import Edit, Findings, Span, Text

_SUSPICIOUS = re.compile(r"[<>&]|/p")
_BREAKS = "p|br|div|li|tr|h[1-6]|td|section|article"
_INLINE = (
    "a|b|i|u|em|strong|span|font|img|ul|ol|table|tbody|thead|th|sub|sup|o|script|style|center|input|form|label|body|"
    "html|head|meta|link|title|iframe|video|figure|figcaption|blockquote|pre|code|small|big|del|ins|hr|header|footer|"
    "nav|main|button|select|option|textarea|object|embed|param|st1|v|w"
)
# A tag has a name of HTML's, or is <正>, which an abstract database leaves; a<b and 《》 are none.
_TAG = re.compile(
    rf"(?:<|&lt;)(?:/?(?:(?P<breaks>{_BREAKS})|{_INLINE})(?![a-zA-Z0-9])(?:[\s:][^<>\n]{{0,800}})?/?|正|"
    r"!--[^<>]{0,2000}--)(?:>|&gt;)|\?/(?:p|div|span)>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BODY = re.compile(r"<(script|style)\b", re.IGNORECASE)


def markup(text: Text) -> Findings:
    r"""Remove HTML residue; a tag that breaks lines leaves a line end.

    >>> page = Text("<p>县长石磊&nbsp;主持会议。</p>会议<b>强调</b>")
    >>> page.apply(markup(page)).text
    '\n县长石磊 主持会议。\n会议强调'
    """
    if not _SUSPICIOUS.search(text.text):
        return Findings()
    edits = sorted(_edits(text.text), key=lambda e: e.span)
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.span.start >= kept[-1].span.stop:
            kept.append(edit)
    return Findings(kept)


def _edits(text: str) -> Iterator[Edit]:
    yield from _bodies(text)
    for tag in _TAG.finditer(text):
        breaks = (tag["breaks"] or tag[0] == "?/p>") and not text.startswith("\n", tag.end())
        yield Edit(Span(*tag.span()), "\n" if breaks else "", "markup")
    for entity in _ENTITY.finditer(text):
        meant = entity[0]
        while (shorter := html.unescape(meant)) != meant:
            meant = shorter
        if meant != entity[0] and not meant.startswith("&"):
            yield Edit(Span(*entity.span()), meant.replace("\xa0", " "), "markup")


def _bodies(text: str) -> Iterator[Edit]:
    """Script and style elements with what is in them."""
    at = 0
    while opening := _BODY.search(text, at):
        closing = re.compile(rf"</{opening[1]}\s{{0,9}}>", re.IGNORECASE).search(text, opening.end())
        if not closing:
            return
        yield Edit(Span(opening.start(), closing.end()), "", "markup")
        at = closing.end()
