"""What speaks for and against two groups of appearances of one name being one person's.

The weights are ranks put into numbers: one strong reason joins, two weak ones do, a contradiction never yields.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsparse.persons.entries import Appearance, Reason
from newsparse.persons.posts import DEPUTY, ORDINARY, Post

JOINED = 2.0  # the sum of weights from which two are one
SAME_BODY, _SAME_PLACE, _PLACE_ABOVE, _FORMER_POST = 4.0, 1.5, 1.0, 5.0
_COLLEAGUE, _MOST_COLLEAGUES = 1.5, 3
_RISE, _FALL, _TWO_CHARACTERS = 0.5, -1.0, -0.5
_OTHER_BODY = -2.0
_NEVER = -math.inf


@dataclass(frozen=True)
class Group:
    """Appearances that are taken for one person's."""

    appearances: tuple[Appearance, ...]
    reasons: tuple[Reason, ...] = ()

    def posts(self) -> Iterator[tuple[Appearance, Post]]:
        """Every post, with where it was read."""
        return ((appearance, post) for appearance in self.appearances for post in appearance.posts)

    def bodies(self) -> dict[str, tuple[Appearance, Post]]:
        """The bodies of the present posts, each with its first reading."""
        found: dict[str, tuple[Appearance, Post]] = {}
        for appearance, post in self.posts():
            if post.body and not post.former:
                found.setdefault(post.body, (appearance, post))
        return found

    def days(self, body: str | None = None) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day, of those in one body if it is named."""
        known = [
            a.date
            for a in self.appearances
            if a.date and (not body or any(p.body == body and not p.former for p in a.posts))
        ]
        return (min(known), max(known)) if known else None

    def rank(self) -> int:
        """The highest rank."""
        return max(post.rank for _, post in self.posts())


def weigh(one: Group, other: Group) -> tuple[Reason, ...]:
    """Every reason, those for first."""
    found = [
        *_bodies(one, other),
        *_former(one, other),
        *_former(other, one),
        *_colleagues(one, other),
        *_ranks(one, other),
    ]
    if len(one.appearances[0].name) == 2:
        found.append(_reason(_TWO_CHARACTERS, "names of two characters are shared by many", one, other))
    return tuple(sorted(found, key=lambda reason: -reason.weight))


def total(reasons: Sequence[Reason]) -> float:
    """The sum of the weights."""
    return sum(reason.weight for reason in reasons)


def _reason(weight: float, text: str, one: Group | Appearance, other: Group | Appearance) -> Reason:
    sides = [side.appearances[0] if isinstance(side, Group) else side for side in (one, other)]
    return Reason("for" if weight > 0 else "against", weight, text, (sides[0].doc_id, sides[1].doc_id))


def _bodies(one: Group, other: Group) -> Iterator[Reason]:
    mine, theirs = one.bodies(), other.bodies()
    for body in mine.keys() & theirs.keys():
        how = ", as the bulletins say" if mine[body][1].inferred or theirs[body][1].inferred else ""
        yield _reason(SAME_BODY, f"both of {body}{how}", mine[body][0], theirs[body][0])
        return  # more bodies in common add nothing: a second post comes with the first
    if not mine or not theirs:
        return
    places = {post.place for _, post in mine.values()} & {post.place for _, post in theirs.values()} - {None}
    for place in sorted(filter(None, places)):
        yield _reason(_SAME_PLACE, f"both of bodies of {place}", one, other)
        yield from _at_once(one, other, same_place=True)
        return
    above = {p.above for _, p in mine.values()} & {p.place for _, p in theirs.values()} | {
        p.place for _, p in mine.values()
    } & {p.above for _, p in theirs.values()}
    if above := above - {None}:
        yield _reason(
            _PLACE_ABOVE, f"one body belongs to {min(filter(None, above))}, the place of the other", one, other
        )
    yield _reason(_OTHER_BODY, f"{'、'.join(mine)} and {'、'.join(theirs)} are different bodies", one, other)
    yield from _at_once(one, other, same_place=False)


def _at_once(one: Group, other: Group, *, same_place: bool) -> Iterator[Reason]:
    """Posts of different bodies at the same time, which no bulletin gives to one person."""
    mine, theirs = one.days(), other.days()
    if not mine or not theirs or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return
    # 副县长 may also head the county's police, but of two offices that are both no leadership each has its own person;
    # who holds two is given both by some bulletin, and then they are one body's.
    led = "" in {post.organ for _, post in (*one.bodies().values(), *other.bodies().values())}
    if not (same_place and led):
        yield _reason(_NEVER, f"in different bodies at the same time, {max(mine[0], theirs[0])}", one, other)


def _former(one: Group, other: Group) -> Iterator[Reason]:
    """原岚泉县县长: a title of the past that names the other's body."""
    theirs = other.bodies()
    for appearance, post in one.posts():
        if post.former and post.body in theirs:
            yield _reason(_FORMER_POST, f"{post.title} names {post.body}", appearance, theirs[post.body][0])
            return


def _colleagues(one: Group, other: Group) -> Iterator[Reason]:
    mine: frozenset[str] = frozenset().union(*(a.others for a in one.appearances))
    shared = sorted(mine.intersection(*[frozenset().union(*(a.others for a in other.appearances))]))
    if shared:
        weight = _COLLEAGUE * min(len(shared), _MOST_COLLEAGUES)
        yield _reason(weight, f"both seen with {'、'.join(shared[:_MOST_COLLEAGUES])}", one, other)


def _ranks(one: Group, other: Group) -> Iterator[Reason]:
    days, others = one.days(), other.days()
    ranks = one.rank(), other.rank()
    if not days or not others:
        return
    if days[0] > others[0]:
        one, other, ranks, days, others = other, one, ranks[::-1], others, days
    if days[1] >= others[0]:
        if min(ranks) == ORDINARY and max(ranks) >= DEPUTY:
            yield _reason(_NEVER, f"leads and does not lead at the same time, {others[0]}", one, other)
    elif ranks[1] > ranks[0] > ORDINARY:
        yield _reason(_RISE, "the later post is the higher one", one, other)
    elif ranks[1] < ranks[0]:
        yield _reason(_FALL, "the later post is the lower one", one, other)
