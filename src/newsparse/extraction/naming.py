"""What an event's name says: where it ends, its kind, and which body stands at its head.

Names of meetings are an open class with closed ends: a word of meetings.tsv, or after a verb of holding any word of
-会, -班, -赛. What stands before is a body, an ordinal or a topic; a body is split off unless the name is one with it
(国务院常务会议, 十三届县委第5次常委会会议).
"""

from __future__ import annotations

import re
from functools import cache

from newsparse.bulletin import Kind
from newsparse.extraction.vocabulary import ends_with, organization_heads
from newsparse.lexicon import table, words

ENLARGED = "（扩大）"  # 学习会（扩大）, 常委（扩大）会: part of the name
LONGEST_HEAD = 14  # characters of the longest word in meetings.tsv
LONGEST_HOST = 40
GENERIC = frozenset(
    {
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
        "座谈",
        "会谈",
        "座谈交流",
        "交流",
        "交流会",
        "演练",
        "讨论",
        "研讨",
        "参观",
    }
)
# 会议 alone does not tell its kind; the body whose meeting it is does.
_BODY_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile("人大常委会|人民代表大会|政协|政治协商|代表团|人大.{0,6}次会议|主席团"), "人大政协会议"),
    (re.compile("董事会|监事会|股东"), "董事会会议"),
    (re.compile("代表大会|[教职工团党]代会|主席团"), "代表大会"),
    (re.compile("中心组"), "中心组学习"),
    (re.compile("党委|党组|党工委|[省市县区州旗]委|常委会|政治局|党支部|委员会第.{1,4}次全体会议"), "党委会议"),
    (re.compile("常务|办公"), "办公会议"),
    (re.compile("工作|专题|推进|部署|调度"), "工作会议"),
)
_NUMBER = "[0-9一二三四五六七八九十百]{1,5}"
_TERM = f"第?{_NUMBER}届"
_ORDINAL = re.compile(f"第?{_NUMBER}[次届期轮场讲]|第?{_NUMBER}季度|[0-9]{{4}}年|首[次届场期]")
# A committee's own meeting is one name with it, and it is the host: 县委十六届第43次常委会议.
_STANDING = re.compile(
    rf"(?:{_TERM})?(?P<host>[^、，。（）“”]{{0,16}}?(?:[省市县区州旗盟]委|政协|人大常委会|人大|政府|国务院))(?:{_TERM})?"
    rf"(?:（扩大）)?(?:第?{_NUMBER}次)?(?:全体)?(?:常务|常委|主席|主任|省长|市长|县长|区长|议军|理论学习中心组|中心组)[^，。、]{{0,12}}$"
)
# 人大常委会第五次会议: the committee with its term is the host.
_COMMITTEE = re.compile(rf"(?P<host>[^、，。]{{0,16}}人大常委会)第?{_NUMBER}次[^，。、]{{0,8}}会议?$")
# A full session belongs to the whole body: nobody holds it.
_SESSION = re.compile(
    rf"[^、，。“”]{{0,20}}(?:政协|人大|人民代表大会|政治协商会议[^、，。“”]{{0,12}}委员会)(?:{_TERM})?"
    rf"第?{_NUMBER}次(?:全体)?会议(?:预备会议|[开闭]幕[会式])?$"
)
_TWO_PARTIES = re.compile(r"[^，。；]{2,40}?(?:与|和|同)[^，。；]{2,60}(?:签约|签字|签署)(?:仪式|活动|大会)?$")
_PARTY = re.compile(r"(?:党委|党组|党总支|党支部|党工委|纪委)$")
_PARTY_NAME = re.compile(r"(?:（扩大）|理论|中心组|常委|扩大|书记|会议?$|全委|全会|民主生活)")
_NOT_HOSTS = ("中心组", "小组", "班", "组", "省", "市", "县", "区", "州", "镇", "乡", "村", "旗", "团队")
_NOT_HOST = re.compile(r"暨|^全|^宣布|^学习|^庆祝|^纪念|[《》]")
_BEGINS_EVENT = re.compile(
    r"（|的|和|与|、|会|工作|建设|暨|及|所属|成员|领导|分会|有关|第一书记|书记任|党风|[员长级]|代表|各"
)
_ASIDE = re.compile(r"（[^（）]{1,20}）$")  # 中央党校（国家行政学院）
_CORPORATE = re.compile(r"董事会|监事会|股东")  # a company's boards meet by number and are named without the company
_TERM_ANYWHERE = re.compile(f"第?{_NUMBER}届")
_WHOLE = re.compile("第.{1,4}届|第.{1,4}次[^，。]{0,6}代表大会")
_HOLDS_EVENT = re.compile("次会议|论坛|峰会|学习班")
_OWN_BODY = re.compile("我(?:院|校|局|司|会|行|所|部|厂|馆|处|社|公司|集团|单位)|本(?:院|校|局|会|行|公司|集团)")
_APPOINTMENT = re.compile("(?:书记|政委|司令员|主任|院长|校长)任职|^宣布")
_BEFORE_NAME = re.compile(
    r"(?:为期[^的]{1,4}天的|历时[^的]{1,6}天半?的|(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?(?=[^0-9])|"
    r"(?:[0-9]{4}年)?[春夏秋冬]季学期|(?:有关|相关)(?=.{6})|学习《[^《》]{1,40}(?:《[^《》]{1,20}》[^《》]{0,20})?》)"
)
_TOPICAL = re.compile(r"(?<!党)(?:(?<=项目)|(?<!目))的(?=[^的]{4,}$)")
# An open word of events, only where a verb of holding takes it as its object.
_OPEN_HEAD = re.compile(
    r"(?:[\u4e00-\u9fff]{2}会|[\u4e00-\u9fff]{2}(?:赛|节|营|展)|[\u4e00-\u9fff](?:礼|班)|第[0-9一二三四五六七八九十]{1,4}[讲期])$"
)
_OPEN_KINDS: dict[str, Kind] = {"班": "培训", "讲": "培训", "期": "培训", "礼": "仪式", "会": "会议"}


