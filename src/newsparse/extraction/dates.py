"""When the main event took place.

Find every date, say what it is the date of, choose the event's, and complete the year from what the page knows: the
date itself, the publish date, the text, never from today.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsparse.bulletin import EventDate, Evidence, PartOfDay, YearFrom
from newsparse.extraction.document import FILL, Document
from newsparse.text import Span, Warn

_DIGIT = "[0-9〇○零一二三四五六七八九十]"
_YEAR = r"(?:(?P<roc>民国)?(?P<year>[0-9]{2,4}|[〇○零一二三四五六七八九]{2,4})\s?年\s?)"
_MONTH = r"(?P<month>[0-9]{1,2}|元|正|十[一二]?|[一二三四五六七八九])\s?月(?:份)?\s?"
_DAY = r"(?P<day>[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)\s?[日号]"
_BARE_DAY = r"(?P<bare>[0-9]{1,2})(?:日|号(?=[上下中]午|晚|，|召开|举行|在))"
_TO = r"\s?(?:至|到|—{1,2}|-{1,3}|－|–|~|～|、|和)\s?"
_END = rf"(?:{_TO}(?:(?P<month2>[0-9]{{1,2}})\s?月\s?)?(?P<day2>[0-9]{{1,2}})\s?日)"
_EARLY = r"(?P<early>[0-9]{1,2})(?:日)?"
_WEEKDAY = r"(?:（[^（）]{1,8}）|\([^()]{1,8}\))?"
_PART = r"(?P<part>凌晨|清晨|早上|早晨|今早|上午|中午|下午|傍晚|晚上|晚间|今晚|晚)?"
_CLOCK = r"(?:(?P<hour>[0-9]{1,2})(?:[:：](?P<minute>[0-9]{2})|[时点](?P<minute2>半|[0-9]{1,2}分?)?(?!段|间|刻)))?"
_BARE_EARLY = r"(?P<early0>[0-9]{1,2})(?:日)?"
_DATE = re.compile(
    rf"(?=[0-9〇○零元正一二三四五六七八九十廿民])(?<![0-9])(?:{_YEAR}?{_MONTH}(?:{_EARLY}{_TO}(?=[0-9]{{1,2}}\s?日))?{_DAY}{_END}?|"
    rf"(?<!月)(?:{_BARE_EARLY}{_TO}(?=[0-9]{{1,2}}日))?{_BARE_DAY}){_WEEKDAY}\s?{_PART}\s?{_CLOCK}"
)
_ISO = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![0-9])")
# A date with a clock and no word before it is a stamp of the page.
_STAMP = re.compile(r"\s{0,2}[0-9]{1,2}:[0-9]{2}")
_LABELLED = re.compile(r"时间[：:]\s?$")
_RELATIVE = re.compile(r"(?:今|昨|前)[天日]?[（(](?P<day>[0-9]{1,2})(?:日)?[）)]日?")
_TODAY = re.compile(r"(?:(?:今|昨|当|本)[天日]?|日前|近日)(?:上午|下午|晚上?)?[（(]$")
_SPAN_OF_DAYS = re.compile(r"为期(?P<days>[0-9]{1,2}|[两一二三四五六七八九十]{1,2})天")
_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "两": 2}
_PARTS: dict[str, PartOfDay] = {
    "凌晨": "凌晨", "清晨": "早上", "早上": "早上", "早晨": "早上", "今早": "早上", "上午": "上午", "中午": "中午",
    "下午": "下午", "傍晚": "下午", "晚上": "晚上", "晚间": "晚上", "今晚": "晚上", "晚": "晚上",
}  # fmt: skip
# Left of a date that is not the event's: a document's, a period's, another meeting's.
_OTHER_LEFT = re.compile(
    r"(?:自|从|截至|截止|截止到|到|至|定于|将于|拟于|定在|预计|出生于|成立于|始于|原定)$|"
    r"决定[^，。；]{0,40}$|(?:传达|学习|贯彻|落实|根据|按照|印发|发布|下发|依据|纪念)[^，。；]{0,24}$"
)
_OTHER_RIGHT = re.compile(
    r"^(?:以来|起|前|之前|以前|至今|止|底前|[^，。；]{0,30}(?:重要讲话|讲话精神|会议精神|指示精神|批示精神|发布的|印发的|施行|实施|生效|周年|出生))"
)
_EVENT_RIGHT = re.compile(
    r"召开|举行|举办|开展|主持|出席|参加|调研|考察|视察|会见|会谈|赴|到|来到|前往|走进|深入|慰问|组织|签署|签约|揭牌|开班|闭幕|开幕|访问|检查|在|学习|座谈|宣布|反馈|欢迎"
)
_DATELINE = re.compile(r"(?:电|讯)$")
_TODAY_AFTER = re.compile("今[天日]")  # 本报9月13日讯 今天上午…: the dateline is the day
_TODAY_TOLD = re.compile(rf"(?:^|[，。\n\s])(?P<today>今[天日]{_PART})(?=[，\u4e00-\u9fff])(?!的)")
_NAMED_YEAR = re.compile(
    r"(?:【[^】]{1,20}】)?(?P<year>20[0-9]{2})年(?:[0-9]{1,2}月(?![0-9]))?(?P<annual>度)?(?!来|以来|底|初|[0-9])"
)
_REVIEWED = re.compile(r"(?P<year>20[0-9]{2})年度?[^，。；]{0,12}(?:表彰|总结|述职|考核|测评|民主生活会)")
_YEAR_PAIR = re.compile(r"(?P<first>20[0-9]{2})(?:年度?)?[-—－~至](?P<second>20[0-9]{2})(?:(?P<school>学年)|年度)")
_MENTIONED_YEAR = re.compile(r"(20[0-9]{2})年(?!度|以来|来|底|初|[0-9])")
# What is done in or planned for a year, and what is looked back on.
_PLAN = re.compile(
    r"(?:部署|安排|谋划|布置|做好|抓好|推进|下达|签订)[^，。；]{0,12}?(?P<a>20[0-9]{2})年(?:度)?[^，。；]{0,12}?(?:工作|任务|重点|责任|目标)|"
    r"(?P<b>20[0-9]{2})年(?:度)?(?:重点工作|工作(?:要点|计划|安排|任务|思路|部署)|首次|第一次|首场|首期|第一期|新年|春节|新春|元旦)"
)
_REVIEW = re.compile(
    r"(?:总结|回顾|通报|考核|表彰|表扬)了?[^，。；]{0,12}?(?P<a>20[0-9]{2})年(?:度)?[^，。；]{0,12}?(?:工作|成绩|情况|先进|优秀|成效)|"
    r"(?P<b>20[0-9]{2})年(?:度)?(?:工作总结|工作情况|工作报告|先进|优秀|述职|总结)"
)
_RECENT_YEAR = re.compile("20[0-9]{2}年")  # no plan or review without one
_ANY_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
SCHOOL_YEAR_BEGINS = 8  # the month
LOOKING_AHEAD = 11  # from November on what is planned is planned for the next year
LOOKING_BACK = 3  # until March a meeting of 2023年度 may be held in 2024
BETWEEN_LEAP_YEARS = 8  # at most: 1896 and 1904
NO_LEAP_YEAR = 2001  # stands for an unknown year: most years have no 29th of February
LAST_MONTH = 12
TOLD_BEFORE = 400  # where a report says 今天 of its event
NEAR = 7  # days a page's stamp may lie before the event it reports: a wrong stamp, not another year


class Stamp(NamedTuple):
    """The publish date, ISO or None, and where it was read."""

    day: str | None
    source: YearFrom = "published"
    filed: int | None = None  # the dateline's month: a bare day in its report is of that month
    filed_day: int | None = None  # and its day: that of 今天


class Found(NamedTuple):
    """A date as it stands: numbers where given."""

    span: Span
    year: int | None
    month: int | None
    day: int
    end_month: int | None
    end_day: int | None
    part: PartOfDay | None
    time: str | None
    score: float = 0.0


def number(text: str) -> int:
    """A numeral in digits or Chinese; 0 for what only looks like one.

    >>> [number(t) for t in ("12", "十二", "二十", "三十一", "廿八", "元", "二〇二二", "十十")]
    [12, 12, 20, 31, 28, 1, 2022, 0]
    """
    if text.isdecimal():
        return int(text)
    text = text.replace("元", "一").replace("正", "一").replace("廿", "二十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        if not {tens, ones} <= {"", *_NUMERALS}:
            return 0
        return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)
    return int("".join(str(_NUMERALS[c]) for c in text))


def _year(match: re.Match[str]) -> int | None:
    raw = match["year"]
    if raw is None:
        return None
    year = number(raw)
    if match["roc"] or 90 <= year <= 150:  # 民国114年: the Republic's first year is 1912
        return year + 1911
    return year + 2000 if year < 90 else year


def _time(match: re.Match[str]) -> str | None:
    if match["hour"] is None:
        return None
    hour, minute = int(match["hour"]), match["minute"] or (match["minute2"] or "0").rstrip("分")
    afternoon = _PARTS.get(match["part"] or "") in ("下午", "晚上") and hour < 12
    value = (hour + 12 * afternoon, 30 if minute == "半" else int(minute))
    return f"{value[0]:02}:{value[1]:02}" if value[0] < 24 and value[1] < 60 else None


def find_dates(text: str) -> Iterator[Found]:
    """Every date of the text as it stands, impossible ones included."""
    for match in _DATE.finditer(text) if "日" in text or "号" in text else ():
        early = match["early"] or match["early0"]
        day = number(match["day"] or match["bare"])
        month = number(match["month"]) if match["month"] else None
        end_day = int(match["day2"]) if match["day2"] else None
        end_month = int(match["month2"]) if match["month2"] else month
        if early:
            day, end_day, end_month = int(early), day, month
        part = _PARTS.get(match["part"] or "")
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        yield Found(span, _year(match), month, day, end_month if end_day else None, end_day, part, _time(match))
    for match in _ISO.finditer(text):
        if _STAMP.match(text, match.end()) and not _LABELLED.search(text, max(0, match.start() - 4), match.start()):
            continue
        yield Found(
            Span(*match.span()), int(match["year"]), int(match["month"]), int(match["day"]), None, None, None, None
        )
    for match in _RELATIVE.finditer(text):
        yield Found(Span(*match.span()), None, None, int(match["day"]), None, None, None, None)


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has such a day; what is not known is taken for possible."""
    try:
        datetime.date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def event_date(
    document: Document, stamp: Stamp, anchor: int, event_names: Sequence[str] = ()
) -> tuple[EventDate | None, list[Warn]]:
    """The date of the main event.

    Args:
        document: the text.
        stamp: the publish date; the year of a date without one is that of the nearest such date not after it.
        anchor: where the event is reported first; dates near it count more.
        event_names: as worded; 2018年工作会议 knows its year, 2018年度 may look back from the next.

    Returns:
        The date or None, and warnings about impossible dates and an unknown year.
    """
    warnings: list[Warn] = []
    candidates: list[Found] = []
    context: tuple[int | None, int | None] = (None, stamp.filed)
    for found in sorted(find_dates(document.body), key=lambda f: f.span):
        if not _stands_free(document, found.span.start):
            continue
        if not (
            _possible(found.year, found.month, found.day) and _possible(found.year, found.end_month, found.end_day)
        ):
            worded = document.text[found.span.slice]
            warnings.append(Warn("impossible-date", f"no such day: {worded}", found.span))
            continue
        placed = _in_context(found, context)
        context = (placed.year or context[0], placed.month or context[1])
        candidates.append(_scored(document, placed, anchor))
    if not candidates and (today := _today(document, stamp)):
        candidates.append(today)
    best = max(candidates, key=lambda f: (f.score, -f.span.start), default=None)
    if best is None or best.score <= 0:
        return None, warnings
    dated, year_warnings = _dated(document, best, candidates, stamp, event_names)
    return dated, warnings + year_warnings


