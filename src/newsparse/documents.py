"""One document of many: what came in, and what became of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from newsparse.binary import textless
from newsparse.bulletin import Bulletin
from newsparse.errors import NewsparseError, PageError
from newsparse.parser import Parser

PAGES = (".html", ".htm")  # endings of files that are web pages


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a reader found it.

    Attributes:
        doc_id: the name it has in the output.
        input_path: the file it was found in; "" when it came from no file.
        raw: the text as scraped; bytes are decoded by the parser.
        title, published, url: what was known beside the text.
        html: whether `raw` is a web page rather than a text.
        error: why it could not be read; then `raw` says nothing.
    """

    doc_id: str
    input_path: str
    raw: str | bytes
    title: str | None = None
    published: str | datetime.date | None = None
    url: str | None = None
    html: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read or parsed, in the place where its bulletin would stand."""

    doc_id: str
    input_path: str
    error: str


def attempt(document: Document, parser: Parser) -> Bulletin | Failure:
    """The bulletin of a document, or why there is none. Never raises.

    >>> attempt(Document("1", "", "局长方远山主持会议。"), Parser()).chair.name
    '方远山'
    >>> attempt(Document("2", "", " "), Parser())
    Failure(doc_id='2', input_path='', error='is empty')
    """
    try:
        reason = _flaw(document)
        if reason is None:
            return parsed(document, parser)
    except Exception as error:  # one document never ends a run, whatever is the matter with it
        reason = described(error)
    return Failure(document.doc_id, document.input_path, reason)


def described(error: BaseException) -> str:
    """An exception as one line: ours speak for themselves, others with their kind.

    >>> described(PageError("the page holds no text")), described(KeyError("x"))
    ('the page holds no text', "KeyError: 'x'")
    """
    line = " ".join(str(error).split())
    return line if isinstance(error, NewsparseError) and line else f"{type(error).__name__}: {line}"


def _flaw(document: Document) -> str | None:
    if document.error is not None:
        return document.error
    if isinstance(document.raw, bytes):
        return textless(document.raw)
    return "is empty" if isinstance(document.raw, str) and not document.raw.strip() else None


def parsed(document: Document, parser: Parser) -> Bulletin:
    """The bulletin of a document that holds a text or a web page.

    Raises:
        UsageError: what was known beside the text cannot be used.
        PageError: the web page holds no text, or too much.
        MissingDependencyError: it is a web page, and the extra `html` is not installed.
    """
    raw, title, published, url = document.raw, document.title, document.published, document.url
    if not document.html:
        return parser.parse(raw, title=title, published=published, url=url)
    from newsparse.pages import parse_html

    found = parse_html(raw, url, title=title, published=published, parser=parser)
    if not found.text:
        raise PageError("the page holds no text; a script may load it")
    return found
