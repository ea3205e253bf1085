"""Who appears in a set of bulletins, as the views of many bulletins need it; who is who is the registry's to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from newsparse.bulletin import Bulletin, Person
from newsparse.persons import registry


class Seen(NamedTuple):
    """A person in one bulletin, which is named by its place in the set."""

    bulletin: int
    person: Person


def individuals(bulletins: Sequence[Bulletin]) -> dict[str, list[Seen]]:
    """Everyone who takes part in the bulletins, in order of appearance, with each bulletin they take part in.

    The keys are those of the registry: the name, with a number where several share it.

    >>> import newsparse
    >>> texts = ["2023年5月8日，岚泉县县长石磊主持会议。", "2023年5月8日，青屿县县长石磊主持会议。"]
    >>> list(individuals([newsparse.parse(text) for text in texts]))
    ['石磊', '石磊#2']
    """
    people = registry(bulletins)
    found: dict[str, list[Seen]] = {}
    for number, bulletin in enumerate(bulletins):
        for person in bulletin.people:
            entry = people.of(number, person.name)
            found.setdefault(entry.id if entry else person.name, []).append(Seen(number, person))
    return found


def shared_meetings(people: Mapping[str, Iterable[Seen]]) -> Counter[tuple[str, str]]:
    """Pairs of persons and how many bulletins both were present in; those reported absent do not count."""
    present: dict[int, list[str]] = {}
    for key, found in people.items():
        for where in found:
            if set(where.person.roles) - {"absent"}:
                present.setdefault(where.bulletin, []).append(key)
    return Counter(pair for keys in present.values() for pair in combinations(keys, 2))
