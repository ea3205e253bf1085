"""What the furniture of a page says: headline, source, publish date, authors, the dateline's day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsparse.restoration.bylines import read_byline
from newsparse.restoration.page import linked_date, read_date
from newsparse.text import Mark, Text

_FILED = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日")
_LABEL_END = re.compile(r"[：:|｜]")
# A source is a body; what follows it on the line is not part of it.
_FIRST_PAIR = re.compile(r"[^：:\s]{0,12}[：:]?\s{0,3}\S{0,20}")
_SOURCE_VALUE = re.compile(r"[^\s|｜]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What the marked furniture says about the report.

    Attributes:
        title: the headline as it stands on the page.
        source: who published it first, as worded.
        published: the publish date, `YYYY-MM-DD`.
        authors: reporters and correspondents, in order; photographers and editors are left out.
        dateline: the dateline as worded.
        filed: the day the dateline was filed, `--MM-DD`, or `---DD` where it names no month. Not the event's day.
    """

    title: str | None = None
    source: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    filed: str | None = None


def read_metadata(text: Text) -> PageMetadata:
    r"""What the marked furniture of `text` says.

    Args:
        text: a text that went through the stage `furniture`.

    >>> from newsparse.restoration.furniture import furniture
    >>> page = Text("发布时间：2022-02-21 来源：县水务局 作者：王 琦\n本报讯 2月18日，县水务局召开会议。")
    >>> found = read_metadata(page.apply(furniture(page)))
    >>> found.published, found.source, found.authors, found.dateline
    ('2022-02-21', '县水务局', ('王琦',), '本报讯')
    """
    by_kind: dict[str, list[str]] = {}
    for mark in _joined(text):
        by_kind.setdefault(mark[0], []).append(mark[1])
    dateline = next(iter(by_kind.get("dateline", ())), None)
    return PageMetadata(
        title="".join(by_kind.get("title", ())) or None,
        source=_first(_source(s) for s in by_kind.get("source", ())),
        published=_published(by_kind),
        authors=tuple(dict.fromkeys(a for byline in by_kind.get("byline", ()) for a in _authors(byline))),
        dateline=dateline and dateline.strip("【】〔〕（）()[]：:，, "),
        filed=_filed(dateline or ""),
    )


def _joined(text: Text) -> list[tuple[str, str]]:
    """Kind and wording of each mark; a label and the value on the next line are one."""
    found: list[tuple[str, str]] = []
    before: Mark | None = None
    for mark in text.marks:
        worded = text.text[mark.span.slice]
        empty = before is not None and before.kind == mark.kind and found[-1][1].rstrip().endswith(("：", ":"))
        if empty:
            found[-1] = (mark.kind, found[-1][1] + worded)
        else:
            found.append((mark.kind, worded))
        before = mark
    return found


def _first(values: object) -> str | None:
    return next((value for value in values if value), None)  # type: ignore[attr-defined]


def _source(worded: str) -> str | None:
    parts = _LABEL_END.split(worded, maxsplit=1)
    value = _SOURCE_VALUE.match(parts[-1].strip())
    return value[0].strip("（）()【】[]，。") or None if value else None


def _published(by_kind: dict[str, list[str]]) -> str | None:
    """The stamp of the page; failing that, the date in its links."""
    stamps = (read_date(worded) for worded in by_kind.get("publish_line", ()))
    links = (linked_date(worded) for worded in by_kind.get("navigation", ()) if "/" in worded)
    return _first(stamps) or _first(links)


def _filed(dateline: str) -> str | None:
    day = _FILED.search(dateline)
    if not day or not 1 <= int(day[2]) <= 31 or (day[1] and not 1 <= int(day[1]) <= 12):
        return None
    return f"--{int(day[1]):02}-{int(day[2]):02}" if day[1] else f"---{int(day[2]):02}"


def _authors(byline: str) -> tuple[str, ...]:
    """The writers of one byline; what is foreign in it is passed over."""
    content = byline.strip("（）()【】[]〔〕〖〗 ")
    signed = read_byline(content)
    if signed is not None:
        return signed.writers
    # 作者：王琦 系县委党校教师
    first = read_byline(_FIRST_PAIR.match(content)[0])  # type: ignore[index]
    return first.writers if first else ()
