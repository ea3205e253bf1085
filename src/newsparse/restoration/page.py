"""The small grammar of page furniture: labels, persons' names in bylines, publish dates."""

from __future__ import annotations

import datetime
import re
from functools import cache

from newsparse.lexicon import resource_path, rows, words

HAN = "\u3400-\u9fff"
BLANK = " \t\u3000\xa0"
# The publish dates of the web; a year outside them is a misreading.
FIRST_YEAR, LAST_YEAR = 1995, 2099
_ROC = 1911
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CN = "〇○零一二三四五六七八九十"
_WRITTEN = re.compile(
    rf"(?<![\d{_CN}])(民国|中华民国)?((?:19|20)\d\d|\d{{2,3}}(?=年)|[{_CN[:-1]}]{{4}})\s?[-/.年]\s?"
    rf"(\d{{1,2}}|[{_CN}]{{1,3}})\s?[-/.月]\s?(\d{{1,2}}|[{_CN}]{{1,3}})(?![\d{_CN}])"
)
# …/2022/11/29/…, …/202211/29/…, …/20221129/…, …/t20221129_…, …/2022-11/29/content_…
_LINKED = re.compile(
    r"(?<![0-9])((?:19|20)\d\d)(?:[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?![0-9])|/(\d{1,2})/(\d{1,2})(?=/))"
)

# 首页 > 新闻中心 > 正文
CRUMBS = re.compile(
    rf"(?:网站)?(?:首页|主页)[{BLANK}]{{0,4}}(?:[>＞»›→/\-—]{{1,3}}[{BLANK}]{{0,4}}[^>＞»›→/\s]{{1,20}}[{BLANK}]{{0,4}}){{1,7}}"
)
LINK = re.compile(r"\[?(?:查看原文|原文链接|阅读原文)\]?[（(]?[：:]?\s?https?://[!-~]{1,300}|https?://[!-~]{4,300}")
STAMP = re.compile(
    rf"(?:19|20)\d\d(?:[-/.]\d{{1,2}}[-/.]\d{{1,2}}|年\d{{1,2}}月\d{{1,2}}日)[{BLANK}]{{0,3}}(?:\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?|香港时间\d{{1,2}}时\d{{1,2}}分"
)
_PLACE = rf"[{HAN}／/]{{0,14}}"
_AGENCY = (
    rf"(?:新华社|中新社|新华网|人民网|央视网|中新网|本报|本网|本台|本站|本刊|[{HAN}]{{1,10}}?(?:日报|晚报|早报|时报|商报|"
    rf"社|网|报|电视台|台|融媒体中心))"
)
_DAY = r"(?:\d{1,2}月)?\d{1,2}日"
DATELINE = re.compile(
    rf"[【\[〔（(]?(?:据?{_AGENCY}{_PLACE}[{BLANK}]?{_DAY}[{BLANK}]?(?:专电|电|讯|消息)|(?:据?{_AGENCY})讯"
    rf"|据{_AGENCY}(?:消息|报道)|(?:新华社|[{HAN}]{{2,6}}(?<![资通腾]))讯(?=[{BLANK}]))[】\]〕）)]?(?=[{BLANK}（(，,：:\d]|[{HAN}“])[：:，,]?"
)
INLINE_DATELINE = re.compile(
    rf"(?<=[\s。】）”摄])(?:新华社|中新社|本报)[{HAN}/]{{0,14}}?(?:\d{{1,2}}月)?\d{{1,2}}日[{BLANK}]?(?:专电|电|讯)"
)

TITLE = range(6, 70)  # how long a headline is
_HEADING = re.compile(
    r"(?:时间|地点|主持|主持人|主题|记录|议题|参会|出席|列席|缺席|参加|会议|活动)[^：\n]{0,4}：|[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|第[一二三四五六七八九十\d]{1,3}[章节条]|尊敬的|各位"
)
_BEGINS_REPORT = re.compile(rf"\d{{1,4}}年\d{{1,2}}月|\d{{1,2}}月\d{{1,2}}日|[{HAN}]{{0,8}}讯[{BLANK}]")


