"""Who is who across bulletins: a small invented world with known truth, and each kind of evidence by itself."""

from __future__ import annotations

import doctest
import random
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

import newsparse
from newsparse.documents import Failure
from newsparse.errors import MissingDependencyError, UsageError
from newsparse.persons.posts import read

sys.path.insert(0, str(Path(__file__).parent))
import world

PRECISION, RECALL = 0.98, 0.90


def parsed(*texts: str) -> list[newsparse.Bulletin]:
    return [newsparse.parse(text) for text in texts]


def ids(*texts: str, name: str = "石磊") -> list[str | None]:
    found = newsparse.registry(parsed(*texts))
    entries = [found.of(number, name) for number in range(len(texts))]
    return [entry and entry.id for entry in entries]


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_pairs_of_appearances_are_joined_as_they_should(seed: int) -> None:
    rng = random.Random(seed)
    everyone = world.people(rng, number=200, namesakes=40)
    assert len(everyone) == 200
    assert len({person.name for person in everyone}) == 160
    reports = list(world.reports(rng, everyone))
    registry = newsparse.registry(newsparse.parse(report.text) for report in reports)
    places = defaultdict(list)
    for number, report in enumerate(reports):
        for name, truth in report.truth.items():
            if entry := registry.of(number, name):
                places[name].append((entry.id, truth))
    assert sum(map(len, places.values())) > 2000
    pairs = [(a[0] == b[0], a[1] == b[1]) for found in places.values() for a, b in combinations(found, 2)]
    right = pairs.count((True, True))
    assert right / (right + pairs.count((True, False))) >= PRECISION
    assert right / (right + pairs.count((False, True))) >= RECALL
    assert pairs.count((False, False)) > 500  # there are namesakes to keep apart


JOINED = {
    "promotion within a place": (
        "2021年3月1日，岚泉县副县长石磊主持会议。",
        "2023年3月1日，岚泉县县长石磊主持会议。",
        "2024年9月1日，中共岚泉县委书记石磊主持会议。",
    ),
    "a body known by the source": (
        "发布时间：2023-05-19 来源：岚泉县融媒体中心\n5月17日，县委书记石磊主持召开县委常委会会议。",
        "2023年8月1日，岚泉县委书记石磊主持会议。",
    ),
    "a shortened company": (
        "2023年3月1日，东岭集团公司召开工作会议。集团公司党委书记、董事长石磊主持会议。",
        "2023年4月1日，东岭集团有限公司董事长石磊主持会议。",
        "2023年5月1日，东岭集团召开工作会议。党委书记石磊主持会议。",
    ),
    "two bodies in one bulletin": (
        "2023年3月1日，宁槐市委常委、岚泉县委书记石磊主持会议。",
        "2023年3月2日，宁槐市委常委石磊主持会议。",
        "2023年3月1日，岚泉县委书记石磊主持会议。",
    ),
    "a post of the past": (
        "2021年3月1日，岚泉县县长石磊主持会议。",
        "2023年3月1日，宁槐市水务局召开会议，原岚泉县县长、宁槐市水务局局长石磊主持会议。",
    ),
}


@pytest.mark.parametrize("name", JOINED)
def test_one_person(name: str) -> None:
    assert set(ids(*JOINED[name])) == {"石磊"}


APART = {
    "another county, the same time": (
        "2023年3月1日，岚泉县县长石磊主持会议。",
        "2023年3月1日，青屿县县长石磊主持会议。",
    ),
    "another county, later, and nothing else": (
        "2021年3月1日，岚泉县县长石磊主持会议。",
        "2023年3月1日，青屿县县长石磊主持会议。",
    ),
    "two offices of a county at the same time": (
        "2023年3月1日，岚泉县水务局局长石磊主持会议。",
        "2023年3月1日，岚泉县教育局局长石磊主持会议。",
    ),
    "a company and a school": (
        "2021年3月1日，东岭集团董事长石磊主持会议。",
        "2023年3月1日，青屿大学校长石磊主持会议。",
    ),
    "bodies that nothing names": ("2023年3月1日，县长石磊主持会议。", "2023年3月2日，县长石磊主持会议。"),
    "a leader and a teacher": (
        "2023年3月1日，青屿大学校长石磊主持会议。",
        "2023年3月2日，青屿大学教师石磊参加会议。",
        "2023年3月3日，青屿大学校长石磊主持会议。",
    ),
}


@pytest.mark.parametrize("name", APART)
def test_namesakes(name: str) -> None:
    assert len(set(ids(*APART[name]))) == 2


