"""What a page says about itself: its headline, and when and by whom the report was first published."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsparse.restoration.page import read_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names in <meta>, best first. The first of each are those that government sites have to give since 2017 (the State
# Council's guide to the development of government websites); then Open Graph, Schema.org and those of common builders.
_TITLES = ("articletitle", "og:title")
_DAYS = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:release_date",
    "bytedance:published_time",
    "datepublished",
)
_SOURCES = ("contentsource",)
# Structured data of Schema.org and of Baidu, and the time stamp of articles on WeChat, which counts seconds.
_DATED = re.compile(r'"(?:datePublished|pubDate)"\s{0,9}:\s{0,9}"([^"]{8,40})"')
_STAMPED = re.compile(r'\bvar\s{1,9}(?:ct|oriCreateTime)\s{0,9}=\s{0,9}["\'](1[0-9]{9})["\']')
_CHINA = datetime.timezone(datetime.timedelta(hours=8))
# 岚泉县召开防汛会议 - 要闻 | 岚泉县人民政府
_SUFFIX = re.compile(r"\s{0,4}(?:[|_｜]|[-–—]{1,2})\s{0,4}")
_HEADINGS = ("h1", "h2", "h3")
HEADLINE = range(6, 120)  # characters, annotations of a mirror included


def named(root: HtmlElement) -> dict[str, str]:
    """The contents of the page's `meta` elements by name, in lower case; of several the first that is not empty."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def headline(root: HtmlElement, meta: dict[str, str], seen: Sequence[str]) -> str | None:
    """The headline of the report.

    Args:
        root: the page.
        meta: its `named` contents.
        seen: the lines above the report and its first ones: what only stands in the head may be the site's name.
    """
    title = _flat(root.findtext(".//title") or "")
    for candidate in (meta.get(_TITLES[0], ""), *_headings(root, title), meta.get(_TITLES[1], "")):
        if len(flat := _flat(candidate)) in HEADLINE:
            return flat
    parts = _SUFFIX.split(title)
    for stop in range(len(parts), 0, -1):  # a headline may hold a dash itself
        start = title.find(parts[stop - 1]) + len(parts[stop - 1]) if stop < len(parts) else len(title)
        if title[:start] in seen and len(title[:start]) in HEADLINE:
            return title[:start]
    return None


def _headings(root: HtmlElement, title: str) -> Iterator[str]:
    """Headings that the page's title repeats; a site's own name in h1 is not followed by anything in the title."""
    for heading in root.iter(*_HEADINGS):
        text = _flat("".join(heading.itertext()))
        if text and title.startswith(text):
            yield text
    for heading in root.iter("h1", "h2"):
        if heading.get("id") == "activity-name":  # WeChat, whose pages leave the title to a script
            yield "".join(heading.itertext())


def published(root: HtmlElement, meta: dict[str, str], scripts: str) -> str | None:
    """The day of publication, `YYYY-MM-DD`, where the page gives it to machines."""
    for stamp in _STAMPED.finditer(scripts):
        return datetime.datetime.fromtimestamp(int(stamp[1]), _CHINA).date().isoformat()
    machine = (*(meta.get(name, "") for name in _DAYS), *(found[1] for found in _DATED.finditer(scripts)))
    times = (time.get("datetime", "") for time in root.iter("time") if time.get("itemprop") == "datePublished")
    return next((day for value in (*machine, *times) if (day := read_date(value))), None)


def source(root: HtmlElement, meta: dict[str, str]) -> str | None:
    """Who published the report first, where the page gives it to machines; on WeChat, whose account it is."""
    for name in _SOURCES:
        if value := _flat(meta.get(name, "")):
            return value
    account = root.find(".//*[@id='js_name']")
    return None if account is None else _flat("".join(account.itertext())) or None


def _flat(text: str) -> str:
    return " ".join(text.split())
