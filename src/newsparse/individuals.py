"""Who appears in a set of bulletins: the one place where mentions in several of them become persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from newsparse.bulletin import Bulletin, Person


class Appearance(NamedTuple):
    """A person in one bulletin, which is named by its place in the set."""

    bulletin: int
    person: Person


def appearances(bulletins: Iterable[Bulletin]) -> dict[str, list[Appearance]]:
    """Everyone who takes part in the bulletins, in order of appearance, with each bulletin they take part in.

    Persons are told apart by their names alone: namesakes share an entry, and someone whose name is written in two ways
    has two.

    >>> import newsparse
    >>> texts = ["局长方远山主持会议。", "局长方远山、副局长林乔出席会议。"]
    >>> {name: len(found) for name, found in appearances(map(newsparse.parse, texts)).items()}
    {'方远山': 2, '林乔': 1}
    """
    found: dict[str, list[Appearance]] = {}
    for number, bulletin in enumerate(bulletins):
        for person in bulletin.people:
            found.setdefault(person.name, []).append(Appearance(number, person))
    return found


def shared_meetings(people: Mapping[str, Iterable[Appearance]]) -> Counter[tuple[str, str]]:
    """Pairs of persons and how many bulletins both were present in; those reported absent do not count."""
    present: dict[int, list[str]] = {}
    for name, found in people.items():
        for where in found:
            if set(where.person.roles) - {"absent"}:
                present.setdefault(where.bulletin, []).append(name)
    return Counter(pair for names in present.values() for pair in combinations(names, 2))
