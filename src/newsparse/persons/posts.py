"""Titles to posts: which office of which body. A body without a name of its own is known by the bulletin's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsparse.bulletin import Bulletin, Person
from newsparse.extraction.people import organization_of

_HAN = "[\u3400-\u9fff]"
_LEVELS = "自治区|自治州|自治县|街道|省|市|州|盟|县|区|旗|镇|乡"
# 岚泉县水务局; 市水务局 has a level and no name. 社区, 景区 and the like are no level.
_NAMED = re.compile(rf"({_HAN}{{2,5}}?)(?<![社校景园小灾林矿])({_LEVELS})")
_BARE = re.compile(r"(?:我|全|本)?(省|市|州|盟|县|区|旗|镇|乡)(?=委|政|人|领|纪|监|[\u3400-\u9fff]{2}|$)")
_PARTY = re.compile(r"^(?:中共|中国共产党)")
# Party, government, congress and consultative conference of a place share their people: one body, its leadership.
_LEADERSHIP = re.compile(
    r"(?:委员会|委|人民政府|政府|人民代表大会|人大|常务委员会|常委会|政协|纪委监委|纪委|监委|领导|党工委|管委会|党委|党政)*"
)
_COMPANY = re.compile(
    r"(?:(?:股份|控股)?(?:有限)?(?:责任)?公司|集团|股份|控股|总公司|\(集团\)|（集团）|党委|党组|董事会)"
)
_COMPANIES = re.compile(r"公司|集团|企业|厂|银行|矿")
_SCHOOLS = re.compile(r"大学|学院|学校|中学|小学|党校")
_OFFICE_LEVEL = re.compile(r"(省|市|州|县|区|旗|镇|乡)长$|(?<=自治区)主席$")
_FORMER = re.compile(r"^(?:原任|原|前任|时任)")
_UNNAMED = frozenset(
    ("集团", "公司", "集团公司", "总公司", "局", "校", "学校", "院", "厅", "部", "党委", "党组", "我校", "我局", "企业")
)
# What a body without a name has to be called for these offices to belong to it.
_KINDS = (
    (re.compile(r"董事|总经理|总裁|监事|经理|总会计师|总经济师|集团|公司|企业"), _COMPANIES),
    (re.compile(r"校长|学校|^校|我校"), _SCHOOLS),
    (re.compile(r"局长|^局|我局"), re.compile(r"局$")),
    (re.compile(r"厅长|^厅"), re.compile(r"厅$")),
    (re.compile(r"院长|^院"), re.compile(r"院$")),
)
_ORDINARY = re.compile(
    r"(?:教师|老师|学生|代表|村民|居民|职工|员工|工人|党员|专家|教授|研究员|医师|医生|护士|工程师|记者|校友|志愿者|干事|科员|经理人)$"
)
_WITHIN = re.compile(
    r"(?:处|科|股|系|室|车间|班组|支部|队|站|所|分公司|经济学院|项目部|办公室)(?:党支部|支部|党总支)?(?:副)?(?:处长|科长|股长|主任|书记|队长|站长|所长|经理)?$"
)
_DEPUTY = re.compile(r"副|常委(?!会)|委员(?!会)|成员|助理|秘书长")
HEAD, DEPUTY, UNIT, ORDINARY = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Post:
    """An office of a body.

    Attributes:
        title: as worded.
        place: the place the body belongs to, 岚泉县; None if it belongs to none or to one that is not named.
        above: the place that stands before it, 宁槐市 of 宁槐市岚泉县.
        level: 县 of 县委书记, where no place is named.
        organ: the body beside its place, without what its name may go without: 水务局, 东岭; "" for the leadership of
            the place; None where nothing says which.
        rank: 3 heads the body, 2 is of its leadership, 1 heads a part of it, 0 belongs to it.
        former: whether the title is one of the past, 原县长.
        inferred: whether the body is known by the bulletin, not by the title.
    """

    title: str
    place: str | None = None
    above: str | None = None
    level: str | None = None
    organ: str | None = None
    rank: int = HEAD
    former: bool = False
    inferred: bool = False

    @property
    def body(self) -> str | None:
        """The key of the body, the same however its name is shortened; None while it is not known."""
        if self.organ is None or (self.level and not self.place):
            return None
        return f"{self.place or ''}{self.organ}" or None


def read(title: str) -> Iterator[Post]:
    """The posts that a title names, without the bulletin's help.

    >>> [(post.body, post.rank) for post in read("岚泉县委副书记兼东岭集团有限公司董事长")]
    [('岚泉县', 2), ('东岭', 3)]
    >>> next(read("县长")).level
    '县'
    """
    for part in re.split("兼任|兼", title):
        worded = _FORMER.sub("", part)
        body = organization_of(worded) or ""
        post = _of_body(Post(part, rank=_rank(worded), former=worded != part), _PARTY.sub("", body))
        if not body and (level := _OFFICE_LEVEL.search(worded)):
            named = _NAMED.match(worded)
            post = replace(post, level=level[1], organ="")
            if named and named[2] == level[1]:
                post = replace(post, place=named[0], level=None)
        yield post


def _of_body(post: Post, body: str) -> Post:
    place, above, level, rest = _placed(body)
    if body in _UNNAMED or not body:
        return post
    if place or level:
        return replace(post, place=place, above=above, level=level, organ=_LEADERSHIP.sub("", rest, count=1))
    return replace(post, organ=_COMPANY.sub("", rest) or None)


def _placed(body: str) -> tuple[str | None, str | None, str | None, str]:
    """The place at the head of a body's name, the one above it, the level if it has no name, and the rest."""
    place = above = None
    if bare := _BARE.match(body):
        inner = _NAMED.match(body, bare.end())
        if not inner:
            return None, None, bare[1], body[bare.end() :]
    stop = 0
    while named := _NAMED.match(body, stop):
        place, above, stop = named[0], place, named.end()
    return place, above, None, body[stop:]