def test_reasons_can_be_read_and_doubts_are_listed() -> None:
    found = newsparse.registry(
        parsed(
            "2021年3月1日，岚泉县副县长石磊主持会议，岚泉县水务局局长方远山参加会议。",
            "2022年3月1日，岚泉县县长石磊主持会议。",
            "2023年3月1日，枫川县县长石磊主持会议，岚泉县水务局局长方远山参加会议。",
        ),
        ids=["a", "b", "c"],
    )
    first, second = found.named("石磊")
    assert [str(reason) for reason in first.reasons] == ["for (+4): 2 times of 岚泉县 [a, b]"]
    assert [(t.title, str(t.first), t.count) for t in first.titles] == [
        ("岚泉县副县长", "2021-03-01", 1),
        ("岚泉县县长", "2022-03-01", 1),
    ]
    assert (second.organizations, second.id) == (("枫川县",), "石磊#2")
    (doubt,) = found.doubts
    assert doubt.ids == ("石磊", "石磊#2")
    assert {reason.speaks for reason in doubt.reasons} == {"for", "against"}
    assert any("方远山" in reason.text for reason in doubt.reasons)


def test_parts_made_apart_are_the_whole() -> None:
    bulletins = parsed(*JOINED["a post of the past"], "2023年3月1日，岚泉县县长方远山主持会议，副县长石磊参加会议。")
    whole = newsparse.registry(bulletins)
    parts = [newsparse.registry(bulletins, only=names.__contains__) for names in ({"石磊"}, {"方远山"})]
    assert sorted((e.id, e.reasons) for part in parts for e in part) == sorted((e.id, e.reasons) for e in whole)


def test_the_order_of_bulletins_does_not_matter() -> None:
    bulletins = parsed(*JOINED["promotion within a place"], *APART["two offices of a county at the same time"])
    expected = None
    for seed in range(4):
        order = list(range(len(bulletins)))
        random.Random(seed).shuffle(order)
        found = newsparse.registry([bulletins[i] for i in order], ids=order)
        groups = {frozenset(a.doc_id for a in entry.appearances) for entry in found}
        assert expected in (None, groups)
        expected = groups


@pytest.mark.parametrize(
    ("title", "body", "rank"),
    [
        ("岚泉县委副书记", "岚泉县", 2),
        ("中共岚泉县委书记", "岚泉县", 3),
        ("岚泉县人大常委会主任", "岚泉县", 3),
        ("宁槐市岚泉县水务局党组书记", "岚泉县水务局", 3),
        ("宁槐市城市管理局局长", "宁槐市城市管理局", 3),
        ("市城市管理局局长", None, 3),
        ("东岭集团有限公司董事长", "东岭", 3),
        ("东岭集团总经理", "东岭", 3),
        ("青屿大学教授", "青屿大学", 0),
        ("县长", None, 3),
        ("集团公司党委书记", None, 3),
    ],
)
def test_posts_are_read(title: str, body: str | None, rank: int) -> None:
    (post,) = read(title)
    assert (post.body, post.rank) == (body, rank)


def test_a_name_in_very_many_bodies_ends_in_time() -> None:
    texts = [f"202{i % 4}年3月1日，{chr(0x4E00 + i)}{chr(0x5E00 + i)}集团董事长石磊主持会议。" for i in range(400)]
    found = newsparse.registry(parsed(*texts))
    assert len(found.named("石磊")) > 300


def test_co_attendance_counts_shared_events() -> None:
    found = newsparse.registry(
        parsed(
            "2023年3月1日，岚泉县水务局召开会议，局长石磊主持会议，副局长方远山参加会议，副局长叶知秋因事请假。",
            "2023年4月1日，岚泉县水务局召开会议，局长石磊主持会议，副局长方远山参加会议。",
        )
    )
    graph = newsparse.co_attendance(found)
    assert graph.edges["石磊", "方远山"] == {"weight": 2, "doc_ids": ("0", "1")}
    assert graph.nodes["石磊"] == {"name": "石磊", "organizations": ("岚泉县水务局",), "events": 2}
    assert list(graph["叶知秋"]) == []
    assert newsparse.co_attendance(found, at_least=3).number_of_edges() == 0


def test_misuse_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    bulletins = parsed("局长石磊主持会议。")
    for given in ([], ["a", "b"]):
        with pytest.raises(UsageError, match="differ in number"):
            newsparse.registry(bulletins, ids=given)
    with pytest.raises(UsageError, match="pass a list"):
        newsparse.registry(bulletins[0])
    with pytest.raises(UsageError, match="holds a str"):
        newsparse.registry(["局长石磊主持会议。"])
    with pytest.raises(UsageError, match=r"newsparse\.registry"):
        newsparse.co_attendance(bulletins)
    assert len(newsparse.registry([Failure("a", "", "is empty")])) == 0
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingDependencyError, match=r'pip install "newsparse\[graph\]"'):
        newsparse.co_attendance(newsparse.registry(bulletins))


def test_the_page_of_the_docs_shows_what_comes_out() -> None:
    path = Path(__file__).parents[2] / "docs" / "registry.md"
    ran = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert ran.attempted > 4
    assert ran.failed == 0
