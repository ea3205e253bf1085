"""What a report embeds: small data to list and filter by, and for each bulletin what its reading view needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsparse.bulletin import Bulletin
from newsparse.individuals import Seen
from newsparse.text import Span
from newsparse.view.layers import MEANING, Layer, layers
from newsparse.view.markup import Html
from newsparse.view.nesting import Branch, nested

# Characters that could end the script element or a line of it; JSON may write any character as an escape.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
LABEL = 60  # characters of the text that stand for a headline where there is none


def data_block(name: str, value: object) -> Html:
    r"""A value as a data block of a page; the page's script reads it by its id.

    >>> print(data_block("x", "</script>"))
    <script type="application/json" id="x">"\u003c/script\u003e"</script>
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = _UNSAFE.sub(lambda found: _escape(found.group()), written)
    return Html(f'<script type="application/json" id="{name}">{safe}</script>')


def _escape(char: str) -> str:
    """A lone surrogate cannot be written in UTF-8, nor does it mean anything."""
    return r"\ufffd" if "\ud800" <= char <= "\udfff" else f"\\u{ord(char):04x}"


def index(bulletins: Sequence[Bulletin], ids: Sequence[str], people: Mapping[str, Sequence[Seen]]) -> dict[str, Any]:
    """What the lists and filters need of all bulletins; `people` are those who take part, by key."""
    numbers: dict[int, list[int]] = {}
    for number, found in enumerate(people.values()):
        for where in found:
            numbers.setdefault(where.bulletin, []).append(number)
    return {
        "meaning": MEANING,
        "bulletins": [
            _entry(bulletin, id_, numbers.get(place, []))
            for place, (bulletin, id_) in enumerate(zip(bulletins, ids, strict=True))
        ],
        "people": [
            {
                "key": key,
                "name": found[0].person.name,
                "seen": [
                    {
                        "bulletin": where.bulletin,
                        "titles": where.person.titles,
                        "organization": where.person.organization,
                        "roles": where.person.roles,
                    }
                    for where in found
                ],
            }
            for key, found in people.items()
        ],
    }


def _entry(bulletin: Bulletin, id_: str, people: Sequence[int]) -> dict[str, Any]:
    meeting, date = bulletin.meeting, bulletin.date
    return {
        "id": id_,
        "title": bulletin.title or (meeting.text if meeting else bulletin.text.strip()[:LABEL]),
        "date": date.start if date else None,
        "end": date.end if date else None,
        "kind": meeting.kind if meeting else None,
        "organizer": bulletin.organizer.text if bulletin.organizer else None,
        "chairs": [person.name for person in bulletin.chairs],
        "people": list(dict.fromkeys(people)),
        "warnings": len(bulletin.warnings),
    }


def detail(bulletin: Bulletin) -> dict[str, Any]:
    """What the reading view of a bulletin needs; its text is the strings of the tree, read in order."""
    found = layers(bulletin)
    record = bulletin.to_dict()
    del record["text"], record["repairs"]  # the tree holds both
    here = [number for number, layer in enumerate(found) if not layer.in_title]
    there = [number for number, layer in enumerate(found) if layer.in_title]
    return {
        "record": record,
        "layers": [_layer(bulletin, layer) for layer in found],
        "text": _tree(bulletin.text, found, here),
        "title": _tree(bulletin.title or "", found, there),
        "repairs": len(bulletin.repairs),
    }


def _layer(bulletin: Bulletin, layer: Layer) -> dict[str, Any]:
    known: dict[str, Any] = {
        "kind": layer.kind,
        "label": layer.label,
        "note": layer.note,
        "was": layer.was,
        "first": layer.first,
    }
    if layer.of[0]:
        known["of"] = layer.of
    known["at"] = layer.span
    if not layer.in_title:
        known["raw"] = bulletin.raw_span(Span(*layer.span))
    return {name: value for name, value in known.items() if value not in (None, "", False)}


def _tree(text: str, found: Sequence[Layer], numbers: Sequence[int]) -> list[Any]:
    """Strings, and lists of a layer's number, how it is cut (1: begins here, 2: ends here) and what it holds."""
    return list(_nodes(nested(text, [found[number].span for number in numbers]), numbers))


def _nodes(nodes: Sequence[str | Branch], numbers: Sequence[int]) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield [numbers[node.index], node.first + 2 * node.last, *_nodes(node.children, numbers)]
