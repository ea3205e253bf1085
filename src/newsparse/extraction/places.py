"""Where an event was held: 在X召开, 到X调研, 访问X, 地点：X."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsparse.extraction.naming import is_body
from newsparse.text import Span

_VENUE = (
    "会议室|会议厅|报告厅|宴会厅|多功能厅|演播厅|展厅|大厅|会客厅|会见厅|贵宾室|贵宾厅|接待室|活动室|党员活动室|教室|阶梯教室|培训室|礼堂|会堂|"
    "会议中心|活动中心|会展中心|文化中心|艺术中心|国际中心|展览馆|体育馆|图书馆|博物馆|文化馆|纪念馆|美术馆|剧院|剧场|影院|广场|公园|体育场|操场|"
    "酒店|宾馆|饭店|招待所|大厦|大楼|办公楼|党校|[一二三四五六七八九十0-9]{1,3}楼|[0-9]{2,4}室|现场"
)
_IN = re.compile(
    r"(?<![存现所内家正])(?:在|于|假座)(?P<place>[^，。；在于]{1,40}?)(?:[与同](?:(?!陪同|带领|莅临|来到)[^，。；]){2,40})?(?:以[^，。；]{2,20}|联合|先后)?$"
)
_GOING = re.compile(
    r"(?:前往|奔赴|赴|来到|到|走进|深入|莅临|莅|抵达|抵|对|来|在|于)(?P<place>[^，。；]{2,30}?)(?:就[^，。；]{1,30}?)?"
    r"(?:等地|进行了?|开展了?|实地|现场|一线|亲切|专题)?$"
)
_NOT_PLACE = re.compile(
    r"(?:下|之际|期间|时|中|基础上|背景|框架|前后|同时|方面|过程|领域|形势|会上|今年|全[国省市县区院校厂]|[0-9]日|线上|网上|工作|"
    r"人|代表|同志|领导|成员|委员|员工|干部|专家|师生|职工|群众|家庭|情况|了|后|来宾|一行|等地?|换届|基层|一线|企业)$|"
    r"^(?:[0-9〇零一二三四五六七八九十]{1,4}[年月日天届周]|[全此这线]|会(?![议展堂客])|陪同|了|我们|大家|一起|部分|各|多家|一些|有关|相关|主席台)|"
    r"开展|进行|举行|召开|接受|推进|来访|、.*、|^.{0,20}(?:调研|考察|检查|督导)(?!组)"
)
_OBJECT = re.compile(r"了?(?P<place>[^，。；、]{2,16})(?=[，。])")
_ABROAD = re.compile(r"(?P<place>[^，。；、了]{2,6})(?=[，。]|并[^，。；]{2})")
_LABEL = re.compile(r"(?:地点|会场)[：:]\s?(?P<place>[^，。；\n]{2,30})")
_MAIN_VENUE = re.compile(r"(?:主会场|会议)设在(?P<place>[^，。；\n]{2,30})|在(?P<place2>[^，。；\n在]{2,30})设主会场")
# A venue that opens a clause, or stands before a verb of holding: the report need not name the event there.
_SOMEWHERE = re.compile(
    rf"(?:^|[，。；\n])(?:[^，。；\n在]{{0,20}}[0-9日午天])?在(?P<place>[^，。；\n在于]{{0,24}}(?:{_VENUE}))"
    r"(?=，|(?:胜利|隆重|顺利|圆满|热情|亲切)?(?:召开|举行|举办|[开闭]幕|会见|接待|与))|"
    r"在(?P<place2>[^，。；\n在于]{2,24})(?:胜利|隆重|圆满)?[开闭]幕|"
    rf"(?<=[^，。；在]{{2}})在(?P<place3>[^，。；\n在于]{{2,16}})(?:热情|亲切)?(?:会见|接待)了"
)
_OWN = re.compile("我(?:校|院|局|司|会|公司|集团|县|市|区|省|所|厂)|本港|集团|公司")


@dataclass(frozen=True, slots=True)
class Place:
    """A place and where its preposition begins."""

    span: Span
    begin: int


def _span(match: re.Match[str] | None) -> Span | None:
    if match is None or match.lastgroup is None or _NOT_PLACE.search(match[match.lastgroup]):
        return None
    return Span(*match.span(match.lastgroup))


def before(plain: str, start: int, stop: int, *, going: bool = False) -> Place | None:
    """The place that 在…, or 到…, names right before `stop`."""
    for pattern in (_IN, _GOING) if going else (_IN,):
        at = start
        while match := pattern.search(plain, at, stop):
            if span := _span(match):
                return Place(span, match.start())
            at = match.start() + 1
    return None


def after(plain: str, start: int, stop: int, act: str) -> Span | None:
    """The body, or the country, that a verb of visiting takes as its object: 访问我校."""
    if act.endswith("访问") and (abroad := _ABROAD.match(plain, start, stop)):
        return _span(abroad)
    found = _OBJECT.match(plain, start, stop)
    if found and (_OWN.fullmatch(found["place"]) or is_body(found["place"], len(found["place"]))):
        return _span(found)
    return None


def labelled(plain: str, stop: int) -> Span | None:
    """The place of 地点：X, of a main venue, or of a venue that stands by itself before `stop`."""
    for pattern, end in ((_LABEL, len(plain)), (_MAIN_VENUE, len(plain)), (_SOMEWHERE, stop)):
        if found := _span(pattern.search(plain, 0, end)):
            return found
    return None
