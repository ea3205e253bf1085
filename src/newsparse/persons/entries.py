"""The result: who is who, what speaks for it, and what was left apart."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from newsparse.bulletin import Role
from newsparse.persons.posts import Post


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person in one bulletin.

    Attributes:
        doc_id: the bulletin.
        date: the day of the event, or of publication where it is not known.
        titles, roles: as in `Bulletin.people`.
        posts: the titles as offices of bodies.
        others: the names of those who took part beside.
    """

    doc_id: str
    name: str
    date: datetime.date | None
    titles: tuple[str, ...]
    roles: tuple[Role, ...]
    posts: tuple[Post, ...]
    others: frozenset[str] = field(repr=False, default=frozenset())


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for or against two groups of appearances being one person's.

    Attributes:
        speaks: "for" or "against".
        weight: how much; two are joined from 2 on. Against, it is negative; -inf forbids.
        text: the reason in words.
        doc_ids: one bulletin of each side.
    """

    speaks: Literal["for", "against"]
    weight: float
    text: str
    doc_ids: tuple[str, str]

    def __str__(self) -> str:
        return f"{self.speaks} ({self.weight:+g}): {self.text} [{self.doc_ids[0]}, {self.doc_ids[1]}]"


@dataclass(frozen=True, slots=True)
class Tenure:
    """A title over time: the first and the last day it was read, and in how many bulletins."""

    title: str
    body: str | None
    first: datetime.date | None
    last: datetime.date | None
    count: int


@dataclass(frozen=True)
class Entry:
    """One person.

    Attributes:
        id: the name, with a number where several share it: 石磊, 石磊#2.
        name: the name.
        appearances: by date; those without one last.
        reasons: what spoke for and against each join that was made.
    """

    id: str
    name: str
    appearances: tuple[Appearance, ...] = field(repr=False)
    reasons: tuple[Reason, ...] = field(repr=False, default=())

    @cached_property
    def titles(self) -> tuple[Tenure, ...]:
        """Titles over time, in the order in which they were first read; former ones of 原县长 are left out."""
        found: dict[tuple[str, str | None], list[datetime.date | None]] = {}
        for appearance in self.appearances:
            for post in appearance.posts:
                if post.title and not post.former:
                    found.setdefault((post.title, post.body), []).append(appearance.date)
        return tuple(_tenure(title, body, dates) for (title, body), dates in found.items())

    @property
    def organizations(self) -> tuple[str, ...]:
        """The bodies, in the order in which they were first read."""
        return tuple(dict.fromkeys(tenure.body for tenure in self.titles if tenure.body))


def _tenure(title: str, body: str | None, dates: list[datetime.date | None]) -> Tenure:
    known = [day for day in dates if day]
    return Tenure(title, body, min(known, default=None), max(known, default=None), len(dates))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entries of one name that were left apart though something speaks for their being one."""

    ids: tuple[str, str]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Registry:
    """Everyone in a set of bulletins.

    Attributes:
        entries: in order of first appearance.
        doubts: entries of one name that a reader may want to join.
    """

    entries: tuple[Entry, ...] = field(repr=False)
    doubts: tuple[Doubt, ...] = field(repr=False, default=())

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Everyone of that name."""
        return self._by_name.get(name, ())

    def of(self, doc_id: object, name: str) -> Entry | None:
        """Who the person of that name in that bulletin is."""
        return self._by_place.get((str(doc_id), name))

    @cached_property
    def _by_name(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            found[entry.name] = (*found.get(entry.name, ()), entry)
        return found

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Entry]:
        return {(a.doc_id, a.name): entry for entry in self.entries for a in entry.appearances}
