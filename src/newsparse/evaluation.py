"""How well the fields are found on labelled bulletins: `evaluate`, and what stands behind `newsparse evaluate`.

Labels are one JSON object a bulletin, in the shape of `Bulletin.to_dict()`; a field that an object does not label is
left out for it. Names, titles, dates, kinds and roles count when equal; wordings (groups, meeting, organizer, place,
statements, other events) when three quarters of the longer one agree in order; key phrases when the shorter one makes
up half of the longer.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from newsparse.bulletin import Bulletin
from newsparse.errors import UsageError

Row = Mapping[str, Any]
Rows = str | Path | Iterable[Row]
Same = Callable[[Any, Any], bool]
Parse = Callable[..., "Bulletin | Row"]

SAME_WORDING = 0.75
TOP_PHRASES, SHORTEST_PART = 8, 3
SPOKEN = ("speaker", "presenter")
ROLES = {
    "chairs": ("chair",),
    "attendees": ("attendee",),
    "observers": ("observer",),
    "absent": ("absent",),
    "spoken": SPOKEN,
}
# Blanks, dots of names and quotation marks do not make two wordings differ.
_LOOSE = dict.fromkeys(map(ord, " \n\t·•・‧“”\"'‘’"))


class Comparison(NamedTuple):
    """One field of one bulletin: what is labelled, what was found, and when two of them agree."""

    field: str
    labelled: Sequence[Any]
    found: Sequence[Any]
    same: Same


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits, wrong and missed of one field.

    >>> tally = Tally(hit=3, wrong=1, missed=0)
    >>> tally.precision, tally.recall, round(tally.f, 3), tally.labelled
    (0.75, 1.0, 0.857, 3)
    """

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right; 1.0 where nothing was found."""
        return self.hit / (self.hit + self.wrong) if self.hit + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what is labelled, the share that was found; 1.0 where nothing is labelled."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        every = 2 * self.hit + self.wrong + self.missed
        return 2 * self.hit / every if every else 1.0

    @property
    def labelled(self) -> int:
        """How many labels there are."""
        return self.hit + self.missed


@dataclass(frozen=True, slots=True)
class Difference:
    """Where one field of one bulletin differs from its labels."""

    id: str
    field: str
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of `evaluate`.

    Attributes:
        documents: how many bulletins were compared.
        fields: a tally for each field that is labelled.
        differences: document by document, in the order of the labels.
        wrong_spans: fields whose span is not their text; anything but 0 is a defect of the parser.
    """

    documents: int
    fields: dict[str, Tally]
    differences: tuple[Difference, ...]
    wrong_spans: int = 0

    def rows(self) -> list[dict[str, str | float | int]]:
        """The table by field as plain rows: field, precision, recall, f, labelled."""
        return [
            {
                "field": field,
                "precision": round(tally.precision, 4),
                "recall": round(tally.recall, 4),
                "f": round(tally.f, 4),
                "labelled": tally.labelled,
            }
            for field, tally in self.fields.items()
        ]

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and strings."""
        return {
            "documents": self.documents,
            "wrong_spans": self.wrong_spans,
            "fields": self.rows(),
            "differences": [
                {"id": d.id, "field": d.field, "missed": list(d.missed), "wrong": list(d.wrong)}
                for d in self.differences
            ],
        }

    def __str__(self) -> str:
        lines = [f"{'field':13} {'P':>6} {'R':>6} {'F':>6} {'n':>5}"]
        lines += [
            f"{field:13} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f:6.3f} {tally.labelled:5}"
            for field, tally in self.fields.items()
        ]
        return "\n".join([*lines, f"{self.documents} documents, {self.wrong_spans} wrong spans"])


def evaluate(gold: Rows, texts: Rows, *, parse: Parse | None = None) -> Evaluation:
    """Compare what is found in labelled bulletins with their labels.

    Args:
        gold: a JSONL file or rows: `id`, `published` (ISO or None) and any fields of `Bulletin.to_dict()`; a place,
            organizer, meeting or group may be a plain string, `kind` may stand beside `meeting`.
        texts: a JSONL file or rows: `id`, `text`, and `title` where the headline stands apart.
        parse: what reads a text, called with `title` and `published`; `newsparse.parse` if not given. Use the `parse`
            of a `Parser` of your own, or of another program that returns such a dict.

    Raises:
        UsageError: a file cannot be read, a row has no id, or labels have no text; the message says which.

    >>> gold = [{"id": "1", "published": None, "place": "三楼会议室", "people": [{"name": "石磊", "roles": ["chair"]}]}]
    >>> found = evaluate(gold, [{"id": "1", "text": "县水务局在三楼会议室召开例会，局长石磊主持会议。"}])
    >>> found.fields["chairs"].f, found.fields["place"].f, found.differences
    (1.0, 1.0, ())
    """
    if parse is None:
        from newsparse.parser import parse as parse_

        parse = parse_
    sources = {str(row["id"]): row for row in _rows(texts, "texts", ("id", "text"))}
    labels = list(_rows(gold, "gold", ("id",)))
    acting = any(isinstance(group, Mapping) for row in labels for group in row.get("groups") or ())
    tallies: dict[str, Tally] = {}
    differences: list[Difference] = []
    wrong_spans = 0
    for row in labels:
        source = sources.get(str(row["id"]))
        if source is None:
            raise UsageError(f"gold labels {row['id']!r}, but texts hold no such id")
        found = parse(source["text"], title=source.get("title") or None, published=row.get("published"))
        plain = found.to_dict() if isinstance(found, Bulletin) else found
        wrong_spans += _wrong_spans(plain)
        for comparison in comparisons(row, plain, group_roles=acting):
            hit = _matched(comparison)
            tally = Tally(hit, len(comparison.found) - hit, len(comparison.labelled) - hit)
            tallies[comparison.field] = tallies.get(comparison.field, Tally()) + tally
            if tally.wrong or tally.missed:
                differences.append(_difference(str(row["id"]), comparison))
    return Evaluation(len(labels), tallies, tuple(differences), wrong_spans)


def comparisons(gold: Row, found: Row, *, group_roles: bool = True) -> Iterator[Comparison]:
    """The fields that `gold` labels beside what was found; `group_roles`: groups are labelled with their role."""
    if "date" in gold:
        yield Comparison("date", _dates(gold), _dates(found), _equal)
    if "people" in gold:
        yield from _people(gold["people"], found.get("people") or ())
    for field in ("place", "meeting", "organizer"):
        if field in gold:
            yield Comparison(field, _wordings([gold[field]]), _wordings([found.get(field)]), similar)
    if (kind := _kind(gold)) is not None:
        yield Comparison("kind", kind, _kind(found) or (), _equal)
    if "groups" in gold:
        yield Comparison("groups", _wordings(gold["groups"]), _wordings(found.get("groups")), similar)
        if group_roles:
            yield Comparison("group roles", _acting(gold["groups"]), _acting(found.get("groups")), _same_group)
    if "statements" in gold:
        yield Comparison("statements", _said(gold["statements"]), _said(found.get("statements")), _same_statement)
    if "other_events" in gold:
        yield Comparison("other_events", _wordings(gold["other_events"]), _wordings(found.get("other_events")), similar)
    if "key_phrases" in gold:
        wanted, given = (list(map(bare, _wordings(row.get("key_phrases")))) for row in (gold, found))
        yield Comparison("key_phrases", wanted, given[:TOP_PHRASES], _same_phrase)


def _people(gold: Sequence[Row], found: Sequence[Row]) -> Iterator[Comparison]:
    for field, roles in ROLES.items():
        yield Comparison(field, _names(gold, roles), _names(found, roles), _equal)
    by_name = {bare(person["name"]): person for person in found}
    for person in gold:
        other = by_name.get(bare(person["name"]))
        if other is None:
            continue
        if "titles" in person:
            yield Comparison("titles", _titles(person), _titles(other), _equal)
        if "organization" in person:  # none named is an answer too
            yield Comparison("organization", [bare(person["organization"])], [bare(other.get("organization"))], _equal)


def _titles(person: Row) -> list[str]:
    return [bare(title) for title in person.get("titles") or ()]


def bare(text: str | None) -> str:
    """A wording without what does not count: widths, blanks, dots of names, quotation marks.

    >>> bare("“双碳” 目标（２０２３）")
    '双碳目标(2023)'
    """
    return unicodedata.normalize("NFKC", text or "").translate(_LOOSE)


def similar(a: str, b: str) -> bool:
    """Whether three quarters of the longer wording agree in order.

    >>> similar("全县河湖管护工作推进会", "河湖管护工作推进会"), similar("党委会", "座谈会")
    (True, False)
    """
    a, b = bare(a), bare(b)
    if not a or not b:
        return False
    row = [0] * (len(b) + 1)  # the longest common subsequence, row by row
    for x in a:
        corner = 0
        for j, y in enumerate(b, 1):
            corner, row[j] = row[j], corner + 1 if x == y else max(row[j], row[j - 1])
    return row[-1] / max(len(a), len(b)) >= SAME_WORDING


def _equal(a: object, b: object) -> bool:
    return a == b


def _same_phrase(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return a == b or (len(shorter) >= SHORTEST_PART and shorter in longer and 2 * len(shorter) >= len(longer))


def _same_group(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[1] == b[1] and similar(a[0], b[0])


def _same_statement(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return bare(a[0]) == bare(b[0]) and similar(a[1], b[1])


def _matched(comparison: Comparison) -> int:
    """How many labels have a finding of their own."""
    left, hit = list(comparison.labelled), 0
    for finding in comparison.found:
        at = next((i for i, label in enumerate(left) if comparison.same(label, finding)), None)
        if at is not None:
            del left[at]
            hit += 1
    return hit


def _difference(name: str, comparison: Comparison) -> Difference:
    labelled, found = (Counter(map(_shown, side)) for side in (comparison.labelled, comparison.found))
    return Difference(
        name, comparison.field, tuple((labelled - found).elements()), tuple((found - labelled).elements())
    )


def _shown(value: object) -> str:
    return " · ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _names(people: Iterable[Row], roles: Iterable[str]) -> list[str]:
    return sorted({bare(person["name"]) for person in people if set(roles) & set(person.get("roles") or ())})


def _dates(row: Row) -> list[tuple[str, ...]]:
    date = row.get("date")
    return [(date["start"], *([date["end"]] if date.get("end") not in (None, date["start"]) else []))] if date else []


def _kind(row: Row) -> tuple[str, ...] | None:
    """The labelled kind: beside the meeting or inside; None where it is not labelled."""
    meeting = row.get("meeting")
    if "kind" in row:
        kind = row["kind"]
    elif isinstance(meeting, Mapping) and "kind" in meeting:
        kind = meeting["kind"]
    else:
        return None
    return (kind,) if kind else ()


def _wordings(values: Iterable[Row | str | None] | None) -> list[str]:
    return [text for value in values or () if (text := value["text"] if isinstance(value, Mapping) else value)]


def _acting(groups: Iterable[Row] | None) -> list[tuple[str, str]]:
    return [(group["text"], group["role"]) for group in groups or () if isinstance(group, Mapping)]


def _said(statements: Iterable[Row] | None) -> list[tuple[str, str]]:
    return [(statement["speaker"], statement["text"]) for statement in statements or ()]


def _wrong_spans(found: Row) -> int:
    """Fields whose span is not their text."""
    listed = [
        item
        for key in ("people", "groups", "statements", "other_events", "key_phrases")
        for item in found.get(key) or ()
    ]
    single = [found[key] for key in ("date", "place", "meeting", "organizer") if found.get(key)]
    wrong = 0
    for item in (*listed, *single):
        where = found.get("title") if item.get("span_in") == "title" else found.get("text")
        spans = item["spans"] if "spans" in item else [item["span"]] if item.get("span") else []
        wrong += sum(bare((where or "")[start:stop]) != bare(item.get("name") or item["text"]) for start, stop in spans)
    return wrong


def _rows(source: Rows, what: str, needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a JSONL file or of the caller, each with the fields it needs."""
    for number, row in enumerate(read_jsonl(Path(source)) if isinstance(source, str | Path) else source, 1):
        lacks = [key for key in needed if not isinstance(row, Mapping) or row.get(key) is None]
        if lacks:
            raise UsageError(
                f"row {number} of {what} has no {' and no '.join(map(repr, lacks))}; see docs/evaluation.md"
            )
        yield row


def read_jsonl(path: Path) -> Iterator[Row]:
    """The rows of a file with one JSON object a line.

    Raises:
        UsageError: the file cannot be read, or a line is no JSON; the message says which.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 ({error})") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise UsageError(f"{path}, line {number}: no JSON ({error})") from error
