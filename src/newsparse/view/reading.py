"""A bulletin as a notebook shows it: what was found beside the text it was found in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsparse.bulletin import Bulletin, EventDate, Field, Person
from newsparse.text import Repair, Span, Text, Warn
from newsparse.view.highlighting import highlighted, legend
from newsparse.view.layers import Layer, layers, repairs
from newsparse.view.markup import Html, element, joined, static

LINES = "white-space: pre-wrap"  # in the element, for notebooks that are not trusted and lose their style sheets
NOTHING = element("span", "not found", class_="np-quiet")


def bulletin_html(bulletin: Bulletin) -> Html:
    """The bulletin as one block of HTML that needs no script and changes nothing around it."""
    found = layers(bulletin)
    here = [layer for layer in found if not layer.in_title]
    side = element("div", _facts(bulletin), _people(bulletin.people), _others(bulletin), class_="np-side")
    return block(
        _heading(bulletin, [layer for layer in found if layer.in_title]),
        _warnings(bulletin),
        element("div", side, _text(highlighted(bulletin.text, here)), class_="np-columns"),
        legend(found),
        _mended([layer for layer in found if layer.kind == "repair"], bulletin.text, len(bulletin.repairs)),
        label="Bulletin",
    )


def text_html(text: Text) -> Html:
    """A restored text beside what came in: what was taken out there, what was put in here."""
    changes = text.repairs
    before = _changed(text.raw, [(repair.raw_span, repair) for repair in changes], "del")
    after = _changed(text.text, [(repair.span, repair) for repair in changes], "ins")
    sides = (
        element(
            "div",
            element("div", heading, class_="np-head"),
            element("div", body, class_="np-text", style=LINES, lang="zh"),
        )
        for heading, body in (("Before", before), ("After", after))
    )
    shown = list(repairs(text.raw, text.text, changes))
    return block(
        _list(_warning(warning, text.text) for warning in text.warnings),
        element("div", *sides, class_="np-pair"),
        _mended(shown, text.text, len(changes)),
        label="Text before and after",
    )


def block(*parts: str, label: str) -> Html:
    """A block of its own, with the style sheets it needs."""
    style = element("style", static("marks.css"), static("notebook.css"))
    return element("section", style, *parts, class_="newsparse np-view", aria_label=label)


def table(headings: Sequence[str], rows: Iterable[Iterable[Html]]) -> Html:
    """A table; each row holds whole cells."""
    head = element("tr", *(element("th", heading, scope="col") for heading in headings))
    return element("table", element("thead", head), element("tbody", *(element("tr", *row) for row in rows)))


def _heading(bulletin: Bulletin, in_title: Sequence[Layer]) -> Html:
    title = highlighted(bulletin.title, in_title) if bulletin.title else ""
    page = " · ".join(filter(None, (bulletin.source, bulletin.published, "、".join(bulletin.authors))))
    return joined(
        element("div", title, class_="np-title", role="heading", aria_level=3, lang="zh") if title else Html(),
        element("div", page, class_="np-page") if page else Html(),
    )


def _text(body: Html) -> Html:
    return element("div", body, class_="np-text", style=LINES, lang="zh")


def _facts(bulletin: Bulletin) -> Html:
    date, meeting = bulletin.date, bulletin.meeting
    facts = {
        "date": _date(date) if date else NOTHING,
        "place": _field(bulletin.place),
        "organizer": _field(bulletin.organizer),
        "meeting": joined(meeting.text, " ", _quiet(meeting.kind)) if meeting else NOTHING,
    }
    return element(
        "dl", *(element(tag, part) for row in facts.items() for tag, part in zip(("dt", "dd"), row, strict=True))
    )


def _field(field: Field | None) -> str:
    return field.text if field else NOTHING


def _date(date: EventDate) -> Html:
    days = " to ".join(filter(None, (date.start, date.end)))
    when = " ".join(filter(None, (days, date.part_of_day, date.time)))
    return joined(
        when, " ", _quiet(f"{date.text}, {f'year from {date.year_from}' if date.year_from else 'year unknown'}")
    )


def _people(people: Sequence[Person]) -> Html:
    """Names in the colour of the first role, with every role and title."""
    entries = (
        element(
            "li",
            element("mark", person.name, class_=f"np-mark np-{(*person.roles, 'attendee')[0]}"),
            " ",
            _quiet(", ".join(person.roles)),
            element("div", "、".join(person.titles)),
        )
        for person in people
    )
    return joined(_head("People"), element("ul", *entries, class_="np-list") if people else NOTHING)


def _others(bulletin: Bulletin) -> Html:
    groups = [joined(group.text, " ", _quiet(group.role)) for group in bulletin.groups]
    phrases = [joined(phrase.text, " ", _quiet(f"{phrase.score:.2f}")) for phrase in bulletin.key_phrases]
    events = [joined(event.text) for event in bulletin.other_events]
    sections = {"Groups": groups, "Key phrases": phrases, "Other events": events}
    return joined(*(joined(_head(name), _list(entries, "np-list")) for name, entries in sections.items() if entries))


def _warnings(bulletin: Bulletin) -> Html:
    return _list(_warning(warning, bulletin.text) for warning in bulletin.warnings)


def _warning(warning: Warn, text: str) -> Html:
    where = joined(" ", _quiet(f"{text[Span(*warning.span).slice]} {Span(*warning.span)}")) if warning.span else Html()
    return joined(element("strong", f"Warning: {warning.code}"), " ", warning.message, where)


def _mended(shown: Sequence[Layer], text: str, count: int) -> Html:
    """Every repair in words, folded away: the way to them without a mouse and without the style sheet."""
    if not shown:
        return Html()
    rows = (
        (
            element("td", str(layer.span), class_="np-number"),
            element("td", layer.was or "", lang="zh"),
            element("td", text[layer.span.slice], lang="zh"),
            element("td", layer.label),
        )
        for layer in shown
    )
    scroll = element(
        "div", table(("place", "before", "after", "why"), rows), class_="np-scroll", tabindex=0, aria_label="Repairs"
    )
    return element("details", element("summary", f"{count} repairs in {len(shown)} places"), scroll)


def _changed(text: str, places: Sequence[tuple[Span, Repair]], tag: str) -> Html:
    """The text with what was changed in it marked; repairs are in order and do not overlap."""
    return joined(*_pieces(text, places, tag))


def _pieces(text: str, places: Sequence[tuple[Span, Repair]], tag: str) -> Iterator[Html]:
    at = 0
    for span, repair in places:
        yield joined(text[at : span.start])
        at = span.stop
        if span:
            yield element(tag, text[span.slice], title=repair.reason)
    yield joined(text[at:])


def _list(entries: Iterable[Html], class_: str = "np-warnings") -> Html:
    items = [element("li", entry) for entry in entries]
    return element("ul", *items, class_=class_) if items else Html()


def _head(text: str) -> Html:
    return element("div", text, class_="np-head", role="heading", aria_level=4)


def _quiet(text: str) -> Html:
    return element("span", text, class_="np-quiet")
