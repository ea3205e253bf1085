"""Label Studio: tasks with predictions, and the labelling interface they need.

Its offsets count UTF-16 units, as browsers do, ours code points; they differ behind characters such as 𠮷.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from newsparse import __version__
from newsparse.annotation.regions import KINDS, LABELS, RELATIONS, Region, Relation, Sheet
from newsparse.errors import UsageError
from newsparse.text import Span

_LABEL, _TEXT, _ISO, _KIND = "label", "text", "iso", "kind"  # names of the interface's parts


def interface() -> str:
    """The labelling interface (XML) to paste into the project's settings."""
    labels = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in LABELS)
    kinds = "\n".join(f"    <Choice value={quoteattr(kind)}/>" for kind in KINDS)
    relations = "\n".join(f"    <Relation value={quoteattr(relation)}/>" for relation in RELATIONS)
    return f"""<View>
  <Labels name="{_LABEL}" toName="{_TEXT}" choice="multiple">
{labels}
  </Labels>
  <Text name="{_TEXT}" value="$text" granularity="symbol"/>
  <TextArea name="{_ISO}" toName="{_TEXT}" perRegion="true" whenTagName="{_LABEL}" whenLabelValue="date"
            placeholder="YYYY-MM-DD, or YYYY-MM-DD/YYYY-MM-DD" maxSubmissions="1" editable="true"/>
  <Choices name="{_KIND}" toName="{_TEXT}" choice="single-radio" layout="inline">
{kinds}
  </Choices>
  <Relations>
{relations}
  </Relations>
</View>
"""


def task(sheet: Sheet) -> dict[str, Any]:
    """A task whose prediction is what newsparse found."""
    units = _units(sheet.text)
    result: list[dict[str, Any]] = []
    for number, region in enumerate(sheet.regions):
        place = {"start": units[region.span.start], "end": units[region.span.stop]}
        part = {"id": f"r{number}", "to_name": _TEXT}
        worded = {**place, "text": sheet.text[region.span.slice], "labels": [region.label]}
        result.append({**part, "from_name": _LABEL, "type": "labels", "value": worded})
        if region.value:
            result.append({**part, "from_name": _ISO, "type": "textarea", "value": {**place, "text": [region.value]}})
    for relation in sheet.relations:
        ends = {"from_id": f"r{relation.source}", "to_id": f"r{relation.target}"}
        result.append({"type": "relation", **ends, "direction": "right", "labels": [relation.kind]})
    if sheet.kind:
        value = {"choices": [sheet.kind]}
        result.append({"id": "kind", "from_name": _KIND, "to_name": _TEXT, "type": "choices", "value": value})
    return {
        "data": {"text": sheet.text, "doc_id": sheet.id, **sheet.about},
        "predictions": [{"model_version": f"newsparse {__version__}", "result": result}],
    }


def sheet(exported: dict[str, Any]) -> Sheet | None:
    """The sheet of an exported task (JSON, not JSON-MIN); None where nobody has annotated it."""
    try:
        data = exported["data"]
        done = [a for a in exported["annotations"] if not a.get("was_cancelled")]
        if not done:
            return None
        chosen = next((a for a in done if a.get("ground_truth")), done[-1])
        about = {key: value for key, value in data.items() if key not in ("text", "doc_id")}
        return _read(str(data["doc_id"]), data["text"], chosen["result"], about)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise UsageError(
            f"not a task of Label Studio's JSON export made from newsparse's drafts: {error!r} is missing or malformed"
        ) from error


def _read(name: str, text: str, result: list[dict[str, Any]], about: dict[str, Any]) -> Sheet:
    points = {unit: point for point, unit in enumerate(_units(text))}
    values = {part["id"]: "".join(part["value"]["text"]) for part in result if part.get("from_name") == _ISO}
    kind = next((part["value"]["choices"][0] for part in result if part.get("from_name") == _KIND), None)
    regions: list[tuple[Region, str]] = []
    for part in result:
        if part.get("type") == "labels":
            span = Span(points[part["value"]["start"]], points[part["value"]["end"]])
            regions += [(Region(label, span, values.get(part["id"])), part["id"]) for label in part["value"]["labels"]]
    regions.sort(key=lambda found: (found[0].span, found[0].label))
    place: dict[str, int] = {}
    for i, (_, identifier) in enumerate(regions):
        place.setdefault(identifier, i)
    relations = tuple(
        Relation(place[part["from_id"]], place[part["to_id"]], kind)
        for part in result
        if part.get("type") == "relation"
        for kind in part.get("labels") or ()
    )
    return Sheet(name, text, tuple(region for region, _ in regions), relations, kind, about)


def _units(text: str) -> list[int]:
    """For each place between characters the number of UTF-16 units before it.

    >>> _units("𠮷a")
    [0, 2, 3]
    """
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    return units
