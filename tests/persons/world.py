"""An invented world: bodies, the careers of its people, and the bulletins that report on them, with known truth."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

CITIES = {
    "宁槐市": ("岚泉县", "青屿县", "石梁区"),
    "澄阳市": ("枫川县", "云岫县", "柳塬区"),
    "衡漳市": ("沅渡县", "栖霜县"),
}
COMPANIES = ("岚江水务", "东岭", "北桐能源", "云帆交通", "赤岩矿业", "青禾农业")
SCHOOLS = ("青屿大学", "衡漳师范学院", "澄阳理工大学")
BUREAUS = ("水务局", "教育局", "财政局", "交通运输局")
SURNAMES = "陆贺闻秦顾蒋祁石黎方叶温邵沈葛鲁韦苗柏窦章裴岑薛"
GIVEN = "承岳云舟晓棠可桢南乔若谷望舒子衿知秋怀瑾景行思齐明远清和临川亦凡".strip()
LADDERS = {
    "place": ("副{level}长", "{level}委常委", "{level}委副书记、{level}长", "{level}委书记"),
    "bureau": ("副局长", "党组副书记、副局长", "党组书记、局长"),
    "company": ("副总经理", "党委副书记、总经理", "党委书记、董事长"),
    "school": ("副校长", "党委副书记、校长", "党委书记"),
}
YEARS = range(2019, 2025)


@dataclass(frozen=True)
class Body:
    """A body: its kind, its name, and the place and the city it belongs to."""

    kind: str
    name: str
    city: str = ""

    def title(self, rung: int, rng: random.Random, *, home: bool) -> str:
        """The title as a bulletin words it; at home the body's name is often shortened or left out."""
        office = LADDERS[self.kind][rung]
        if self.kind == "place":
            office = office.format(level=self.name[-1])
            return office if home and rng.random() < 0.8 else self.name + office.removeprefix(self.name[-1])
        if self.kind == "company":
            names = (
                ("集团", "集团公司", "", self.name + "集团")
                if home
                else (f"{self.name}集团", f"{self.name}集团有限公司")
            )
            return rng.choice(names) + office
        return ("" if home and rng.random() < 0.7 else self.name) + office


@dataclass
class Someone:
    """A person: a name and, for each year, a body and a rung of its ladder."""

    number: int
    name: str
    posts: dict[int, tuple[Body, int]] = field(default_factory=dict)


def bodies() -> list[Body]:
    """Every body."""
    places = [Body("place", place, city) for city, inner in CITIES.items() for place in (city, *inner)]
    bureaus = [Body("bureau", place.name + name, place.city) for place in places for name in BUREAUS[:2]]
    return [*places, *bureaus, *(Body("company", c) for c in COMPANIES), *(Body("school", s) for s in SCHOOLS)]


def people(rng: random.Random, *, number: int = 200, namesakes: int = 40) -> list[Someone]:
    """People, of whom `namesakes` bear the name of another one, with careers of several kinds."""
    names: dict[str, None] = {}
    while len(names) < number - namesakes:
        size = 1 if rng.random() < 0.3 else 2
        names[rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, size))] = None
    everyone = [Someone(i, name, career(rng, rng.choice(bodies()))) for i, name in enumerate(names)]
    for i, double in enumerate(rng.sample(everyone, namesakes), len(everyone)):
        # Every second namesake works near the one whose name it is, in a body of the same kind.
        theirs = next(iter(double.posts.values()))[0]
        near = [b for b in bodies() if (b.kind, b.city) == (theirs.kind, theirs.city)] if i % 2 else bodies()
        taken = {post[0] for post in double.posts.values()}
        everyone.append(
            Someone(i, double.name, career(rng, rng.choice([b for b in near if b not in taken] or bodies())))
        )
    return everyone


def career(rng: random.Random, body: Body) -> dict[int, tuple[Body, int]]:
    """A post for each year: most stay in a body and rise, one in eight moves within the city, few farther."""
    first, last = sorted(rng.sample(YEARS, 2)) if rng.random() < 0.5 else (YEARS[0], YEARS[-1])
    rung, found = 0, {}
    for year in range(first, last + 1):
        found[year] = (body, rung)
        if rng.random() < 0.3:
            rung = min(rung + 1, len(LADDERS[body.kind]) - 1)
        elif body.city and rng.random() < 0.03:
            body = rng.choice([other for other in bodies() if other.city == body.city and other.kind == body.kind])
    return found


@dataclass(frozen=True)
class Report:
    """A bulletin as published, and the numbers of those in it by name."""

    text: str
    truth: dict[str, int]


def reports(rng: random.Random, everyone: list[Someone]) -> Iterator[Report]:
    """Four meetings a year of every body, at some of which a guest from elsewhere takes part."""
    for year in YEARS:
        for body in bodies():
            members = [p for p in everyone if year in p.posts and p.posts[year][0] == body]
            others = [p for p in everyone if year in p.posts and p.posts[year][0] != body]
            for _ in range(4):
                guests = rng.sample(others, 1) if others and rng.random() < 0.3 else []
                there = rng.sample(members, min(len(members), rng.randint(1, 4)))
                if there and len({p.name for p in (*there, *guests)}) == len(there) + len(guests):
                    yield report(rng, body, year, there, guests)


def report(rng: random.Random, body: Body, year: int, there: list[Someone], guests: list[Someone]) -> Report:
    """One bulletin."""
    day = datetime.date(year, rng.randint(1, 12), rng.randint(1, 28))
    full = f"{body.name}集团" if body.kind == "company" else body.name
    source = {"place": f"{body.name}融媒体中心", "school": f"{body.name}新闻网"}.get(body.kind, full)
    host = f"{body.name[-1]}委" if body.kind == "place" else full
    chair, *rest = (p.posts[year][0].title(p.posts[year][1], rng, home=True) + p.name for p in there)
    lines = [
        f"发布时间：{day.isoformat()} 来源：{source}",
        f"{day.month}月{day.day}日，{host}召开工作会议。{chair}主持会议。",
    ]
    if rest:
        lines[1] += f"{'，'.join(rest)}出席会议。"
    if guests:
        named = "、".join(p.posts[year][0].title(p.posts[year][1], rng, home=False) + p.name for p in guests)
        lines[1] += f"{named}应邀参加会议。"
    return Report("\n".join(lines), {p.name: p.number for p in (*there, *guests)})