def _rank(title: str) -> int:
    if _ORDINARY.search(title):
        return ORDINARY
    if _WITHIN.search(title) and not re.match(rf"{_HAN}?(?:委|政府)?办公室", title):
        return UNIT
    return DEPUTY if _DEPUTY.search(title) else HEAD


@dataclass(frozen=True, slots=True)
class Setting:
    """The bodies a bulletin names as its own: who held the event, who published it, whom the headline speaks of."""

    bodies: tuple[str, ...]

    @classmethod
    def of(cls, b: Bulletin) -> Setting:
        """The setting of a bulletin."""
        worded = (b.organizer and b.organizer.text, b.source, b.title)
        return cls(tuple(_PARTY.sub("", body) for body in worded if body))

    def place(self, level: str | None) -> str | None:
        """The one place of that level that is named."""
        found = dict.fromkeys(
            place for body in self.bodies for place in _places(body) if not level or place.endswith(level)
        )
        return next(iter(found)) if len(found) == 1 else None

    def completed(self, post: Post) -> Post:
        """The post with what the bulletin says about its body."""
        if post.level and not post.place and (place := self.place(post.level)):
            return replace(post, place=place, inferred=True)
        if post.organ is None and not post.level and (host := self._host(post.title)):
            return replace(host, title=post.title, rank=post.rank, former=post.former, inferred=True)
        return post

    def _host(self, title: str) -> Post | None:
        """The body of the event, if it is of the kind that has such an office."""
        kind = next((kind for offices, kind in _KINDS if offices.search(title)), None)
        for body in self.bodies[:2]:
            name = organization_of(f"{body}书记") or organization_of(f"{body}负责人")
            if name and (kind is None or kind.search(name)):
                post = _of_body(Post(""), name)
                return replace(post, place=self.place(post.level)) if post.level and not post.place else post
        return None


def _places(body: str) -> Iterable[str]:
    place, above, _, _ = _placed(body)
    return [name for name in (place, above) if name]


def posts(person: Person, setting: Setting) -> tuple[Post, ...]:
    r"""Every post that a bulletin gives a person; of one without titles, the body of the event.

    >>> from newsparse import parse
    >>> b = parse("来源：岚泉县融媒体中心\n3月1日，县委书记石磊主持召开县委常委会会议。")
    >>> [post.body for post in posts(b.people[0], Setting.of(b))]
    ['岚泉县']
    """
    found = [post for title in person.titles for post in read(title)] or [Post("", rank=DEPUTY)]
    # 县委副书记、县长; 集团公司党委书记、董事长: a title without a body belongs to the body before it.
    for at in range(1, len(found)):
        before, post = found[at - 1], found[at]
        if post.organ is None and not post.level and before.body and not before.former:
            found[at] = replace(before, title=post.title, rank=post.rank, former=post.former)
        elif post.level and not post.place and before.place and before.place.endswith(post.level):
            found[at] = replace(post, place=before.place, inferred=before.inferred)
    return tuple(map(setting.completed, found))