def _today(document: Document, stamp: Stamp) -> Found | None:
    """今天 in a report whose dateline names the day: 本报4月8日讯 今天上午…."""
    found = _TODAY_TOLD.search(document.plain, 0, TOLD_BEFORE) if stamp.filed and stamp.filed_day else None
    if found is None or stamp.filed_day is None:
        return None
    part = _PARTS.get(found["part"] or "")
    return Found(Span(*found.span("today")), None, stamp.filed, stamp.filed_day, None, None, part, None, 1.0)


def _stands_free(document: Document, at: int) -> bool:
    """Whether a date stands in the report's own words: not in a quotation, a document's title or an aside.

    今天下午（12月26日） is the report's own: the bracket says which day today is.
    """
    return document.plain[at] != FILL or bool(_TODAY.search(document.body, max(0, at - 8), at))


def _in_context(found: Found, context: tuple[int | None, int | None]) -> Found:
    """A bare day takes the month of the date before it in the text."""
    return found._replace(month=context[1]) if found.month is None and context[1] else found


def _scored(document: Document, found: Found, anchor: int) -> Found:
    """How much speaks for the event's date: an event verb on the right, nothing of another document around it."""
    sentence = document.sentence_at(found.span.start)
    if sentence is None:
        return found
    left = document.plain[max(sentence.span.start, found.span.start - 30) : found.span.start]
    right = document.plain[found.span.stop : min(sentence.span.stop, found.span.stop + 80)]
    score = 3.0 - min(2.0, 0.3 * abs(sentence.number - (document.sentence_at(anchor) or sentence).number))
    if _EVENT_RIGHT.search(right[:40]):
        score += 1.0
    if _OTHER_LEFT.search(left) or _OTHER_RIGHT.match(right) or _DATELINE.match(right):
        score -= 4.0
    if right.startswith(("电", "讯")):
        score += 2.5 if _TODAY_AFTER.search(right[:24]) else -1.5
    return found._replace(score=score)


