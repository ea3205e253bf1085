"""Tables for the terminal: a bulletin's fields, and what restoring changed."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from newsparse.bulletin import Bulletin, EventDate, Evidence, Person
from newsparse.evaluation import Evaluation
from newsparse.text import Repair, Span

NOTHING = "—"
# In a pipe each row stays one line, so that grep and cut can work on it; wider than any row of a bulletin.
PIPE_WIDTH = 1_000_000


class Row(NamedTuple):
    """One line of the table: what it is, its value, what else is known, and the clauses it was read from."""

    label: str
    value: str
    detail: str = ""
    evidence: tuple[Evidence | None, ...] = ()


def fields(bulletin: Bulletin, *, explain: bool = False) -> Table:
    """The fields of a bulletin, a label at the head of each block; `explain` adds clause, place and rule."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    last = ""
    for row in _rows(bulletin):
        label = "" if row.label == last else row.label
        table.add_row(label, visible(row.value), visible(row.detail))
        for evidence in filter(None, row.evidence if explain else ()):
            table.add_row("", "", Styled(_because(evidence), style="dim"))
        last = row.label
    return table


def repairs(changes: Sequence[Repair]) -> Table:
    """Each repair: its place in raw, why, what stood there and what stands there now."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("raw", "reason", "before", "after"):
        table.add_column(heading, overflow="fold")
    for repair in changes:
        table.add_row(str(repair.raw_span), repair.reason, visible(repair.before), visible(repair.after))
    return table


def figures(evaluation: Evaluation) -> Table:
    """Precision, recall and F of each field, and how many labels it has."""
    table = Table(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        caption=f"{evaluation.documents} documents, {evaluation.wrong_spans} wrong spans",
        caption_justify="left",
    )
    table.add_column("field")
    for heading in ("P", "R", "F", "labels"):
        table.add_column(heading, justify="right")
    for row in evaluation.rows():
        measured = (f"{row[key]:.3f}" for key in ("precision", "recall", "f"))
        table.add_row(str(row["field"]), *measured, str(row["labelled"]))
    return table


def differences(evaluation: Evaluation, fields: Sequence[str] = ()) -> Table:
    """What was missed and what is wrong, document by document; `fields`: only these."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("document", "field", "missed", "wrong"):
        table.add_column(heading, overflow="fold")
    last = ""
    for found in evaluation.differences:
        if not fields or found.field in fields:
            name = "" if found.id == last else found.id
            table.add_row(visible(name), found.field, visible("; ".join(found.missed)), visible("; ".join(found.wrong)))
            last = found.id
    return table


def rendered(table: Table) -> str:
    """The table as a string: in colour and folded on a terminal, plain and one line a row in a pipe."""
    terminal = sys.stdout.isatty()
    console = Console(
        file=io.StringIO(),
        force_terminal=terminal,
        width=None if terminal else PIPE_WIDTH,
        markup=False,
        highlight=False,
    )
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def visible(text: str) -> Styled:
    r"""The text with characters that do not show, or that steer a terminal, written as escapes.

    >>> print(visible("会\u3000议\x1b[31m"))
    会\u3000议\x1b[31m
    """
    return Styled("".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text))


def _rows(bulletin: Bulletin) -> Iterator[Row]:
    for label in ("title", "source", "published"):
        if value := getattr(bulletin, label):
            yield Row(label, value)
    if bulletin.authors:
        yield Row("authors", "、".join(bulletin.authors))
    yield _date_row(bulletin.date)
    for label, found in (("place", bulletin.place), ("organizer", bulletin.organizer)):
        yield Row(label, found.text, "", (found.evidence,)) if found else Row(label, NOTHING)
    meeting = bulletin.meeting
    yield Row("meeting", meeting.text, meeting.kind, (meeting.evidence,)) if meeting else Row("meeting", NOTHING)
    yield from _people_rows(bulletin.people)
    for group in bulletin.groups:
        yield Row("groups", group.text, group.role, (group.evidence,))
    for said in bulletin.statements:
        yield Row("statements", f"{said.speaker} {said.verb}", said.text, (said.evidence,))
    for phrase in bulletin.key_phrases:
        yield Row("key phrases", phrase.text, f"{phrase.score:.2f}")
    for event in bulletin.other_events:
        yield Row("other events", event.text, "", (event.evidence,))
    if bulletin.repairs:
        yield Row("repairs", str(len(bulletin.repairs)), _counted(repair.reason for repair in bulletin.repairs))
    if bulletin.furniture:
        yield Row("furniture", str(len(bulletin.furniture)), _counted(mark.kind for mark in bulletin.furniture))
    for warning in bulletin.warnings:
        yield Row("warnings", warning.code, f"{warning.message}{_at(warning.span)}")


def _date_row(date: EventDate | None) -> Row:
    if date is None:
        return Row("date", NOTHING)
    days = f"{date.start} to {date.end}" if date.end else date.start
    value = " ".join(filter(None, (days, date.part_of_day, date.time)))
    year = f"year from {date.year_from}" if date.year_from else "year unknown"
    return Row("date", value, f"{date.text} ({year})", (date.evidence,))


def _people_rows(people: Sequence[Person]) -> Iterator[Row]:
    for person in people:
        detail = "  ".join(filter(None, ("、".join(person.titles), f"({', '.join(person.roles)})")))
        yield Row("people", person.name, detail, person.evidence)
    if not people:
        yield Row("people", NOTHING)


def _because(evidence: Evidence) -> str:
    rule = f"{evidence.rule}: " if evidence.rule else ""
    return f"└ {rule}{visible(evidence.text)}{_at(evidence.span)}"


def _at(span: Span | None) -> str:
    return f" {Span(*span)}" if span else ""


def _counted(names: Iterable[str]) -> str:
    """The names with their counts, the most frequent first.

    >>> _counted(["pinyin", "script", "pinyin"])
    'pinyin 2, script 1'
    """
    return ", ".join(f"{name} {count}" for name, count in Counter(names).most_common())
