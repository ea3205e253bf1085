"""`parse_html`: a page as it was fetched, to a bulletin."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from newsparse.bulletin import Bulletin
from newsparse.errors import PageError, UsageError
from newsparse.pages import main_text, metadata, tree
from newsparse.pages.lines import lines
from newsparse.parser import Parser
from newsparse.restoration import decode
from newsparse.text import Span, Warn

MOST_TEXT = 200_000  # characters; several times the longest report, and some seconds of work
# Publish lines and editors stand beside the report; farther away they are those of other stories.
_ABOVE, _BELOW = 12, 6
_KEPT = frozenset(("publish_line", "source", "byline", "editor"))


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds of a report.

    Attributes:
        text: its lines: those above the report that say when and by whom it was published, the report, and those below
            that name its editors.
        title, published, source: what the page says of itself; None where only the text may tell.
        warnings: `charset-doubtful`, `bytes-lost` and the like from decoding; `page-unstructured`, `page-whole`.
    """

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    warnings: tuple[Warn, ...] = ()


def parse_html(
    raw: str | bytes,
    url: str | None = None,
    *,
    title: str | None = None,
    published: str | datetime.date | None = None,
    parser: Parser | None = None,
) -> Bulletin:
    """Everything a reader would pick out of the report on a web page.

    The report is cut out of the page first; `Bulletin.raw`, and so `raw_span`, is the text cut out, not the HTML.

    Args:
        raw: the page as fetched; bytes are decoded, by the charset they declare unless it is plainly wrong.
        url: where it was found; may hold the publish date.
        title: the headline, where the caller knows better than the page.
        published: the same of the day of publication, an ISO date or `datetime.date`.
        parser: the options; those of `newsparse.parse` if there is none.

    Raises:
        UsageError: an argument has the wrong type or form.
        PageError: the page is larger than any report.
        MissingDependencyError: trafilatura is not installed.

    >>> page = '''<html><head><meta name="PubDate" content="2024-03-02"><title>县水务局召开例会</title></head><body>
    ... <h1>县水务局召开例会</h1><p>来源：县水务局</p><div class="TRS_Editor"><p>3月1日，县水务局召开工作例会。</p>
    ... <p>局长石磊主持会议并讲话。会议听取了各科室一季度工作情况的汇报，对二季度作出安排。</p></div></body></html>'''
    >>> b = parse_html(page)
    >>> b.title, b.published, b.source, b.date.start, b.chair.name
    ('县水务局召开例会', '2024-03-02', '县水务局', '2024-03-01', '石磊')
    """
    parser = parser or Parser()
    page = read_page(raw, url, parser=parser)
    b = parser.parse(page.text, title=title or page.title, published=published or page.published, url=url)
    return b.amended(source=b.source or page.source, warnings=(*page.warnings, *b.warnings))


def read_page(raw: str | bytes, url: str | None = None, *, parser: Parser | None = None) -> Page:
    r"""The report on a web page as text, and what the page says about it; `parse_html` reads it on.

    >>> read_page("<body><p>局长石磊</p><p>主持会议</p></body>").text
    '局长石磊\n主持会议'
    """
    html, warnings = _decoded(raw)
    root, flat = tree.grown(html)
    found = lines(root)
    if (size := sum(map(len, found))) > MOST_TEXT:
        raise PageError(f"the page holds {size:,} characters of text, the limit is {MOST_TEXT:,}; pass its parts")
    report, sure = (range(len(found)), False) if flat else main_text.span(root, found, url)
    text = "\n".join(_with_furniture(found, report, parser or Parser()))
    if flat:
        warnings.append(Warn("page-unstructured", "elements are nested without end; every line of the page was taken"))
    elif not sure:
        warnings.append(Warn("page-whole", "no report was found on the page; every line of it was taken"))
    meta, scripts = metadata.named(root), tree.scripts(html)
    return Page(
        text=text,
        title=metadata.headline(root, meta, found[: report.start + 2]),
        published=metadata.published(root, meta, scripts),
        source=metadata.source(root, meta),
        warnings=tuple(warnings),
    )


def _decoded(raw: object) -> tuple[str, list[Warn]]:
    if isinstance(raw, str):
        return raw, []
    if isinstance(raw, bytes | bytearray | memoryview):
        return decode(bytes(raw))
    raise UsageError(f"raw must be str or bytes, got {type(raw).__name__}; read the file first")


def _with_furniture(found: Sequence[str], report: range, parser: Parser) -> list[str]:
    """The report's lines, and those beside it that say when, by whom and under whose eyes it was published."""
    above = found[max(0, report.start - _ABOVE) : report.start]
    below = found[report.stop : report.stop + _BELOW]
    body = found[report.start : report.stop]
    # Restoring takes long over a long report, and tells furniture by the lines next to it: the outermost are enough.
    edge = [*body[:1], *body[-1:]]
    told = iter(_telling([*above, *edge, *below], parser))
    kept_above = [line for line, kept in zip(above, told, strict=False) if kept]
    for _ in edge:
        next(told)
    return [*kept_above, *body, *(line for line, kept in zip(below, told, strict=False) if kept)]


def _telling(beside: Sequence[str], parser: Parser) -> list[bool]:
    """For each line, whether it is furniture that tells something of the report."""
    text = parser.restore("\n".join(beside))
    kept, start = [], 0
    for line in beside:
        raw = Span(start, start + len(line))
        kept.append(any(mark.kind in _KEPT and text.origin(mark.span).overlaps(raw) for mark in text.marks))
        start = raw.stop + 1
    return kept