def _dated(
    document: Document, found: Found, others: list[Found], stamp: Stamp, event_names: Sequence[str]
) -> tuple[EventDate | None, list[Warn]]:
    warnings: list[Warn] = []
    day = datetime.date.fromisoformat(stamp.day) if stamp.day else None
    year, source = _known_year(document, event_names, found, others, stamp)
    month = found.month
    if month is None:
        if day is None:
            return None, [Warn("month-unknown", "a day without a month and no publish date", found.span)]
        month = day.month if found.day <= day.day + 1 else (day.month - 2) % 12 + 1
        year = year or (day.year if month <= day.month else day.year - 1)
        source = source or stamp.source
        if not _possible(year, month, found.day):  # 31日 in a page of March: of which month is not known
            return None, [Warn("month-unknown", "the month before the publish date has no such day", found.span)]
    if not _possible(year, month, found.day):  # 2月29日 in a text of 2023: the year is another's
        year, source = None, None
    if year is None:
        warnings.append(Warn("year-unknown", "the date has no year and none is known from the page", found.span))
    text = document.text[found.span.slice]
    end = _end(document, found, year, month)
    evidence = document.clause_at(found.span.start)
    return EventDate(
        start=_iso(year, month, found.day),
        end=end,
        time=found.time,
        part_of_day=found.part,
        text=text,
        precision="minute" if found.time else "day",
        year_from=source,
        span=found.span,
        evidence=Evidence(document.text[evidence.slice], evidence),
    ), warnings


