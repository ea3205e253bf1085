"""HTML residue: entities, tags, comments, and script or style bodies that a scraper left in the text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from newsparse.restoration.characters import characters
from newsparse.restoration.settling import settled
from newsparse.text import Edit, Findings, Span, Text

_SUSPICIOUS = re.compile(r"[<&]|\?/[pds]")
_BREAKS = "p|br|div|li|tr|h[1-6]|td|section|article"
_INLINE = (
    "a|b|i|u|em|strong|span|font|img|ul|ol|table|tbody|thead|th|sub|sup|o|script|style|center|input|form|label|body|"
    "html|head|meta|link|title|iframe|video|figure|figcaption|blockquote|pre|code|small|big|del|ins|hr|header|footer|"
    "nav|main|button|select|option|textarea|object|embed|param|st1|v|w"
)
# Pages that were escaped again and again write < as &lt; or &amp;lt;.
_OPEN, _CLOSE = "(?:<|&(?:amp;){0,3}lt;)", "(?:>|&(?:amp;){0,3}gt;)"
# a<b and c>d is no tag: what follows a tag's name is an attribute with its =.
_ATTRIBUTES = r"(?:\s{1,9}(?:[a-zA-Z_:][\w:.-]{0,40}\s{0,2}=[^<>]{0,800}?|nowrap|noshade|checked|disabled))?"
# A tag has a name of HTML's, or is <正>, which an abstract database leaves; 《》 are none.
_TAG = re.compile(
    rf"{_OPEN}(?:/?(?:(?P<breaks>{_BREAKS})|(?:{_INLINE})(?::[a-z]{{1,12}})?)(?![a-zA-Z0-9]){_ATTRIBUTES}\s?/?|正|"
    rf"!--[^<>]{{0,2000}}?--|!doctype[^<>]{{0,200}}|\?xml[^<>]{{0,200}}){_CLOSE}|(?P<torn>\?/(?:p|div|span)>)",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
    r"|&(?:nbsp|quot|ldquo|rdquo|mdash|middot|hellip)(?![a-zA-Z0-9;])；?"
)
_BODY = re.compile(r"<(script|style)\b", re.IGNORECASE)


def markup(text: Text) -> Findings:
    r"""Remove HTML residue; a tag that breaks lines leaves a line end.

    >>> page = Text("<p>县长石磊&nbsp;主持会议。</p>会议<b>强调</b>：a<b")
    >>> page.apply(markup(page)).text
    '县长石磊 主持会议。\n会议强调：a<b'
    """
    if not _SUSPICIOUS.search(text.text):
        return Findings()
    # An entity may stand for a character that is damage itself (&#8203;).
    return settled(text, _residue, characters)


def _residue(text: Text) -> Findings:
    kept: list[Edit] = []
    for edit in sorted(_edits(text.text), key=lambda e: (e.span.start, -e.span.stop)):
        if not kept or edit.span.start >= kept[-1].span.stop:
            kept.append(edit)
    return Findings(kept)


def _edits(text: str) -> Iterator[Edit]:
    yield from _bodies(text)
    broken = 0  # where the last line end was made; the beginning of the text is one
    for tag in _TAG.finditer(text):
        breaks = (tag["breaks"] or tag["torn"]) and tag.start() != broken
        beside = text[tag.start() - 1 : tag.start()] == "\n" or text[tag.end() : tag.end() + 1] in ("\n", "")
        yield Edit(Span(*tag.span()), "\n" if breaks and not beside else "", "markup")
        if tag["breaks"] or tag["torn"] or tag.start() == broken:
            broken = tag.end()
    for entity in _ENTITY.finditer(text):
        meant = _meant(entity[0])
        if meant != entity[0]:
            yield Edit(Span(*entity.span()), meant.replace("\xa0", " "), "markup")


def _meant(entity: str) -> str:
    """What an entity stands for; an unknown one stands for itself."""
    meant = entity
    while (shorter := html.unescape(meant.replace("；", ";"))) != meant:
        meant = shorter
    return entity if meant.startswith("&") and meant != "&" else meant


def _bodies(text: str) -> Iterator[Edit]:
    """Script and style elements with what is in them."""
    at = 0
    while opening := _BODY.search(text, at):
        closing = re.compile(rf"</{opening[1]}\s{{0,9}}>", re.IGNORECASE).search(text, opening.end())
        if not closing:
            return
        yield Edit(Span(opening.start(), closing.end()), "", "markup")
        at = closing.end()
