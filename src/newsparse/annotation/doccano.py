"""doccano: a JSON object a line, with entities and relations (project type: sequence labelling, relations on).

A doccano entity has a label and nothing else, so the ISO form of a date and the kind of the meeting do not travel: the
date is read again from the wording that was labelled, and the kind is left out of the labels.
"""

from __future__ import annotations

from typing import Any

from newsparse.annotation.regions import Region, Relation, Sheet
from newsparse.errors import UsageError
from newsparse.text import Span


def task(sheet: Sheet) -> dict[str, Any]:
    """A document with what newsparse found as its entities."""
    return {
        "text": sheet.text,
        "doc_id": sheet.id,
        **sheet.about,
        "entities": [
            {"id": i, "label": r.label, "start_offset": r.span.start, "end_offset": r.span.stop}
            for i, r in enumerate(sheet.regions)
        ],
        "relations": [
            {"id": i, "from_id": r.source, "to_id": r.target, "type": r.kind} for i, r in enumerate(sheet.relations)
        ],
    }


def sheet(exported: dict[str, Any]) -> Sheet:
    """The sheet of an exported document."""
    try:
        entities = sorted(exported["entities"], key=lambda e: (e["start_offset"], e["end_offset"], e["label"]))
        place = {entity["id"]: i for i, entity in enumerate(entities)}
        regions = tuple(Region(e["label"], Span(e["start_offset"], e["end_offset"])) for e in entities)
        relations = tuple(
            Relation(place[r["from_id"]], place[r["to_id"]], r["type"]) for r in exported.get("relations") or ()
        )
        about = {key: exported.get(key) for key in ("published", "headline")}
        return Sheet(str(exported["doc_id"]), exported["text"], regions, relations, None, about)
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"not a line of doccano's JSONL export made from newsparse's drafts: {error!r} is missing or malformed"
        ) from error
