"""A bulletin as a sheet of labelled regions and relations: what annotation tools know, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from newsparse.bulletin import Bulletin, GroupRole, Kind, Person, Role
from newsparse.errors import UsageError
from newsparse.extraction.dates import Stamp, event_date
from newsparse.extraction.document import Document
from newsparse.text import Span, Text

ROLES: tuple[str, ...] = get_args(Role)
GROUPS = {f"group: {role}": role for role in get_args(GroupRole)}
SINGLE = ("date", "place", "organizer", "meeting")
LABELS = (*ROLES, "title", *GROUPS, *SINGLE, "statement", "key phrase", "other event")
TITLE_OF, SAID_BY = "title of", "said by"
RELATIONS = (TITLE_OF, SAID_BY)
KINDS: tuple[str, ...] = get_args(Kind)
COLLECTIVE = "会议"  # the speaker of a statement that no person made

# Between headline and text where the headline stands apart: one text is labelled, in which both have a place.
GAP = "\n\n"
# How far from a name its title may stand: a list of a dozen names may lie between.
_BEFORE, _AFTER = 400, 30


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch; `value` is what it means where the wording does not say it (a date in ISO form)."""

    label: str
    span: Span
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Two regions, by their places in `Sheet.regions`, and what the first is to the second."""

    source: int
    target: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document for an annotation tool.

    Attributes:
        id: the document's.
        text: what is labelled: the headline where it stands apart, a gap, the restored text.
        regions: all of it, in text order.
        relations: which title is whose, who said what.
        kind: of the meeting.
        about: what travels with the document: published, headline (its length), and the draft's date.
    """

    id: str
    text: str
    regions: tuple[Region, ...] = ()
    relations: tuple[Relation, ...] = ()
    kind: str | None = None
    about: dict[str, Any] = field(default_factory=dict)


def sheet_of(name: str, bulletin: Bulletin) -> Sheet:
    """The sheet of what newsparse found."""
    title = bulletin.title or ""
    lead = f"{title}{GAP}" if title not in bulletin.text else ""
    drawn = _Drawing(bulletin, lead)
    drawn.people(bulletin.people)
    drawn.fields()
    about = {"published": bulletin.published, "headline": len(title) if lead else 0}
    kind = bulletin.meeting.kind if bulletin.meeting else None
    order = sorted(range(len(drawn.regions)), key=lambda i: (drawn.regions[i].span, drawn.regions[i].label))
    place = {old: new for new, old in enumerate(order)}
    relations = tuple(Relation(place[r.source], place[r.target], r.kind) for r in drawn.relations)
    return Sheet(name, lead + bulletin.text, tuple(drawn.regions[i] for i in order), relations, kind, about)


class _Drawing:
    """Regions and relations of one bulletin, in the order they are found."""

    def __init__(self, bulletin: Bulletin, lead: str) -> None:
        self.regions: list[Region] = []
        self.relations: list[Relation] = []
        self._bulletin = bulletin
        self._lead = lead
        self._named: dict[str, int] = {}

    def people(self, people: Iterable[Person]) -> None:
        """Every person with a region for each role, and the titles that belong to them."""
        titles: dict[Span, int] = {}
        for person in people:
            first = len(self.regions)
            for role in person.roles:
                self._add(role, person.span)
            self._named[person.name] = first
            for title in person.titles:
                span = self._title(title, person.span)
                if span not in titles:
                    titles[span] = self._add("title", span)
                self.relations.append(Relation(titles[span], first, TITLE_OF))

    def fields(self) -> None:
        """Everything else that has a place."""
        b = self._bulletin
        if b.date:
            self._add("date", b.date.span, "/".join(filter(None, (b.date.start, b.date.end))))
        for label, found in (("place", b.place), ("organizer", b.organizer), ("meeting", b.meeting)):
            if found:
                self._add(label, found.span, span_in=found.span_in)
        for group in b.groups:
            self._add(f"group: {group.role}", group.span)
        for event in b.other_events:
            self._add("other event", event.span, span_in=event.span_in)
        for statement in b.statements:
            at = self._add("statement", statement.span)
            if statement.speaker in self._named:
                self.relations.append(Relation(at, self._named[statement.speaker], SAID_BY))
        for phrase in b.key_phrases:
            if phrase.spans:
                self._add("key phrase", phrase.spans[0])
            elif (at := self._lead.find(phrase.text)) >= 0:
                self._add("key phrase", Span(at, at + len(phrase.text)), span_in="title")

    def _add(self, label: str, span: Span, value: str | None = None, *, span_in: str = "text") -> int:
        in_lead = span_in == "title" and self._lead
        self.regions.append(Region(label, span if in_lead else span.shift(len(self._lead)), value))
        return len(self.regions) - 1

    def _title(self, title: str, name: Span) -> Span:
        """Where a person's title stands: the nearest place before the name, else right behind it, else anywhere."""
        text = self._bulletin.text
        at = text.rfind(title, max(0, name.start - _BEFORE), name.start)
        if at < 0:
            at = text.find(title, name.stop, name.stop + _AFTER)
        if at < 0:
            at = text.find(title)
        return Span(at, at + len(title)) if at >= 0 else name