@cache
def heads() -> frozenset[str]:
    """Words that end the name of an event."""
    return frozenset(table("meetings.tsv"))


@cache
def _inner_heads() -> frozenset[str]:
    """Words that end such a name with （扩大） inside."""
    return heads() | {"会"}


@cache
def _head_ends() -> frozenset[str]:
    """The last characters of heads: one look spares most places the search."""
    return frozenset(head[-1] for head in _inner_heads())


def head_size(text: str, stop: int, start: int = 0) -> int:
    """The length of the word of events that ends at `stop`, 0 for none; （扩大） inside it counts with it.

    >>> head_size("县委常委（扩大）会", 9), head_size("项目负责人", 5)
    (7, 0)
    """
    if stop <= start or text[stop - 1] not in _head_ends():
        return 0
    size = ends_with(text, stop, heads(), start=start, longest=LONGEST_HEAD)
    at = text.rfind(ENLARGED, max(start, stop - LONGEST_HEAD), stop)
    if at < 0 or at + len(ENLARGED) >= stop:
        return size
    plain = text[start:at] + text[at + len(ENLARGED) : stop]
    inner = ends_with(plain, len(plain), _inner_heads(), longest=LONGEST_HEAD)
    return max(size, inner + len(ENLARGED)) if inner else size


def open_head(text: str) -> bool:
    """Whether a text ends like an event's name though no list holds the word (推演会, 邀请赛).

    >>> open_head("岗位推演会"), open_head("县妇女联合会"), open_head("发展机会")
    (True, False, False)
    """
    if not _OPEN_HEAD.search(text) or ends_with(text, len(text), organization_heads()) > 1:
        return False
    return not any(text.endswith(word) for word in ("机会", "社会", "协会", "都会", "市会"))


def kind_of(name: str) -> Kind | None:
    """The kind of an event by the last word of its name; None if it is no event's name.

    >>> kind_of("党组理论学习中心组（扩大）学习会"), kind_of("负责人")
    ('中心组学习', None)
    """
    first = name.partition("暨")[0]  # of two events held as one the first named gives the kind
    name = (first if head_size(first, len(first)) else name).replace(ENLARGED, "")
    size = ends_with(name, len(name), heads(), longest=LONGEST_HEAD)
    if not size:
        return None
    kind: Kind = table("meetings.tsv")[name[len(name) - size :]]  # type: ignore[assignment]
    return _by_body(name) or kind if kind == "会议" else kind


def open_kind(name: str) -> Kind:
    """The kind of a name that `open_head` takes for one."""
    kind = _OPEN_KINDS.get(name[-1], "活动")
    return _by_body(name) or kind if kind == "会议" else kind


def _by_body(name: str) -> Kind | None:
    return next((kind for pattern, kind in _BODY_KINDS if pattern.search(name)), None)


def is_body(text: str, stop: int) -> bool:
    """Whether the name of a body ends at `stop`: 干部 and 部署 end like one and are none.

    >>> is_body("县财政局", 4), is_body("领导干部", 4)
    (True, False)
    """
    size = ends_with(text, stop, organization_heads())
    return bool(size) and ends_with(text, stop, words("not_organizations.txt")) <= size


