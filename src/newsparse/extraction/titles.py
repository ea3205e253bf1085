"""Titles beside names: where they end, where they begin, and the chain of them before one name.

`organisation? title(、title)*`: a title begins behind the last wall before it (punctuation, 的, or a word that takes a
person as its subject or object); 和 is a wall only where a person or a group ends before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from newsparse.extraction.document import FILL, Document
from newsparse.extraction.vocabulary import (
    any_of,
    ends_with,
    introductions,
    organization_heads,
    people_heads,
    title_heads,
)
from newsparse.text import Span

_WALL = re.compile(
    # One look at the first character spares most places the trial of every word.
    r"(?=[，。；：、！？\s"
    + FILL
    + r"0-9上下与为主于今从以任应会传了接拜走迎并偕携但其出分列包参受另同向听在委学对将带应当慰把据接昨是最有"
    r"期来欢此率由的看经给而聘被观让请选邀陪随首])(?:"
    r"[，。；：、！？\s" + FILL + r"]|的|随后|会上(?!院)|会[前后]|会议?由|"
    r"(?<![自理缘事])由|委托|在(?!家|线|职|任|读|京|沪)|请|据|经(?![理济营贸合信开发协委管侨销适纪办典])|受|与会|"
    r"听取了?|学习(?!教育|研究|中心|促进|强国|型)了?|传达了?|观看了?|会见了?|接见了?|陪同|欢迎|邀请|看望|慰问|率(?!先)领?|带领|偕同?|会同|携(?!手)|应邀|"
    r"随着|以及|首先|最后|其次|接着|期间|同时|其中|此外|另外|当天|[0-9]{1,2}日(?:上午|下午|晚上?|中午)?|[今昨][天日]|"
    r"上午|下午|当选为?|选举|任命|聘任|聘请|向|对|为(?!民)|把|(?<![少中上大准])将(?!军)|被|让|给|从(?!严|事|而|业)|应(?=[^，。；]{2,30}(?:邀请|之邀))|于|是|有(?![关限色线机效轨源])|而(?!且)|但|"
    r"了(?!解|望)|接待|拜访|拜会|走访|会晤|迎接|并(?!购)|来自|包括|分别|出席|参加|列席|主持)"
)
# 东岭（中国）有限公司董事长, 市委“两新”工委书记: a short bracket or quotation inside the name of a body.
_INSERTED = re.compile(
    # What stands before it is looked at behind its first character, so that the search is for that one.
    rf"{FILL}(?<=[局司团行院厂部处会校委协城区市县]{FILL}){FILL}{{2,11}}(?=[\u4e00-\u9fff])|"
    rf"{FILL}(?<=[\u4e00-\u9fff]{FILL}){FILL}{{2,9}}(?=工委|党委|有限|股份|集团|控股|公司)"
)
# 人事科刘文: a body before a bare name.
_BODY_END = re.compile(
    "(?:[科处室部院局委办厂站所队班组镇乡村]|中心|公司|集团|支部|总支|支行|分行|银行|协会|商会|学会|社区|街道|大学|分会|车间|工会|团委|妇联)(?=[\u4e00-\u9fff])"
)
_JOINT = re.compile("以及|及其|和|与|及|同|跟|暨|兼任")
_WITH = ("同", "跟")  # 同济大学: at the beginning of a stretch these begin a name
_NO_PERSON = ("会", "团", "大会", "级", "制", "岗", "职务", "队")  # 委员会, 代表团, 部长级: no office of a person
_LENGTH = re.compile("长[期远效廊征度势者辈足]")  # 街道长期, 图书馆长廊
_BEFORE_ONLY = {"领导", "专家", "党员", "领导同志", "负责人"}  # behind a name they begin something else
_SCOPE = re.compile("全体|各位|部分|有关|相关|其他|其余|全部|多位|[0-9]+[名位]")
_DEGREES = ("博士", "硕士", "先生", "女士")  # stand among titles and are none
_BLANK = re.compile(rf"{FILL}*")


@cache
def _last_character() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted({head[-1] for head in introductions()}))}]")


@cache
def _endings() -> frozenset[str]:
    """The last two characters of introductions."""
    return frozenset(head[-2:] for head in introductions())


@cache
def _short_beginnings() -> frozenset[str]:
    """The first characters of `short_title`, two where it has as many: one look spares most places the match."""
    return frozenset(head[:2] for head in title_heads()) | {"党委", "党组", "常务", "总", "工"}


def title_at(plain: str, at: int) -> re.Match[str] | None:
    """The match of `short_title` at `at`."""
    beginnings = _short_beginnings()
    if plain[at : at + 2] in beginnings or plain[at : at + 1] in beginnings:
        return short_title().match(plain, at)
    return None


@cache
def short_title() -> re.Pattern[str]:
    """Titles that follow a surname or a name: 于书记, 查文章院长, 王总, 李工."""
    return re.compile(
        rf"(?:党委|党组|常务)?(?:{any_of(title_heads() - _BEFORE_ONLY)})|"
        r"总(?![结体的要是共计额量数之书经裁监理统干队师社站院行局店支装投]|[\u4e00-\u9fff]{0,2}(?:公司|部))|工(?=[指强要表介汇认，在])"
    )


class Titles:
    """Reads the titles of one document."""

    def __init__(self, document: Document) -> None:
        self._plain = document.plain
        self._text = document.text
        inside = {i for m in _INSERTED.finditer(self._plain) for i in range(*m.span())}
        self.walls = [m.end() for m in _WALL.finditer(self._plain) if m.start() not in inside]

    def heads(self) -> Iterator[Span]:
        """Where titles end; of those that overlap the one that reaches furthest (总会计师, not 会计)."""
        pending: Span | None = None
        plain, heads = self._plain, introductions()
        endings = _endings()
        for last in _last_character().finditer(plain):
            stop = last.end()
            if plain[stop - 2 : stop] not in endings:
                continue
            size = ends_with(plain, stop, heads)
            if not size or plain.startswith(_NO_PERSON, stop) or _LENGTH.match(plain, stop - 1):
                continue
            if pending and stop - size >= pending.stop:
                yield pending
            pending = Span(stop - size, stop)
        if pending:
            yield pending

    def past_bracket(self, stop: int) -> int:
        """After a bracket or quotation that begins at `stop`."""
        if self._plain[stop : stop + 1] != FILL:
            return stop
        while self._plain.startswith(FILL, stop):
            stop = _BLANK.match(self._plain, stop).end()  # type: ignore[union-attr]
        return stop

    def goes_on(self, stop: int) -> bool:
        """Whether another title or a joint stands behind a title that ends at `stop`: 院长、书记."""
        return self._plain.startswith(("、", "兼", "（", FILL), stop)

    def ending(self, stop: int, floor: int) -> Span | None:
        """The head of a title that ends at `stop`, or None."""
        size = ends_with(self._plain, stop, title_heads(), start=floor)
        return Span(stop - size, stop) if size else None

    def before(self, head: Span, floor: int, known: tuple[str, ...] = ()) -> tuple[Span, ...]:
        """The chain of titles that ends with `head`, in text order.

        Args:
            head: the last word of the last title.
            floor: what stands before it belongs to somebody else.
            known: names that may end before a conjunction.
        """
        stop = self.past_bracket(head.stop) if self._text.startswith(("（", "("), head.stop) else head.stop
        chain = [Span(self.start(head.start, floor, known), stop)]
        while chain[0].start - 1 > floor and self._plain[chain[0].start - 1] == "、":
            stop = chain[0].start - 1
            start = self.start(stop - 1, floor, known)
            if _SCOPE.search(self._plain, start, stop):
                break  # 全体委员、主任石磊: a group stands before him
            if ends_with(self._plain, stop, title_heads(), start=start):
                chain.insert(0, Span(start, stop))
            elif stop - start > 1 and ends_with(self._plain, stop, organization_heads(), start=start):
                # 清江分公司、青岩电力公司总经理: organisations share one title.
                chain[0] = Span(start, chain[0].stop)
            elif self._plain[start:stop].endswith(_DEGREES):
                chain.insert(0, Span(start, start))
            else:
                break
        return tuple(t for t in chain if t)

    def start(self, before: int, floor: int, known: tuple[str, ...] = ()) -> int:
        """Where the title that holds the character at `before` begins, not before `floor`."""
        i = bisect_right(self.walls, before)
        start = max(floor, self.walls[i - 1] if i else 0)
        for joint in _JOINT.finditer(self._plain, start, before):
            left = joint.start()
            named = left == floor and self._plain[left - 1 : left] > "\u3400"
            opens = left in (start, floor) and joint[0] not in _WITH
            if opens or named or self._plain.endswith(known, start, left) or self._group_ends(left, start):
                start = joint.end()
        return start

    def _group_ends(self, stop: int, start: int) -> bool:
        return bool(ends_with(self._plain, stop, people_heads(), start=start))

    def bodies_in(self, span: Span) -> Iterator[int]:
        """Where the names of bodies may end inside a sentence."""
        return (m.end() for m in _BODY_END.finditer(self._plain, *span))

    def walls_in(self, span: Span) -> list[int]:
        """The walls inside a sentence."""
        return self.walls[bisect_left(self.walls, span.start) : bisect_left(self.walls, span.stop)]
