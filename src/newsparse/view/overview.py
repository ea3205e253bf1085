"""Many bulletins as one table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from newsparse.bulletin import Bulletin
from newsparse.errors import UsageError
from newsparse.view.markup import Html, element, joined
from newsparse.view.reading import block, table

HEADINGS = ("", "date", "kind", "meeting", "organizer", "chair", "people", "warnings")


def overview(bulletins: Iterable[Bulletin], *, limit: int = 50) -> Html:
    """A table of bulletins for a notebook: a row for each, by its place in the list.

    Args:
        bulletins: parsed bulletins; read to the end, for their number.
        limit: how many rows are shown at most.

    Raises:
        UsageError: `limit` is negative.

    >>> import newsparse
    >>> table = overview([newsparse.parse("3月1日，市水务局召开工作例会。局长方远山主持会议。")])
    >>> "市水务局" in table and "方远山" in table
    True
    """
    if limit < 0:
        raise UsageError(f"limit={limit} is negative; pass the number of rows to show")
    rest = iter(bulletins)
    rows = [_row(number, bulletin) for number, bulletin in enumerate(islice(rest, limit))]
    hidden = sum(1 for _ in rest)
    count = f"{len(rows) + hidden} bulletins" + (f", the first {len(rows)} of them shown" if hidden else "")
    scroll = element("div", table(HEADINGS, rows), class_="np-scroll", tabindex=0, aria_label="Bulletins")
    return block(element("div", count, class_="np-page"), scroll if rows else Html(), label="Bulletins")


def _row(number: int, bulletin: Bulletin) -> list[Html]:
    meeting = bulletin.meeting
    return [
        element("th", str(number), scope="row", class_="np-number"),
        element("td", bulletin.date.start if bulletin.date else "", class_="np-date-cell"),
        element("td", meeting.kind if meeting else ""),
        element("td", meeting.text if meeting else bulletin.title or bulletin.text.strip()[:40]),
        element("td", bulletin.organizer.text if bulletin.organizer else ""),
        element("td", joined("、".join(person.name for person in bulletin.chairs))),
        element("td", str(len(bulletin.people)), class_="np-number"),
        element("td", ", ".join(dict.fromkeys(warning.code for warning in bulletin.warnings))),
    ]