def _crossed(text: str, cut: int) -> bool:
    """Whether a word of everyday language or the name of a body goes on over the cut: 党委中心|组."""
    common = words("common_words.txt")
    for start in range(max(0, cut - 3), cut):
        for stop in range(cut + 1, min(len(text), start + 4) + 1):
            piece = text[start:stop]
            if piece in common or piece in organization_heads() or piece == "中心组":
                return True
    return False


def divide(text: str) -> tuple[tuple[int, int] | None, int]:
    """Where the host stands in the words before and of an event, and where the event's name begins.

    >>> divide("县财政局预算绩效推进会"), divide("第五次会议"), divide("我校五届二次教代会")
    (((0, 4), 4), (None, 0), ((0, 2), 2))
    """
    begin = 0
    while (before := _BEFORE_NAME.match(text, begin)) and before.end() < len(text) - 2:
        begin = before.end()
    own = _OWN_BODY.match(text, begin)
    if own and len(text) - own.end() > 2:
        return own.span(), own.end()
    if two := _two_parties(text, begin):
        return None, two
    for standing in (_COMMITTEE, _STANDING):
        if (found := standing.fullmatch(text, begin)) and len(found["host"]) > 1:
            return found.span("host"), begin
    if _SESSION.fullmatch(text, begin):
        return None, begin
    host, name = _longest_body(text, begin)
    return host, _after_topic(text, name)


def is_session(name: str) -> bool:
    """Whether a name is a full session's, which the whole body holds.

    >>> is_session("市政协六届三次会议"), is_session("市政协六届三次常委会议")
    (True, False)
    """
    return bool(_SESSION.fullmatch(name))


def _two_parties(text: str, begin: int) -> int:
    """The start of 签约仪式 behind the two parties who sign: neither is the host."""
    if not _TWO_PARTIES.fullmatch(text, begin):
        return 0
    first = re.compile("[与和同]").search(text, begin)
    floor = first.end() if first else begin
    cuts = [i for i in range(floor + 2, len(text) - 2) if is_body(text, i) and not _crossed(text, i)]
    return max((i for i in cuts if i - floor <= LONGEST_HOST), default=0)


def _after_topic(text: str, start: int) -> int:
    """The start of the name proper: …项目的|开班典礼."""
    topical = _TOPICAL.search(text, start)
    return topical.end() if topical and kind_of(text[topical.end() :]) else start


def _longest_body(text: str, begin: int) -> tuple[tuple[int, int] | None, int]:
    """The longest body that leaves a telling name of an event behind it."""
    if _HOLDS_EVENT.search(text, begin, len(text) - 4) or _APPOINTMENT.search(text, begin):
        return None, begin
    last = len(text) - max(2, head_size(text, len(text), begin) if text[-1] != "班" else 3)
    for cut in range(min(last, begin + LONGEST_HOST), begin + 1, -1):
        if not _may_part(text, begin, cut):
            continue
        rest = text[cut:]
        if (kind_of(rest) or open_head(rest)) and rest not in GENERIC and not _BEGINS_EVENT.match(rest):
            if (owner := text.find("所属", begin, cut)) > begin:
                return (begin, owner), cut
            return _termed(text, begin, _before_party(text, begin, cut))
    return None, begin


def _may_part(text: str, begin: int, cut: int) -> bool:
    host = text[begin:cut]
    stop = len(_ASIDE.sub("", host))
    if host.count("“") != host.count("”") or host.count("（") != host.count("）"):
        return False
    if not is_body(host, stop) or host[:stop].endswith(_NOT_HOSTS) or _NOT_HOST.search(host):
        return False
    if text.startswith("第", cut) and not _ORDINAL.match(text, cut):
        return False
    return not _crossed(text, cut) and (not kind_of(host) or text.startswith("第", cut))


def _before_party(text: str, begin: int, cut: int) -> int:
    """A party committee that meets belongs to the name of its meeting: 集团|党委理论学习中心组学习会."""
    party = _PARTY.search(text, begin, cut)
    return party.start() if party and _PARTY_NAME.match(text, cut) else cut


def _termed(text: str, begin: int, cut: int) -> tuple[tuple[int, int] | None, int]:
    """Host and name where a body's term or a session's number stands between them."""
    if cut == begin:
        return None, begin
    body, rest = text[begin:cut], text[cut:]
    term = _TERM_ANYWHERE.search(body)
    if term and term.start() == 0:
        return (begin + term.end(), cut), begin
    if term:
        named = is_body(body, term.start()) and not body[: term.start()].endswith(_NOT_HOSTS)
        head = (begin, begin + term.start())
        return head if named else None, head[1] if _CORPORATE.search(body) else begin
    if _WHOLE.match(rest) and not _CORPORATE.search(rest):
        return (begin, cut), begin
    return (begin, cut), cut
