"""Lists of participants: persons with their titles, and groups without names, read from either side of a predicate."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from newsparse.extraction.document import FILL
from newsparse.extraction.mentions import Mention
from newsparse.extraction.vocabulary import ends_with, organization_heads, people_heads
from newsparse.text import Span

_SEPARATOR = re.compile("[、，；,]+(?:以及|还有|及其|及)?|、(?:和|与)|以及|还有|及其|和|与|及|暨")
_SEPARATOR_ENDS = frozenset("、，；,及有其和与暨")
# What may stand between the last item and the predicate, or be cut from the end of an item.
_TAIL = re.compile(
    rf"(?:{FILL}|等(?:人|领导(?:同志)?|同志|[0-9一二三四五六七八九十]{{1,3}}[人位名](?:同志|领导)?|一行|陪同人员|嘉宾)?|"
    r"一行(?:[0-9]{1,3}人)?|(?:共计?|约|近)?[0-9]{1,5}余?多?人(?:次)?|分别|共同|一同|一起|一道|一并|应邀|"
    r"受邀|随同|先后|依次|联合|亲自|也|均|都|还|并|则|将|全程|集体|出席会议并|(?<![席会务])会议|同时|现场|专程|的|"
    r"随后|首先|最后|上午|下午|当天|今天|[0-9]{1,2}(?:月[0-9]{1,2})?日|到场|特邀|全部|莅临|亲临)$"
)
_HEAD = re.compile(
    r"(?:会[前后上](?!院)|随后|同时|其中|此外|另外|以及|还有|共有|来自|由|请|邀请|组织|首先|最后|期间|当天|当日|日前|率领?|带领|携|会同|出席[^，。；]{2,30}?(?:会议|大会)(?!的)|"
    r"(?:紧接着)?经|紧接着|会议?结束[时后]|看望了?|(?:本次|此次)?(?:会议|大会|活动)共?有|应邀[^，。、]{0,4}(?:出席|参加)[^，。、]{2,24}的|"
    r"出席(?:全会|会议|大会|仪式)的|上午|下午|晚上?|(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}日|参加[^，。、]{0,8}的)+"
)
# Groups that only say there were people.
_EMPTY = re.compile(
    r"^(?:与会|参会|到会|全体与会|各位与会|其他与会)?(?:全体)?(?:人员|代表|同志|同志们|领导|嘉宾|专家|委员|大家|成员|干部|来宾|来宾们|客人)?$|"
    r"^(?:一把手|[两三四五六七八九十几]位(?:同志|常委|委员|领导|代表))$"
)
# What no group begins with: prepositions and verbs that take it as an object, and clauses about it.
_NO_GROUP = re.compile(
    r"^(?:并|还|也|又|再|同时)?(?:向|对|为|与|同|把|将|代表|希望|要求|面对|在(?=听取|会|此|这|全|他|对|推|[0-9])|听取|作为|此次|参加了|就|让|给|以[^及]|"
    r"[一二三四五六七八九][是要]|率领|带头|任(?!务)|兼任|免去|当选)|总书记|(?<![主重需首必])要(?!素|闻|员|害|点|求)|"
    r"习近平|习主席|不久|我在|会见|感谢|看望|主持|由[^，。；、]{2,}?(?:主任|书记|教授|院长)|与会|参会|到会|并[作愿积]|积极(?!分子)|认真"
)
# X等高级官员 sums up the persons before it; X等县四套班子领导 names more of them.
_BODY_OF_MANY = re.compile("^(?!相关|有关|部分|各).*(?:班子|常委会|委员会|部门|单位|机关|全体|组成人员)")
_FROM = re.compile(r"来自[^，。；、]{1,40}的$")
_CLAUSE_WORDS = re.compile(
    "参加|出席|列席|陪同|主持|召开|举行|举办|听取|为了|根据|按照|围绕|通过|开展|推进|落实|贯彻|学习|要求|就.{1,20}进行"
)
# The characters it may end with: one look spares most places the search.
_TAIL_ENDS = frozenset("\n" + FILL + "等人导志位名行员宾次别同起道并邀后合自也均都还则将程体议时场的先午天日部临")
LONGEST_UNREAD = 30
_UNREAD = re.compile("、[^、，。；：]{2,28}$")
_BODIES = re.compile("[，；、](?:以及|及)?[^，。；]{2,70}(?:部门|单位|处室|科室|机构|企业|公司|支部|乡镇|街道|学校)$")
_BODY_ENDS = frozenset("门位室构业司部镇道校\n")
# 各县党委书记、分管副县长: one 各 for all the offices behind it.
_FURTHER_OFFICE = re.compile(
    "分管(?:副[^、，。]{1,4}|负责人|领导|负责同志)|支委|副书记|副主任|副院长|副校长|副局长|秘书|干事|高级管理人员"
)
_MODIFIED = re.compile(
    "(?:各|部分|基层|下属|所属|团支部|公司|全[市县区省])[^，。；、]{0,16}(?:书记|主任|[院校局区县市部科]长|经理|委员|监事)"
)
LONGEST_LIST = 1500  # characters a list of participants may reach back
LONGEST_GROUP = 80
LONGEST_QUOTED = 14
LONGEST_BARE = 3  # 董事长 without a body is a title on its way to a name, no group
_OFFICES = ("书记", "主任", "主席", "长", "总裁", "经理", "主委", "委员", "代表", "领导", "秘书")
_OFFICES_OF_MANY = ("护士长", "班组长", "校领导", "院领导", "市领导", "县领导", "区领导", "局领导", "省领导", "厅领导")
# 患者及家属代表: such a word before 及 and X代表 is a further modifier of 代表.
_MODIFIERS = frozenset(
    ("患者", "家属", "党员", "群众", "职工", "教师", "学生", "师生", "青年", "村民", "居民", "市民", "企业家", "专家")
)


class Item(NamedTuple):
    """One entry of a list: a person, or a group by its place.

    `begin` is where the entry begins in the list, before 来自… or 会后 that do not belong to its wording; -1 if read
    from the left.
    """

    span: Span
    mention: Mention | None = None
    begin: int = -1


class Lists:
    """Reads lists in one document whose mentions are known."""

    def __init__(self, plain: str, mentions: Sequence[Mention]) -> None:
        self._plain = plain
        self._mentions = mentions
        self._starts = [m.whole.start for m in mentions]
        self._stops = [m.whole.stop for m in mentions]
        self._ending = {m.whole.stop: m for m in reversed(mentions)}
        self._before: dict[tuple[int, int], tuple[Item, ...]] = {}

    def mention_ending(self, stop: int) -> Mention | None:
        """The mention whose last character stands before `stop`."""
        return self._ending.get(stop)

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """The mentions that begin in `span`."""
        return self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.stop)]

    def before(self, stop: int, floor: int) -> tuple[Item, ...]:
        """The list that ends at `stop`, in text order; empty if no person or group stands there.

        Args:
            stop: where the predicate, or what belongs to it, begins.
            floor: how far back the list may reach, the sentence's start.
        """
        known = self._before.get((stop, floor))
        if known is None:
            known = self._before[stop, floor] = self._read_before(stop, max(floor, stop - LONGEST_LIST))
        return known

    def _read_before(self, stop: int, floor: int) -> tuple[Item, ...]:
        items: list[Item] = []
        end = self._trim(stop, floor)
        while end > floor:
            item = self._item(end, floor) or self._quoted(end, floor)
            if item is None and not items:
                end = self._before_bodies(end, floor)
                item = self._item(end, floor) if end > floor else None
            if item is None:
                end = self._past_unread(end, floor) if items else floor
                continue
            items.insert(0, item)
            gap = self._separator_before(item.begin, floor)
            if gap is None and self._plain[item.begin - 1] == "等" and self.mention_ending(item.begin - 1):
                end = item.begin - 1
                continue
            if gap is None:
                break
            end = gap if self._plain[gap - 1] == FILL else self._trim(gap, floor)
        return tuple(items)

    def _past_unread(self, stop: int, floor: int) -> int:
        """Where the person before an entry that nobody can read ends: 石磊、辅秘某某、于鸣 has two known members."""
        unread = _UNREAD.search(self._plain, max(floor, stop - LONGEST_UNREAD), stop)
        if not unread or _CLAUSE_WORDS.search(unread[0]) or self.mentions_in(Span(unread.start(), stop)):
            return floor
        return unread.start() if self.mention_ending(unread.start()) else floor

    def _before_bodies(self, stop: int, floor: int) -> int:
        """Where a list ends whose last entry are bodies: 副经理石磊，办公室、财务部等部门 before 参加."""
        if self._plain[stop - 1] not in _BODY_ENDS:
            return floor
        bodies = _BODIES.search(self._plain, max(floor, stop - LONGEST_GROUP), stop)
        if not bodies or self.mentions_in(Span(bodies.start(), stop)):
            return floor
        return bodies.start() if self.mention_ending(bodies.start()) else floor

    def _quoted(self, stop: int, floor: int) -> Item | None:
        """A group that is one quotation: “两代表一委员”、."""
        start = stop
        while start > floor and self._plain[start - 1] == FILL:
            start -= 1
        enclosed = start > floor and self._plain[start - 1] in "、，；"
        return Item(Span(start, stop), None, start) if enclosed and 4 < stop - start <= LONGEST_QUOTED else None

    def after(self, start: int, ceiling: int) -> tuple[Item, ...]:
        """The list that begins at `start`, read until something stands there that is no item."""
        items: list[Item] = []
        at: int | None = start
        while ceiling > start and self._plain[ceiling - 1] in "。！？\n":
            ceiling -= 1
        while at is not None and at < ceiling:
            item = self._item_at(at, ceiling)
            if item is None:
                break
            items.append(item)
            separator = _SEPARATOR.match(self._plain, item.span.stop, ceiling)
            at = separator.end() if separator else None
        return tuple(items)

    def _item_at(self, start: int, ceiling: int) -> Item | None:
        """The person or group that begins at `start`."""
        i = bisect_left(self._starts, start)
        if i < len(self._starts) and self._starts[i] < ceiling:
            prefix = self._plain[start : self._starts[i]]
            if len(prefix) < LONGEST_GROUP and not _SEPARATOR.search(prefix):
                return Item(self._mentions[i].whole, self._mentions[i])
        for stop in [*(m.start() for m in _SEPARATOR.finditer(self._plain, start, ceiling)), ceiling]:
            end = self._trim(stop, start)
            if end > start and ends_with(self._plain, end, people_heads(), start=start):
                return self._group(end, start)
            if self._plain[stop : stop + 1] in "。；":
                break
        return None

    def _trim(self, stop: int, floor: int) -> int:
        """`stop` without adverbs and words of address before it."""
        while stop > floor and self._plain[stop - 1] in _TAIL_ENDS and self.mention_ending(stop) is None:
            tail = _TAIL.search(self._plain, max(floor, stop - 14), stop)
            if not tail:
                break
            stop = tail.start()
        return stop

    def _item(self, stop: int, floor: int) -> Item | None:
        if self._plain[stop - 1] == FILL:
            stop = self._trim(stop, floor)
        mention = self.mention_ending(stop)
        if mention is not None:
            start = max(floor, mention.whole.start)
            origin = _FROM.search(self._plain, max(floor, start - LONGEST_GROUP), start)
            return Item(Span(start, stop), mention, origin.start() if origin else start)
        if not ends_with(self._plain, stop, people_heads(), start=floor):
            return None
        group = self._group(stop, floor)
        if group and self._plain.startswith("等", group.span.start):
            if self.mention_ending(group.span.start) is None:
                return None
            further = Span(group.span.start + 1, stop)
            named = _BODY_OF_MANY.search(self._plain[further.slice])
            return Item(further, None, further.start) if named else self._item(group.span.start, floor)
        return group

    def _group(self, stop: int, floor: int) -> Item | None:
        """The group whose head ends at `stop`: bodies that share the head belong to it."""
        start = self._piece_start(stop, floor)
        while start > floor:
            gap = self._separator_before(start, floor)
            if gap is None or (self._complete(gap, floor) and not self._modifies(start, stop, gap, floor)):
                break
            before = self._piece_start(gap, floor)
            comma = self._plain[start - 1] in "，；,"
            if comma and not ends_with(self._plain, gap, organization_heads(), start=before):
                break
            if _CLAUSE_WORDS.search(self._plain, before, gap) or gap - before > LONGEST_GROUP:
                break
            start = before
        head = _HEAD.match(self._plain, start, stop)
        begin, start = start, head.end() if head else start
        text = self._plain[start:stop]
        if len(text) <= LONGEST_BARE and text.endswith(_OFFICES) and text not in _OFFICES_OF_MANY:
            return None
        if len(text) < 2 or len(text) > 4 * LONGEST_GROUP or _EMPTY.match(text) or _NO_GROUP.search(text):
            return None
        return Item(Span(start, stop), None, begin)

    def _modifies(self, start: int, stop: int, gap: int, floor: int) -> bool:
        """Whether the piece before `gap` is a modifier of the same 代表."""
        head = self._plain[start:stop]
        if self._plain[gap:start] in ("、", "和", "及") and _FURTHER_OFFICE.fullmatch(head):
            return bool(_MODIFIED.match(self._plain, self._piece_start(gap, floor), gap))
        joined = self._plain[gap:start] in ("及", "和", "与")
        return (
            joined
            and head.endswith("代表")
            and head[:-2] in _MODIFIERS
            and bool(ends_with(self._plain, gap, _MODIFIERS, start=floor))
        )

    def _piece_start(self, stop: int, floor: int) -> int:
        """Where the piece that ends at `stop` begins: after punctuation, or after 和 behind a complete item."""
        i = bisect_right(self._stops, stop - 1) - 1
        if i >= 0 and self._stops[i] > floor:
            floor = max(floor, self._stops[i])
        start = floor
        for separator in _SEPARATOR.finditer(self._plain, floor, stop):
            punctuation = separator[0][0] in "、，；,"
            if separator.end() < stop and (
                punctuation or self._complete(separator.start(), start) or separator.start() == floor
            ):
                start = separator.end()
        return start

    def _complete(self, stop: int, floor: int) -> bool:
        """Whether a person or a group is complete at `stop`."""
        if self._plain[stop - 1] == FILL and self._quoted(stop, floor):
            return True
        end = self._trim(stop, floor)
        return self.mention_ending(end) is not None or bool(ends_with(self._plain, end, people_heads(), start=floor))

    def _separator_before(self, start: int, floor: int) -> int | None:
        """The start of the separator that ends at `start`, or None."""
        if self._plain[start - 1] not in _SEPARATOR_ENDS:
            return None
        for size in (4, 3, 2, 1):
            if start - size >= floor and _SEPARATOR.fullmatch(self._plain, start - size, start):
                return start - size
        return None
