"""Persons and groups of the main event, put together from all the acts of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import get_args

from newsparse.bulletin import Evidence, Group, GroupRole, Person, Role
from newsparse.extraction.document import Document
from newsparse.extraction.mentions import Mention
from newsparse.extraction.roles import Act
from newsparse.extraction.vocabulary import ends_with, organization_heads, title_heads
from newsparse.text import Span

_ORDER: tuple[Role, ...] = get_args(Role)
# 习近平总书记 speaks in what is studied; the one who acts is 中共中央总书记习近平.
_STUDIED = ("总书记",)
_GROUP_DOINGS = frozenset({"discuss", "report", "inform", "make"})
_PARTY_BODIES = ("党委", "党组", "党支部", "党总支", "党工委", "纪委", "纪检组", "董事会", "监事会", "工会", "团委")
_RANKS = re.compile(r"(?:常务|执行|第一|名誉|副|原|前|代|总|首席|高级|专职)$")


def people_of(
    document: Document, mentions: Sequence[Mention], acts: Iterable[Act], *, explain: bool
) -> tuple[Person, ...]:
    """Every named participant, in order of appearance."""
    roles: dict[str, list[tuple[Role, Act, Mention]]] = {}
    for act in acts:
        for items, given in ((act.subject, act.rule.roles), (act.objects, act.rule.objects)):
            for item in items:
                if item.mention and not _is_studied(document, item.mention):
                    roles.setdefault(item.mention.name, []).extend((role, act, item.mention) for role in given)
    people = [_person(document, name, entries, mentions, explain) for name, entries in roles.items() if entries]
    return tuple(sorted(people, key=lambda p: p.span))


def _is_studied(document: Document, mention: Mention) -> bool:
    """Whether the mention has the form in which reports quote a leader."""
    return any(t.start >= mention.span.stop and document.text[t.slice] in _STUDIED for t in mention.titles)


def _person(
    document: Document, name: str, entries: list[tuple[Role, Act, Mention]], mentions: Sequence[Mention], explain: bool
) -> Person:
    mine = [m for m in mentions if m.name == name]
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
        span=min((m.span for _, _, m in entries if document.text[m.span.slice] == name), default=mine[0].span),
        mentions=tuple(m.span for m in mine),
        evidence=tuple(evidence.values()),
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
        if act.rule.name == "say" or (act.inherited and act.rule.name not in _GROUP_DOINGS):
            continue
        for items, given in ((act.subject, act.rule.roles), (act.objects, act.rule.objects)):
            for item in items:
                if item.mention is None and given:
                    text, role = document.text[item.span.slice], _group_role(given)
                    clause = document.clause_at(act.span.start)
                    group = Group(text, role, item.span, Evidence(document.text[clause.slice], clause))
                    groups.setdefault((text, role), group)
    return tuple(sorted(groups.values(), key=lambda g: g.span))


def _group_role(roles: tuple[Role, ...]) -> GroupRole:
    return next((r for r in roles if r != "chair"), "attendee")
