"""Persons and groups of the main event, put together from all the acts of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import get_args

from newsparse.bulletin import Evidence, Group, GroupRole, Person, Role
from newsparse.extraction.document import Document
from newsparse.extraction.lists import Item
from newsparse.extraction.mentions import Mention
from newsparse.extraction.roles import Act
from newsparse.extraction.vocabulary import ends_with, organization_heads, title_heads
from newsparse.restoration.readings import readings
from newsparse.text import Span, Warn

_ORDER: tuple[Role, ...] = get_args(Role)
_GROUP_DOINGS = frozenset({"discuss", "report", "inform", "make"})
_OF_PERSONS = frozenset(
    {"say", "evaluate", "lead", "with", "made-of", "hear", "converse", "make-clear", "document", "thank"}
)
_SCOPE = re.compile("^(?:各|全体|有关|相关|院|该|本|双方)")
_PARTY_BODIES = ("党委", "党组", "党支部", "党总支", "党工委", "纪委", "纪检组", "董事会", "监事会", "工会", "团委")
_RANKS = re.compile(r"(?:常务|执行|第一|名誉|副|原|前|代|总|首席|高级|专职)$")


def people_of(
    document: Document, mentions: Sequence[Mention], acts: Iterable[Act], *, explain: bool
) -> tuple[tuple[Person, ...], list[Warn]]:
    """Every named participant in order of appearance, and what was doubtful about their names."""
    first, doubts = _spellings(mentions)
    roles: dict[str, list[tuple[Role, Act, Mention]]] = {}
    for act in acts:
        for items, given in ((act.subject, act.rule.roles), (act.objects, act.rule.objects)):
            for item in items:
                if item.mention:
                    name = first.get(item.mention.name, item.mention.name)
                    roles.setdefault(name, []).extend((role, act, item.mention) for role in given)
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.name, []).append(mention)
    people = [_person(document, name, entries, named[name], explain) for name, entries in roles.items() if entries]
    return tuple(sorted(people, key=lambda p: p.span)), doubts


def _spellings(mentions: Sequence[Mention]) -> tuple[dict[str, str], list[Warn]]:
    """Names that are one person's spelt two ways: one character differs and is read alike, and one has no title."""
    titled = {m.name for m in mentions if m.own}
    first: dict[str, str] = {}
    doubts = []
    for mention in mentions:
        name = mention.name
        if name in titled or name in first or len(name) < 3:
            continue
        alike = next((other for other in titled if _sounds_alike(name, other)), None)
        if alike:
            first[name] = alike
            doubts.append(Warn("spelt-two-ways", f"{name} is taken for {alike}", mention.span))
    return first, doubts


def _sounds_alike(name: str, other: str) -> bool:
    if len(name) != len(other) or name[0] != other[0]:
        return False
    differing = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return bool(readings(a) & readings(b))


def _person(
    document: Document, name: str, entries: list[tuple[Role, Act, Mention]], mine: Sequence[Mention], explain: bool
) -> Person:
    titled = next((m for m in mine if m.own), None)
    titles = tuple(dict.fromkeys(document.text[t.slice] for t in titled.titles)) if titled else ()
    given = {role for role, _, _ in entries}
    evidence: dict[Span, Evidence] = {}
    for _, act, _ in entries:
        clause = document.clause_at(act.span.start)
        evidence.setdefault(clause, Evidence(document.text[clause.slice], clause, act.rule.name if explain else None))
    return Person(
        name=name,
        titles=titles,
        organization=organization_of(titles[0]) if titles else None,
        roles=tuple(r for r in _ORDER if r in given),
        span=_first_worded(document, name, (m for _, _, m in entries))
        or _first_worded(document, name, mine)
        or mine[0].span,
        mentions=tuple(m.span for m in mine),
        evidence=tuple(evidence.values()),
    )


def _first_worded(document: Document, name: str, mentions: Iterable[Mention]) -> Span | None:
    """The first place that words the name in full."""
    return min(
        (m.span for m in mentions if document.text.startswith(name, m.span.start) and len(m.span) == len(name)),
        default=None,
    )


def organization_of(title: str) -> str | None:
    """The body at the head of a title.

    >>> [organization_of(t) for t in ("东岭集团董事长", "集团公司党委书记", "党组成员", "县委书记", "局长")]
    ['东岭集团', '集团公司', None, '县委', None]
    """
    title = title.partition("兼")[0]
    stop = len(title) - ends_with(title, len(title), title_heads())
    while rank := _RANKS.search(title, 0, stop):
        stop = rank.start()
    while party := next((b for b in _PARTY_BODIES if title.endswith(b, 0, stop)), None):
        stop -= len(party)
    body = title[:stop]
    return body if body and ends_with(body, len(body), _bodies()) else None


@cache
def _bodies() -> frozenset[str]:
    return organization_heads() - {"中央", "中心组", "大会"} | {"局", "校", "院", "厅", "部"}


def groups_of(document: Document, acts: Iterable[Act]) -> tuple[Group, ...]:
    """Every unnamed group that takes part, once for each role."""
    groups: dict[tuple[str, GroupRole], Group] = {}
    for act in acts:
        if act.rule.groups:
            _add_groups(document, groups, act, act.subject, act.rule.groups)
        if act.rule.name in _OF_PERSONS or (act.inherited and act.rule.name not in _GROUP_DOINGS):
            continue
        for items, given in ((act.subject, act.rule.roles), (act.objects, act.rule.objects)):
            if given:
                _add_groups(document, groups, act, items, _group_role(given))
    return tuple(sorted(groups.values(), key=lambda g: g.span))


def _add_groups(
    document: Document,
    groups: dict[tuple[str, GroupRole], Group],
    act: Act,
    items: Sequence[Item],
    role: GroupRole,
) -> None:
    """Add the groups among `items`, unless a fuller wording of one is there already (各支部书记 after 党支部书记)."""
    clause = document.clause_at(act.span.start)
    evidence = Evidence(document.text[clause.slice], clause)
    known = [g for g, r in groups if r == role]
    for item in items:
        text = document.text[item.span.slice]
        if item.mention is None and not any(g != text and _within(_SCOPE.sub("", text), g) for g in known):
            groups.setdefault((text, role), Group(text, role, item.span, evidence))


def _within(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _group_role(roles: tuple[Role, ...]) -> GroupRole:
    return next((r for r in roles if r != "chair"), "attendee")
