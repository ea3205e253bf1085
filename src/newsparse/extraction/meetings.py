"""The names of events: what kind a name is, and where the body that holds it ends and its name begins.

The last word says that something is an event: 清江县政府办公会, 第三次团代会, 党组理论学习中心组学习会. A body's name
ends with a word too (局, 公司, 党委), so a cut between both lies where a body ends, no word is cut in two, and what is
left is still the name of an event.
"""

from __future__ import annotations

import re
from functools import cache

from newsparse.bulletin import Kind
from newsparse.extraction.document import FILL
from newsparse.extraction.vocabulary import cuts_word, ends_with, is_word, organization_heads, title_heads
from newsparse.lexicon import table
from newsparse.text import Span

LONGEST_HEAD = 14  # characters of the longest word in meetings.tsv
LONGEST_HOST = 40
ENLARGED = "（扩大）"  # 学习会（扩大）: part of the name, at its end or before its last word
# These name nothing by themselves; a telling name elsewhere is the event's.
GENERIC = frozenset(
    (
        "会议",
        "大会",
        "座谈会",
        "论坛",
        "仪式",
        "活动",
        "学习会",
        "培训班",
        "讲座",
        "培训",
        "典礼",
        "宣讲",
        "学习",
        "年会",
    )
)
# 会议 alone does not tell its kind; the body whose meeting it is does.
_BODY_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile("人大常委会|人民代表大会|政协|政治协商|代表团|主席团"), "人大政协会议"),
    (re.compile("董事会|监事会|股东"), "董事会会议"),
    (re.compile("代表大会"), "代表大会"),
    (re.compile("党委|党组|党工委|[省市县区]委|常委|政治局|党支部"), "党委会议"),
    (re.compile("常务|办公"), "办公会议"),
    (re.compile("工作|专题|推进|部署|调度"), "工作会议"),
)
# What a name does not begin with when a body is cut off before it.
_BEGINS_EVENT = re.compile(r"（|的|和|与|、|会|工作|建设|暨|及|所属|成员|领导|分会|有关|属|级|代表团")
_OF_A_BODY = frozenset("省市县区州镇乡我本总分党")  # 县局, 我厂
_ASIDE = re.compile(r"（[^（）]{1,20}）$")  # 中央党校（国家行政学院）
_CORPORATE = re.compile("董事会|监事会|股东")  # a company's boards meet by number and are named without the company
_HOLDS_EVENT = re.compile("次会议|论坛|峰会|学习班")
_TERM = re.compile("第?[0-9一二三四五六七八九十]{1,3}届")
_WHOLE = re.compile(f"{_TERM.pattern}|第.{{1,4}}次(?:[会团党职教妇工][员职工女会]{{1,2}})?代表大会")
# 国务院常务会议, 县委常委会议: a body's standing meeting keeps the body in its name.
_STANDING = re.compile(r"(?:常务|办公|常委会?|常委（扩大）|党政联席|议军)会?议?$")
_STANDING_HOST = re.compile("(?P<host>.{0,20}?(?:[省市县区州旗]委|党工委|政府|国务院))(?:常委|常务|办公|议军)")
# 集团党委理论学习中心组学习会: the group is the committee's, the meeting the firm's.
_STUDY = re.compile("(?P<host>.{1,30}?)(?:党委|党组|党工委|党总支|党支部)(?:理论)?(?:学习)?中心组")
_OWN_BODY = re.compile("(?P<host>我(?:[校院局厂行司所处部会]|公司|集团))(?!市|县|省|区)")
_COMMITTEE = re.compile("^(?:党委|党组|党工委)?(?:第一)?")
# 市住建委所属单位活动汇报会: the units' meeting is the bureau's.
_UNITS = re.compile("(?P<host>.{2,20}?)(?:所属|下属|直属|系统)(?:各|单位|部门|企业|学校){0,3}")
_BODIES_NOT_HOSTS = ("中心组", "代表团", "小组", "班", "组", "省", "市", "县", "区", "州", "镇", "乡", "村", "旗")
# What a report says of an event before its name.
_ATTRIBUTE = re.compile(
    r"(?:为期|历时|持续)[^，。；的]{1,8}的|(?:备受瞩目|万众瞩目|一年一度|期待已久)的|作为[^，。；]{2,24}之一的|"
    r"(?:以|主题[为是]|题为)[^，。；]{2,40}?(?:为主题)?的(?=[^，。；]{3,40}$)"
)

_CEREMONY = re.compile(r"[^，。；]{2,60}的(?=(?:[开结]班|[开闭]幕|启动|颁奖|结业|揭牌|签约)(?:仪式|典礼|式)$)")
_MONTH = re.compile("[0-9]{1,2}月份?(?![0-9])")


@cache
def heads() -> frozenset[str]:
    """The last words of events."""
    return frozenset(table("meetings.tsv"))


@cache
def _head_ends() -> frozenset[str]:
    return frozenset({ENLARGED[-1], *(head[-1] for head in heads())})


