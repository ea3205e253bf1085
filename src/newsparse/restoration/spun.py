"""Pages that are not what they look like: rewritten by synonyms, taken over by a brand, stuffed with keywords.

What such a page said before cannot be known, so nothing is changed: the stage only warns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsparse.lexicon import table, words
from newsparse.text import Findings, Span, Text, Warn

# One odd word may be the writer's own; a spinner exchanges all that its dictionary holds.
DIFFERENT_WORDS = 2
# A spinner leaves hardly any of the words it replaces, a writer who knows 对峙 also writes 坚持.
SPUN_PER_GENUINE = 4
# 新闻中心|新闻动态|新闻公告 is a menu; more phrases that begin alike are written for search engines.
ALIKE_PHRASES = 4

# What an organisation's name goes on with, and what a brand offers itself with (亚博体育官网).
_BODY = (
    "集团|公司|党委|党组|纪委|工会|总部|股份|有限|董事会|召开|举行|举办|组织|开展|领导|"
    "官网|官方|平台|网址|入口|登录|登陆|注册|下载|app"
)
_SEPARATORS = "_|,"
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
_KEYWORD_LINE = re.compile(r"^[^\n。！？_|,]{2,24}(?:[_|,][^\n。！？_|,]{2,24}){3,60}[_|,]?$", re.MULTILINE)


def spun(text: Text) -> Findings:
    """Warn of text that was spun, where a gambling brand stands for an organisation, and of keyword lines.

    Codes: `spun-text`, `brand-swapped`, `keyword-spam`. Runs on simplified text.

    >>> [w.code for w in spun(Text("今日，集团党委布告掌管聚会，总司理作报告请示。")).warnings]
    ['spun-text']
    """
    string = text.text
    return Findings(warnings=[*_spun_words(string), *_brands(string), *_keyword_lines(string)])


@cache
def _any_spun() -> re.Pattern[str]:
    return re.compile("|".join(sorted(table("spun_words.tsv"))))


def _spun_words(string: str) -> Iterator[Warn]:
    first = _any_spun().search(string)
    if not first:
        return
    found = [(odd, genuine) for odd, genuine in table("spun_words.tsv").items() if odd in string]
    genuine = {word for _, word in found}
    odd_count = sum(string.count(odd) for odd, _ in found)
    genuine_count = sum(map(string.count, genuine))
    if len(genuine) < DIFFERENT_WORDS or genuine_count * SPUN_PER_GENUINE > odd_count:
        return
    message = (
        "synonyms have been exchanged throughout (会议 to 聚会, 书记 to 布告); wording and fields cannot be trusted"
    )
    yield Warn("spun-text", message, Span(*first.span()))


@cache
def _brand() -> re.Pattern[str]:
    """A brand that acts as a body or offers itself; a report on a gambling case words it neither way."""
    brands = words("spun_brands.txt")
    # Written out, because ignoring case makes the search twenty times slower.
    spellings = {form for b in brands for form in (b, b.upper(), b.title(), b.capitalize())}
    pattern = "|".join(sorted(map(re.escape, spellings), key=lambda b: (-len(b), b)))
    bracket = r"(?:[（(·・\[［][^\n。，]{1,12}[）)\]］]?)?"
    return re.compile(rf"(?P<brand>{pattern}){bracket}[ \u3000-]?(?:{_BODY})")


def _brands(string: str) -> Iterator[Warn]:
    match = _brand().search(string)
    if match:
        message = f"{match['brand']} is a gambling brand and stands where the organisation's name should"
        yield Warn("brand-swapped", message, Span(*match.span("brand")))


def _keyword_lines(string: str) -> Iterator[Warn]:
    if all(string.count(separator) < ALIKE_PHRASES - 1 for separator in _SEPARATORS):
        return
    for line in _KEYWORD_LINE.finditer(string):
        starts = [phrase.strip()[:2] for phrase in _SEPARATOR.split(line[0])]
        if any(starts.count(start) >= ALIKE_PHRASES for start in set(starts) if start):
            yield Warn("keyword-spam", "a line of search keywords, not part of the report", Span(*line.span()))