def _end(document: Document, found: Found, year: int | None, month: int) -> str | None:
    if found.end_day:
        end_month = found.end_month or month
        end_year = year + 1 if year and end_month < month else year
        return _iso(end_year, end_month, found.end_day) if _possible(end_year, end_month, found.end_day) else None
    sentence = document.sentence_at(found.span.start)
    days = sentence and _SPAN_OF_DAYS.search(document.plain, found.span.stop, sentence.span.stop)
    count = number(days["days"]) if days else 0
    if count > 1 and _possible(first := year or NO_LEAP_YEAR, month, found.day) and first < datetime.MAXYEAR:
        last = datetime.date(first, month, found.day) + datetime.timedelta(days=count - 1)
        return _iso(last.year if year else None, last.month, last.day)
    return None


def _iso(year: int | None, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _known_year(
    document: Document, event_names: Sequence[str], found: Found, others: list[Found], stamp: Stamp
) -> tuple[int | None, YearFrom | None]:
    if found.year:
        return found.year, "date"
    if stamp.day and found.month:
        return _year_before(datetime.date.fromisoformat(stamp.day), found.month, found.day), stamp.source
    same = [o.year for o in others if o.year and (o.month, o.day) == (found.month, found.day)]
    year = same[0] if same else _year_in_text(document, event_names, found.month or 1)
    return year, "text" if year else None


def _year_in_text(document: Document, event_names: Sequence[str], month: int) -> int | None:
    """The year that the event's name, a school year, plans and reviews, or every date of the text fixes."""
    looking_back = month <= LOOKING_BACK
    for name in event_names:
        named = next((m for m in _NAMED_YEAR.finditer(name) if not (m["annual"] and looking_back)), None)
        if named:
            return int(named["year"])
        reviewed = _REVIEWED.search(name) if looking_back else None
        if reviewed:  # 2007年度表彰大会 in February is of 2008
            return int(reviewed["year"]) + 1
    pair = _YEAR_PAIR.search(document.body)
    if pair:
        autumn = pair["school"] and month >= SCHOOL_YEAR_BEGINS
        return int(pair["first"] if autumn else pair["second"])
    planned = _planned_year(document.body, month)
    if planned:
        return planned
    mentioned = _MENTIONED_YEAR.findall(document.body)
    alone = len(set(mentioned)) == 1 and mentioned[0] == _last_year(document.body)
    ahead = month == LAST_MONTH  # in December the year a report speaks of may be the next
    return int(mentioned[0]) if alone and len(mentioned) > 1 and not looking_back and not ahead else None


def _planned_year(body: str, month: int) -> int | None:
    """The year that plans and reviews fix: in January 部署2024年工作 is of this year, in December of the next."""
    if not _RECENT_YEAR.search(body):
        return None
    ahead = {int(match["a"] or match["b"]) for match in _PLAN.finditer(body)}
    behind = {int(match["a"] or match["b"]) for match in _REVIEW.finditer(body)}
    if month >= LOOKING_AHEAD:
        years = {year - 1 for year in ahead if year - 1 in behind or not behind} | (behind if not ahead else set())
    elif month <= LOOKING_BACK:
        years = ahead or {year + 1 for year in behind}
    else:
        years = ahead
    return years.pop() if len(years) == 1 else None


def _last_year(body: str) -> str:
    """The one year a text mentions at all, empty if there are several."""
    years = set(_ANY_YEAR.findall(body))
    return years.pop() if len(years) == 1 else ""


def _year_before(stamp: datetime.date, month: int, day: int) -> int | None:
    """The year of the nearest such date not after the stamp, or up to NEAR days after it."""
    for year in range(stamp.year + 1, stamp.year - BETWEEN_LEAP_YEARS - 1, -1):
        if _possible(year, month, day) and (datetime.date(year, month, day) - stamp).days <= NEAR:
            return year
    return None
