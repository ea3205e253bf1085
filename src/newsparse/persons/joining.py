"""`registry`: appearances to persons, the surest joins first, none against a contradiction."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, count

from newsparse.bulletin import Bulletin
from newsparse.documents import Failure
from newsparse.errors import UsageError
from newsparse.persons.entries import Appearance, Doubt, Entry, Reason, Registry
from newsparse.persons.evidence import JOINED, SAME_BODY, Group, total, weigh
from newsparse.persons.posts import ORDINARY, Setting, posts

# More groups of one name than this are too many to compare each with each; the name says nothing by itself then.
_MOST_GROUPS = 300


def registry(
    bulletins: Iterable[Bulletin | Failure],
    *,
    ids: Iterable[object] | None = None,
    only: Callable[[str], bool] | None = None,
) -> Registry:
    """Who is who across bulletins: the same person joined, namesakes apart, with what speaks for and against.

    Args:
        bulletins: from `parse`, `parse_html` or `parse_many`; read once, not kept. Failures are passed over.
        ids: a `doc_id` for each; their numbers from 0 if there are none.
        only: which names to take up; all if None. Names never depend on each other, so parts may be made apart.

    Raises:
        UsageError: an item is no bulletin, or there are more or fewer ids than bulletins.

    >>> from newsparse import parse
    >>> texts = ["2021年3月1日，岚泉县副县长石磊主持会议。", "2023年5月8日，岚泉县县长石磊主持会议。",
    ...          "2023年5月8日，青屿县县长石磊主持会议。"]
    >>> found = registry(map(parse, texts), ids="abc")
    >>> [(entry.id, [tenure.title for tenure in entry.titles]) for entry in found]
    [('石磊', ['岚泉县副县长', '岚泉县县长']), ('石磊#2', ['青屿县县长'])]
    >>> print(found.entries[0].reasons[0])
    for (+4): 2 times of 岚泉县 [a, b]
    """
    by_name: dict[str, list[Appearance]] = {}
    for appearance in _appearances(bulletins, ids, only):
        by_name.setdefault(appearance.name, []).append(appearance)
    entries: list[Entry] = []
    doubts: list[Doubt] = []
    for name, appearances in by_name.items():
        groups = _joined(_stints(appearances))
        numbered = [f"{name}#{number}" if number > 1 else name for number in range(1, len(groups) + 1)]
        entries += [
            Entry(id, name, group.appearances, group.reasons) for id, group in zip(numbered, groups, strict=True)
        ]
        doubts += _doubts(numbered, groups)
    return Registry(tuple(entries), tuple(doubts))


def _appearances(
    bulletins: Iterable[Bulletin | Failure], ids: Iterable[object] | None, only: Callable[[str], bool] | None
) -> Iterator[Appearance]:
    for doc_id, b in identified(bulletins, ids):
        if isinstance(b, Failure):
            continue
        setting = Setting.of(b)
        names = frozenset(person.name for person in b.people)
        day = _day(b)
        for person in b.people:
            if only and not only(person.name):
                continue
            yield Appearance(
                doc_id, person.name, day, person.titles, person.roles, posts(person, setting), names - {person.name}
            )


def identified(
    bulletins: Iterable[Bulletin | Failure], ids: Iterable[object] | None
) -> Iterator[tuple[str, Bulletin | Failure]]:
    """Each bulletin with its id, checked."""
    if isinstance(bulletins, Bulletin | Failure):
        raise UsageError("bulletins is a single one; pass a list of them")
    try:
        for doc_id, b in zip(count() if ids is None else ids, bulletins, strict=ids is not None):
            if not isinstance(b, Bulletin | Failure):
                raise UsageError(f"bulletins holds a {type(b).__name__}; pass what parse or parse_many returned")
            yield str(doc_id), b
    except ValueError as error:
        if isinstance(error, UsageError):
            raise
        raise UsageError("ids and bulletins differ in number; pass one id for each bulletin") from error


def _day(b: Bulletin) -> datetime.date | None:
    if b.date and (day := b.date.as_date()):
        return day
    return datetime.date.fromisoformat(b.published) if b.published else None


def _stints(appearances: list[Appearance]) -> list[Group]:
    """One group for each body and for those who lead it or not, so that few are compared however many there are."""
    found: dict[object, list[Appearance]] = {}
    for number, appearance in enumerate(appearances):
        present = [post for post in appearance.posts if post.body and not post.former]
        leads = any(post.rank > ORDINARY for post in appearance.posts)
        key: object = (min(post.body or "" for post in present), leads) if present else number
        found.setdefault(key, []).append(appearance)
    return [Group(group, _within(key, group)) for key, group in ((key, _ordered(g)) for key, g in found.items())]


def _within(key: object, group: tuple[Appearance, ...]) -> tuple[Reason, ...]:
    """Why the appearances of one body are one person's; a body has seldom two of a name."""
    if len(group) == 1 or not isinstance(key, tuple):
        return ()
    return (Reason("for", SAME_BODY, f"{len(group)} times of {key[0]}", (group[0].doc_id, group[-1].doc_id)),)


def _ordered(appearances: Iterable[Appearance]) -> tuple[Appearance, ...]:
    return tuple(sorted(appearances, key=_order))


def _joined(groups: list[Group]) -> list[Group]:
    """The surest pair joined, again and again, as long as one is sure enough."""
    if len(groups) > _MOST_GROUPS:
        return [_sorted(group) for group in groups]
    live = dict(enumerate(groups))
    sums = {pair: total(weigh(live[pair[0]], live[pair[1]])) for pair in combinations(live, 2)}
    while sums:
        one, other = max(sums, key=lambda pair: (sums[pair], -pair[0], -pair[1]))
        if sums[one, other] < JOINED:
            break
        mine, theirs = live[one], live.pop(other)
        reasons = (*mine.reasons, *theirs.reasons, *weigh(mine, theirs))
        live[one] = Group((*mine.appearances, *theirs.appearances), reasons)
        sums = {pair: value for pair, value in sums.items() if one not in pair and other not in pair}
        for rest in live:
            if rest != one:
                pair = (min(one, rest), max(one, rest))
                sums[pair] = total(weigh(live[pair[0]], live[pair[1]]))
    return sorted(map(_sorted, live.values()), key=lambda group: _order(group.appearances[0]))


def _sorted(group: Group) -> Group:
    return Group(_ordered(group.appearances), group.reasons)


def _order(appearance: Appearance) -> datetime.date:
    return appearance.date or datetime.date.max


def _doubts(ids: list[str], groups: list[Group]) -> Iterator[Doubt]:
    """Pairs for which something speaks; with too many groups of a name nobody would read them."""
    if len(groups) > _MOST_GROUPS:
        return
    for (one, mine), (other, theirs) in combinations(zip(ids, groups, strict=True), 2):
        reasons = weigh(mine, theirs)
        if any(reason.weight > 0 for reason in reasons):
            yield Doubt((one, other), reasons)