def labels_of(sheet: Sheet) -> tuple[dict[str, Any], dict[str, Any]]:
    """The labels of a corrected sheet, and its text, in the shape `newsparse.evaluate` reads."""
    unknown = sorted({region.label for region in sheet.regions} - set(LABELS))
    if unknown:
        raise UsageError(
            f"{sheet.id}: labels that newsparse does not know: {', '.join(unknown)}; use {', '.join(LABELS)}"
        )
    headline = int(sheet.about.get("headline") or 0)
    start = headline + len(GAP) if headline else 0
    meeting = _first(sheet, "meeting")
    row: dict[str, Any] = {
        "id": sheet.id,
        "published": sheet.about.get("published"),
        "date": _date(sheet),
        "place": _first(sheet, "place"),
        "organizer": _first(sheet, "organizer"),
        "meeting": meeting,
        "people": list(_people(sheet)),
        "groups": [{"text": _worded(sheet, r), "role": GROUPS[r.label]} for r in sheet.regions if r.label in GROUPS],
        "statements": list(_statements(sheet)),
        "other_events": [_worded(sheet, r) for r in sheet.regions if r.label == "other event"],
        "key_phrases": list(dict.fromkeys(_worded(sheet, r) for r in sheet.regions if r.label == "key phrase")),
    }
    if sheet.kind is not None or meeting is None:
        row["kind"] = sheet.kind
    text = {"id": sheet.id, "title": sheet.text[:headline] or None, "text": sheet.text[start:]}
    return row, text


def _worded(sheet: Sheet, region: Region) -> str:
    return sheet.text[region.span.slice]


def _first(sheet: Sheet, label: str) -> str | None:
    return next((_worded(sheet, region) for region in sheet.regions if region.label == label), None)


def _date(sheet: Sheet) -> dict[str, str | None] | None:
    """The labelled date: the ISO value beside the region, else what the wording says with the publish date."""
    region = next((region for region in sheet.regions if region.label == "date"), None)
    if region is None:
        return None
    if region.value:
        start, _, end = region.value.partition("/")
        return {"start": start, "end": end or None}
    report = Document.of(Text(f"{_worded(sheet, region)}，召开会议。"))
    date, _ = event_date(report, Stamp(sheet.about.get("published")), anchor=0)
    return {"start": date.start, "end": date.end} if date else None


def _people(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Persons by name: two regions with the same wording are one person; roles in their usual order."""
    roles: dict[str, set[str]] = {}
    for region in sheet.regions:
        if region.label in ROLES:
            roles.setdefault(_worded(sheet, region), set()).add(region.label)
    titles: dict[str, list[str]] = {name: [] for name in roles}
    for relation in sheet.relations:
        if relation.kind == TITLE_OF:
            title, name = (_worded(sheet, sheet.regions[i]) for i in (relation.source, relation.target))
            if name in titles and title not in titles[name]:
                titles[name].append(title)
    for name, had in roles.items():
        yield {"name": name, "titles": titles[name], "roles": [role for role in ROLES if role in had]}


def _statements(sheet: Sheet) -> Iterator[dict[str, Any]]:
    said = {r.source: r.target for r in sheet.relations if r.kind == SAID_BY}
    for i, region in enumerate(sheet.regions):
        if region.label == "statement":
            speaker = _worded(sheet, sheet.regions[said[i]]) if i in said else COLLECTIVE
            yield {"speaker": speaker, "text": _worded(sheet, region)}
