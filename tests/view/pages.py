"""Reading back the HTML that was made: what a browser would see in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str | None]


class Reader(HTMLParser):
    """The elements and the text of a page; asserts that every element is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "script" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def having(self, class_: str) -> list[Element]:
        return [found for found in self.elements if class_ in (found.attributes.get("class") or "").split()]


def harmless(page: str) -> Reader:
    """Asserts that a block for a notebook holds no script, no handler, no address and nothing that could load one."""
    reader = Reader(page)
    tags = {found.tag for found in reader.elements}
    assert tags <= {
        *("section", "style", "div", "mark", "small", "b", "u", "span", "ul", "li", "dl", "dt", "dd", "strong"),
        *("details", "summary", "table", "thead", "tbody", "tr", "th", "td", "del", "ins"),
    }
    names = {name for found in reader.elements for name in found.attributes}
    assert names <= {
        "class",
        "title",
        "tabindex",
        "data-label",
        "style",
        "lang",
        "role",
        "scope",
        "aria-label",
        "aria-level",
    }
    return reader


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors of a style sheet, each with what is declared for it, those within @media too."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", r"\1", sheet)
    assert "@" not in sheet
    for selectors, declared in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        for selector in re.split(r",(?![^(]*\))", selectors):
            yield selector.strip(), declared