@cache
def labels() -> dict[str, tuple[str, bool]]:
    """Each label's kind of mark, and whether it is furniture wherever it stands."""
    return {row[0]: (row[1], row[2] == "strong") for row in rows(resource_path("furniture_labels.tsv"))}


@cache
def name() -> str:
    """The pattern of one person's name in a byline: 欧阳锐, 王琦, or spaced out, 王 琦."""
    single = "".join(s for s in sorted(words("surnames.tsv")) if len(s) == 1)
    compound = "|".join(s for s in sorted(words("surnames.tsv"), key=lambda s: (-len(s), s)) if len(s) > 1)
    return f"(?:(?:{compound})[{HAN}]{{1,2}}|[{single}](?:[{BLANK}]{{1,2}}[{HAN}](?![{HAN}])|[{HAN}]{{1,2}}))"


@cache
def phrases(where: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """The phrases of resources/furniture_phrases.tsv that count at `where`: their kinds, and a pattern of them all."""
    kinds = {row[0]: row[1] for row in rows(resource_path("furniture_phrases.tsv")) if row[2] == where}
    return kinds, re.compile("|".join(re.escape(p) for p in sorted(kinds, key=lambda p: (-len(p), p))))


@cache
def pair() -> re.Pattern[str]:
    """A label, a colon and its value: 来源：县政府办 or 作者：王 琦 李明."""
    every = sorted(labels(), key=lambda label: (-len(label), label))
    label = "|".join(map(re.escape, every))
    day = r"\d[\d〇○零一二三四五六七八九十年月日时分秒:：/.\-]{0,24}"
    moment = rf"{day}(?:[{BLANK}]{{1,2}}\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?(?:人?次)?(?![{HAN}\d])"
    word = r"[^\s|｜\[\]【】()（）：:。，,]{1,40}"
    names = rf"{name()}(?:[{BLANK}、，/]{{1,3}}{name()}(?![{HAN}]{{0,4}}[：:/])){{0,8}}(?![{HAN}])"
    return re.compile(
        rf"(?<![{HAN}A-Za-z])(?P<label>{label})[{BLANK}]{{0,3}}(?:[：:]|(?<=[文图])/)[{BLANK}]{{0,3}}"
        rf"(?:{moment}|{names}|{word})?"
    )


def is_headline(line: str) -> bool:
    """Whether a line at the head of a page may be a headline: no sentence, no heading, no bare date."""
    if len(line) not in TITLE or any(c in line for c in "。；") or line[-1] in "：:，、；":
        return False
    return not (_HEADING.match(line) or _BEGINS_REPORT.match(line) or read_date(line) == line)


def read_date(value: str) -> str | None:
    """The first day written in `value`, as `YYYY-MM-DD`; a day that does not exist is none.

    >>> read_date("发布时间：2022年2月21日 09:30"), read_date("二〇二二年二月二十一日"), read_date("2022-02-30")
    ('2022-02-21', '2022-02-21', None)
    """
    for match in _WRITTEN.finditer(value):
        republic, year, month, day = match.groups()
        number = int(year.translate(_DIGITS)) + (_ROC if republic else 0)
        found = _iso(number, _number(month), _number(day))
        if found:
            return found
    return None


def linked_date(url: str) -> str | None:
    """The publish date an address holds.

    >>> linked_date("http://www.example.cn/art/2022/11/29/art_12_345.html"), linked_date("/202211/t20221129_88.htm")
    ('2022-11-29', '2022-11-29')
    """
    for match in _LINKED.finditer(url):
        found = _iso(*(int(part) for part in match.groups() if part))
        if found:
            return found
    return None


def _number(written: str) -> int:
    """A number below 100: 21, 二十一, 二一, 十."""
    if "十" not in written:
        return int(written.translate(_DIGITS))
    tens, _, ones = written.partition("十")
    digits = (int(part.translate(_DIGITS)) if part and "十" not in part else 0 for part in (tens or "一", ones))
    return next(digits) * 10 + next(digits)


def _iso(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
