"""Page furniture: what stands on the page and is not the report. It is marked, never edited.

The kinds, in docs/furniture.md: navigation, title, publish_line, source, byline, editor, dateline, caption, related,
copyright, advert. A line is furniture as a whole, or holds furniture at its edges; inside the prose of the report only
agency datelines and photo credits are looked for. What is doubtful stays unmarked: a sentence lost weighs more than a
button read.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from itertools import takewhile
from typing import NamedTuple

from newsparse.restoration.bylines import byline_parts, credit, reporters
from newsparse.restoration.lines import SHORT, is_prose, kind_of_line
from newsparse.restoration.metadata import PageMetadata, read_metadata
from newsparse.restoration.page import (
    BLANK,
    CRUMBS,
    DATELINE,
    HAN,
    INLINE_DATELINE,
    LINK,
    STAMP,
    is_headline,
    labels,
    name,
    pair,
    phrases,
    read_date,
)
from newsparse.text import Findings, Mark, Span, Text

__all__ = ["KINDS", "PageMetadata", "furniture", "read_metadata"]

KINDS = (
    "navigation",
    "title",
    "publish_line",
    "source",
    "byline",
    "editor",
    "dateline",
    "caption",
    "related",
    "copyright",
    "advert",
)
_TITLE_LINES = 2  # a headline and its second deck
_CAPTION = 80
_FOLLOWING_VALUE = 20  # 来源： and its value on the next line
_BRACKET = re.compile(r"[（(【〔〖\[]([^（）()【】〔〕〖〗\[\]\n]{2,60})[）)】〕〗\]]")
_LAST_BRACKET = re.compile(rf"{_BRACKET.pattern}$")
_SENTENCE_END = "。！？!?；"
_CLOSING = "”』」）)"
_GAP = re.compile(r"[\s|｜丨·•\[\]【】〖〗()（）>》＞→<《,，、/:：_—\-=~*#☆★]+")
_CAPTION_START = re.compile(
    r"(?:[（(]?(?:上|下|左|右|本)?图为|[（(]?图[①-⑳\d一二三四五六七八九十]{1,3}[：:、为]|[△▲▼▽↑↓])"
)
_CAPTION_LAST = re.compile(
    rf"(?<=[。！？）]){_CAPTION_START.pattern}[^\n。]{{2,{_CAPTION}}}。?"
    rf"(?=$|[{HAN}]{{0,6}}(?:记者|通讯员)[{HAN} ]{{2,12}}摄)"
)
_SCENE = re.compile(
    r"[^，。；：！？\n]{0,24}[会议动式训习研谈赛讲课约展署](?:现场|会场|合影|全景|场景)(?:留念|图片|照片|图)?"
)
_SPEAKS = (
    "(?:发表|作|做)?(?:致辞|致词|主旨演讲|交流发言|总结讲话|讲话|发言|主持会议|主持|报告|授课|宣讲|演讲|宣读文件|点评)"
)
# What breadcrumbs, labels, links and datelines hold, and what labels, brackets and captions at a line's end do.
_MAY_BEGIN = re.compile("[：:>＞»›→讯电]|消息|报道")
_MAY_END = re.compile(r"[：:/]|[）)】〕〗\]]$|图")
_LABELLED = re.compile("[：:/]")
_HEAD = 50
_BEGINNINGS = ((CRUMBS, "navigation"), (LINK, "navigation"), (DATELINE, "dateline"))


class _Line(NamedTuple):
    """A line without its outer blanks."""

    start: int
    text: str

    @property
    def stop(self) -> int:
        return self.start + len(self.text)


def furniture(text: Text) -> Findings:
    r"""Mark the stretches of a restored, simplified page that are not the report.

    Args:
        text: after restoring and converting; offsets are code points.

    Returns:
        Marks of the KINDS, in text order, not overlapping. No edits.

    >>> page = Text("全县防汛会议召开\n来源：县水务局\n3月1日，县水务局召开会议。（记者 王琦）")
    >>> [(m.kind, page.text[m.span.slice]) for m in furniture(page).marks]
    [('title', '全县防汛会议召开'), ('source', '来源：县水务局'), ('byline', '（记者 王琦）')]
    """
    page = _Page(text.text)
    marks: list[Mark] = []
    reach = 0
    for mark in sorted(page.marks(), key=lambda m: (m.span.start, -m.span.stop)):
        if mark.span.start >= reach:
            marks.append(mark)
            reach = mark.span.stop
    return Findings(marks=marks)


class _Page:
    """One page on its way through the rules."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = list(_lines(text))
        self.wording = [kind_of_line(line.text) for line in self.lines]
        prose = [i for i, line in enumerate(self.lines) if is_prose(line.text) and self.wording[i] is None]
        self.first = prose[0] if prose else len(self.lines)
        self.last = prose[-1] if prose else -1
        self.kinds: list[list[Mark]] = [[] for _ in self.lines]

    def marks(self) -> Iterator[Mark]:
        """Every mark, possibly overlapping."""
        at = 0
        while at < len(self.lines):
            at = self._read(at)
        self._title()
        self._other_story()
        for found in self.kinds:
            yield from found
        yield from self._inline()

    def _read(self, at: int) -> int:
        """Mark line `at`; where to go on."""
        line = self.lines[at]
        if len(line.text) > SHORT:
            self.kinds[at] = list(self._edges(at))
            return at + 1
        if at > self.last and phrases("open")[1].fullmatch(line.text.strip("：: ■>》【】[]|")):
            return self._block(at)
        self.kinds[at] = list(self._line(at)) or list(self._edges(at))
        # 来源： alone on its line has its value on the next.
        if self.kinds[at] and line.text.endswith(("：", ":")) and at + 1 < len(self.lines):
            value, kind = self.lines[at + 1], self.kinds[at][-1].kind
            if kind in ("source", "byline", "editor", "publish_line") and self._is_value(value.text):
                self.kinds[at + 1] = [Mark(kind, Span(value.start, value.stop))]
                return at + 2
        return at + 1

    def _is_value(self, line: str) -> bool:
        bare = not re.search(r"[：:。，]", line) or STAMP.fullmatch(line) is not None
        return len(line) <= _FOLLOWING_VALUE and bare and line not in phrases("whole")[0]

    def _block(self, at: int) -> int:
        """A heading such as 相关新闻 and the headlines below it, at the foot of the page."""
        self.kinds[at] = [Mark("related", Span(self.lines[at].start, self.lines[at].stop))]
        for i in range(at + 1, len(self.lines)):
            line = self.lines[i]
            found = list(self._line(i))
            self.kinds[i] = found or [Mark("related", Span(line.start, line.stop))]
        return len(self.lines)

    def _line(self, at: int) -> Iterator[Mark]:
        """The marks of a line that is furniture as a whole; none when it is not."""
        line = self.lines[at]
        whole = Span(line.start, line.stop)
        kind = self.wording[at] or self._caption(at)
        if kind in ("copyright", "advert") and self.first < at < self.last:
            kind = None  # 建议使用…, 未经许可… may be the report's own words
        if kind is None and at > self.last and set(line.text) <= set("-—=*_·~ 　"):
            kind = "navigation"
        if kind is None and self._is_stamp(at):
            kind = "publish_line"
        if kind is not None:
            yield Mark(kind, whole)
        else:
            yield from self._pairs_alone(at)

    def _is_stamp(self, at: int) -> bool:
        """A date of its own; below the report one without a clock signs a document."""
        line = self.lines[at].text
        clock = any(c in line for c in ":：时")
        return (at < self.first or clock) and STAMP.fullmatch(line.strip("（）()[]【】")) is not None

    def _pairs_alone(self, at: int) -> Iterator[Mark]:
        """A line of labels and their values, dates and buttons, with nothing else."""
        line = self.lines[at]
        edge = not self.first <= at <= self.last
        if not edge and not _LABELLED.search(line.text):
            return
        marks, gaps, before = [], [], 0
        for match in pair().finditer(line.text):
            gaps.append((before, match.start()))
            marks.append(Mark(labels()[match["label"]][0], Span(*match.span()).shift(line.start)))
            before = match.end()
        gaps.append((before, len(line.text)))
        if not marks and not edge:
            return
        buttons = [self._gap(line, *gap) for gap in gaps]
        if any(button is None for button in buttons) or not any([marks, *buttons]):
            return
        found = list(pair().finditer(line.text))
        strong = any(labels()[m["label"]][1] or self._dates_page(at, m) for m in found) or any(buttons)
        # 时间：3月1日 alone is the meeting's, 来源：… or 编辑：… at the head or foot the page's.
        if strong or (edge and any(m.kind != "publish_line" for m in marks)):
            yield from sorted([*marks, *(b for found in buttons if found for b in found)], key=lambda m: m.span)

    def _dates_page(self, at: int, match: re.Match[str]) -> bool:
        """日期：2021-07-09 below a headline is the page's; above 地点：… it is the meeting's."""
        return match["label"] == "日期" and at < self.first and read_date(match[0]) is not None

    def _gap(self, line: _Line, start: int, stop: int) -> list[Mark] | None:
        """What stands between labels: buttons, a stamp, or nothing but separators; None when it is something else."""
        found = []
        if stop - start < len(line.text):
            for match in STAMP.finditer(line.text, start, stop):
                span = Span(match.start(), match.start() + len(match[0].rstrip()))
                found.append(Mark("publish_line", span.shift(line.start)))
        rest = STAMP.sub(" ", line.text[start:stop])
        words = [word for word in _GAP.split(rest) if word]
        if not all(word in phrases("whole")[0] or word.isdecimal() for word in words):
            return None
        if words and not found:
            piece = line.text[start:stop]
            left = len(piece) - len(piece.lstrip())
            found.append(Mark("navigation", Span(start + left, start + len(piece.rstrip())).shift(line.start)))
        return found

    def _edges(self, at: int) -> Iterator[Mark]:
        """Furniture at the beginning and the end of a line of the report."""
        line = self.lines[at]
        begin = yield from self._beginning(line)
        if begin < len(line.text):
            yield from self._ending(at, begin)

    def _beginning(self, line: _Line) -> Generator[Mark, None, int]:
        """Breadcrumbs, strong labels and the dateline that a line begins with; returns where the report begins."""
        at, moved = 0, _MAY_BEGIN.search(line.text, 0, _HEAD) is not None
        while moved and at < SHORT:
            moved = False
            for pattern, kind in (
                (CRUMBS, "navigation"),
                (LINK, "navigation"),
                (DATELINE, "dateline"),
                (pair(), ""),
            ):
                match = pattern.match(line.text, at)
                if not match or (not kind and not self._strong(match, at)):
                    continue
                span = Span(match.start(), match.start() + len(match[0].rstrip()))
                yield Mark(kind or labels()[match["label"]][0], span.shift(line.start))
                at, moved = _skip(line.text, match.end()), True
                if kind == "dateline":
                    at = yield from self._filed_by(line, at)
        return at

    @staticmethod
    def _strong(match: re.Match[str], at: int) -> bool:
        """A weak label counts only beside other furniture."""
        return bool(match["label"]) and (labels()[match["label"]][1] or at > 0) and match.end() > match.end("label") + 1

    @staticmethod
    def _filed_by(line: _Line, at: int) -> Generator[Mark, None, int]:
        """The reporters named after a dateline: （记者王琦、通讯员李明）, or the same without brackets."""
        bracket = _BRACKET.match(line.text, at)
        found = bracket if bracket and byline_parts(bracket[1]) else reporters().match(line.text, at)
        if not found:
            return at
        yield Mark("byline", Span(at, found.end()).shift(line.start))
        return found.end()

    def _ending(self, at: int, begin: int) -> Iterator[Mark]:
        """Strong labels, bylines in brackets and captions that a line ends with."""
        line = self.lines[at]
        start = max(begin, len(line.text) - SHORT)
        tail = line.text[start:]
        if not _MAY_END.search(tail):
            return
        trailing = [m for m in pair().finditer(tail) if m.end() > m.end("label") + 1]
        if at < self.last:
            trailing = [m for m in trailing if labels()[m["label"]][1]]
        stop = len(tail)
        for match in reversed(trailing):
            if stop == len(tail) and self._bracket(tail, last=False):
                break
            if _GAP.sub("", tail[match.end() : stop]) not in ("", *phrases("whole")[0]):
                break
            if match.start() and not re.search(r"[。！？”）】\]\s]$", tail[: match.start()]):
                break
            yield Mark(labels()[match["label"]][0], Span(*match.span()).shift(line.start + start))
            stop = match.start()
        signed = self._bracket(tail[:stop].rstrip(), last=at >= self.last)
        if signed:
            yield from (Mark(mark.kind, mark.span.shift(line.start + start)) for mark in signed)
            stop = signed[0].span.start
        caption = _CAPTION_LAST.search(tail[:stop])
        if caption:
            yield Mark("caption", Span(*caption.span()).shift(line.start + start))

    @staticmethod
    def _bracket(tail: str, *, last: bool) -> list[Mark]:
        """A byline in brackets after the end of a sentence; bare names and bodies sign only the last paragraph."""
        match = _LAST_BRACKET.search(tail)
        if not match:
            return []
        before = tail[: match.start()].rstrip()
        if before and before[-1] not in _SENTENCE_END + _CLOSING:
            return []
        parts = [mark._replace(span=mark.span.shift(match.start(1))) for mark in byline_parts(match[1], last=last)]
        if parts:
            # The brackets belong to what they hold.
            parts[0] = parts[0]._replace(span=Span(match.start(), parts[0].span.stop))
            parts[-1] = parts[-1]._replace(span=Span(parts[-1].span.start, match.end()))
        return parts

    def _caption(self, at: int) -> str | None:
        """图为…, 会议现场, or a line X致辞 between paragraphs that name X too."""
        line = self.lines[at].text
        if _SCENE.fullmatch(line) or (_CAPTION_START.match(line) and len(line) <= _CAPTION and "。" not in line[:-12]):
            return "caption"
        if not self.first < at or line[-1] in _SENTENCE_END or len(line) > _FOLLOWING_VALUE * 2:
            return None
        speaking = re.compile(rf"[^，。；：！？\n]{{0,36}}?({name()}){_SPEAKS}").fullmatch(line)
        before = self.lines[at - 1].text[-1] in _SENTENCE_END + _CLOSING
        beside = before or any(mark.kind == "caption" for mark in self.kinds[at - 1])
        return "caption" if speaking and beside and self.text.count(speaking[1]) > 1 else None

    def _title(self) -> None:
        """The headline: the first lines of the page that are neither furniture nor sentences."""
        free = [i for i in range(self.first) if not self.kinds[i]]
        stamped = any(m.kind in ("publish_line", "source", "byline") for i in range(self.first) for m in self.kinds[i])
        if not free or self.first == len(self.lines):
            return
        if not stamped and free != [self.first - 1]:
            free = free[:1]
        # With nothing but its place to speak for it, a line with a comma may be a sentence that lost its stop.
        lines = takewhile(
            lambda i: is_headline(self.lines[i].text) and (stamped or "，" not in self.lines[i].text),
            free[:_TITLE_LINES],
        )
        for i in lines:
            self.kinds[i] = [Mark("title", Span(self.lines[i].start, self.lines[i].stop))]

    def _other_story(self) -> None:
        """What follows 上一篇 and 下一篇 below the report is another story, also where it goes on in full sentences."""
        other = False
        if not any(found and found[0].kind == "related" for found in self.kinds):
            return
        for i in range(self.first, len(self.lines)):
            whole = Span(self.lines[i].start, self.lines[i].stop)
            found = self.kinds[i]
            if not other:
                other = Mark("related", whole) in found
            elif not found or (found[0].span.start, found[-1].span.stop) != whole:
                self.kinds[i] = [Mark("related", whole)]

    def _inline(self) -> Iterator[Mark]:
        """Datelines, photo credits and links inside running text."""
        if "日电" in self.text or "日讯" in self.text or "日 电" in self.text:
            for match in INLINE_DATELINE.finditer(self.text):
                yield Mark("dateline", Span(*match.span()))
                line = _Line(match.end(), self.text[match.end() : match.end() + SHORT].partition("\n")[0])
                yield from self._filed_by(line, 0)
        if "摄" in self.text:
            yield from (Mark("byline", Span(*m.span())) for m in credit().finditer(self.text))
        if "http" in self.text:
            yield from (Mark("navigation", Span(*m.span())) for m in LINK.finditer(self.text))
        if "阅读下一篇" in self.text or "【纠错】" in self.text:
            for match in re.finditer(r"【纠错】|阅读下一篇[：:]?(?=\s|$)", self.text):
                yield Mark("navigation" if match[0].startswith("【") else "related", Span(*match.span()))


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        bare = line.lstrip()
        if bare:
            yield _Line(at + len(line) - len(bare), bare.rstrip())
        at += len(line) + 1


def _skip(line: str, at: int) -> int:
    while at < len(line) and line[at] in BLANK + "|｜":
        at += 1
    return at