def event_ends(text: str, stop: int, start: int = 0) -> int:
    """The length of the word of events that ends at `stop`, 0 for none; （扩大） inside it does not matter.

    >>> event_ends("县委常委（扩大）会", 9), event_ends("负责人", 3)
    (7, 0)
    """
    if stop <= start or text[stop - 1] not in _head_ends():
        return 0
    size = ends_with(text, stop, heads(), start=start, longest=LONGEST_HEAD)
    at = text.rfind(ENLARGED, max(start, stop - LONGEST_HEAD - len(ENLARGED)), stop)
    if at < 0:
        return size
    joined = text[start:at] + text[at + len(ENLARGED) : stop]
    whole = ends_with(joined, len(joined), heads(), longest=LONGEST_HEAD)
    return max(size, whole + len(ENLARGED) if whole > stop - at - len(ENLARGED) else 0)


def kind_of(name: str) -> Kind | None:
    """The kind of an event by the last word of its name; None if it is no event's name.

    >>> kind_of("党组理论学习中心组（扩大）学习会"), kind_of("负责人")
    ('中心组学习', None)
    """
    name = name.replace(ENLARGED, "")
    first = name.partition("暨")[0]  # of two events held as one the first named gives the kind
    name = first if event_ends(first, len(first)) else name
    size = event_ends(name, len(name))
    if not size:
        return None
    kind: Kind = table("meetings.tsv")[name[len(name) - size :]]  # type: ignore[assignment]
    if kind == "会议":
        return next((k for pattern, k in _BODY_KINDS if pattern.search(name)), kind)
    return kind


def without_attribute(text: str, span: Span) -> Span:
    """`span` without what is said of the event before its name: 为期两天的, 作为校庆活动之一的."""
    for pattern in (_ATTRIBUTE, _CEREMONY, _MONTH):
        found = pattern.match(text, span.start, span.stop)
        if found and span.stop - found.end() > 2:
            span = Span(found.end(), span.stop)
    return span


def split(text: str, plain: str, subject: Span) -> tuple[Span | None, Span]:
    """`body event`: the longest body that leaves a telling name of an event behind it.

    Args:
        text: the report.
        plain: the same with quotations and brackets filled.
        subject: where body and event stand.

    Returns:
        The body, or None, and the name.
    """
    name = text[subject.slice]
    known = _known_shape(name)
    if known:
        stop, start = known
        host = Span(subject.start, subject.start + stop) if stop else None
        return host, Span(subject.start + start, subject.stop)
    for cut in range(min(len(name) - 3, LONGEST_HOST), 1, -1):
        stop = subject.start + cut
        inside_bracket = plain[stop - 1] == FILL == plain[stop]
        if not inside_bracket and _may_part(name, cut):
            return _termed(text, Span(subject.start, stop), subject)
    return None, subject


def _known_shape(name: str) -> tuple[int, int] | None:
    """Where the body ends (0: there is none) and the event's name begins, for names of a known shape."""
    if _STANDING.search(name) and not _TERM.search(name) and (standing := _STANDING_HOST.match(name)):
        return standing.end("host"), 0
    if name in heads() or _HOLDS_EVENT.search(name[:-4]):
        return 0, 0
    for pattern in (_OWN_BODY, _STUDY, _UNITS):
        found = pattern.match(name)
        if found and (pattern is _OWN_BODY or is_body(found["host"])):
            start = found.end() if pattern is _UNITS else found.end("host")
            if kind_of(name[start:]):
                return found.end("host"), start
    return None


def _may_part(name: str, cut: int) -> bool:
    """Whether a body ends at `cut` of `name`, and an event's name begins there."""
    body, rest = name[:cut], name[cut:]
    if (kind_of(body) and not rest.startswith("第")) or "所属" in body or name.startswith("全"):
        return False
    if not is_body(body) or body.endswith(_BODIES_NOT_HOSTS) or cuts_word(name, cut):
        return False
    if not kind_of(rest) or rest in GENERIC or _BEGINS_EVENT.match(rest):
        return False
    # 县人武部党委 | 第一书记任职大会 belongs together; 县委 | 书记专题会 does not.
    titled = _COMMITTEE.sub("", rest)
    return rest in heads() or not any(titled[:size] in title_heads() for size in (4, 3, 2))


def is_body(text: str) -> bool:
    """Whether `text` ends as the name of a body does.

    >>> is_body("贵州省气象局"), is_body("处级领导干部"), is_body("中央党校（国家行政学院）")
    (True, False, True)
    """
    stop = len(_ASIDE.sub("", text))
    size = ends_with(text, stop, organization_heads())
    # 干部, 团队, 全部: a word that happens to end like 宣传部 and 支队.
    pair = text[max(0, stop - 2) : stop]
    everyday = size == 1 and pair[0] not in _OF_A_BODY and is_word(pair)
    return bool(size) and not everyday


def _termed(text: str, host: Span, subject: Span) -> tuple[Span | None, Span]:
    """Host and name where a body's term or a session's number stands between them."""
    body, rest = text[host.slice], text[host.stop : subject.stop]
    term = _TERM.search(body)
    if term and term.start() == 0:
        return Span(host.start + term.end(), host.stop), subject
    if term:
        head = Span(host.start, host.start + term.start())
        named = is_body(body[: term.start()]) and not body[: term.start()].endswith(_BODIES_NOT_HOSTS)
        whole = not _CORPORATE.search(body)
        return head if named else None, subject if whole else Span(head.stop, subject.stop)
    if _WHOLE.match(rest) and not _CORPORATE.search(rest):
        return host, subject
    return host, Span(host.stop, subject.stop)
