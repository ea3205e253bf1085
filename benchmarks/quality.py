"""How well the fields are found on labelled bulletins.

    python benchmarks/quality.py GOLD.jsonl TEXTS.jsonl [--worst N] [--fields a,b] [--pollute A --seed 1]

Labels are those of tests/gold/README.md; fields a file does not label are left out. Names, titles and dates count when
equal, wordings (groups, meeting, organizer, place, statements) when three quarters of the longer one agree in order,
key phrases when the shorter makes up half of the longer.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import newsparse

Row = dict[str, Any]
Pair = tuple[Any, Any]
SAME_WORDING = 0.75
TOP_PHRASES, SHORTEST_PART = 8, 3
QUOTES_AND_DOTS = dict.fromkeys(map(ord, " \n·•・‧“”\"'‘’"))
ROLES = {"chairs": "chair", "attendees": "attendee", "observers": "observer", "absent": "absent"}
SPOKEN = {"speaker", "presenter"}


@dataclass
class Tally:
    """Hits, wrong and missed of one field."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, hit: int, predicted: int, labelled: int) -> bool:
        self.hit, self.wrong, self.missed = self.hit + hit, self.wrong + predicted - hit, self.missed + labelled - hit
        return hit == predicted == labelled

    @property
    def f(self) -> float:
        return 2 * self.hit / (2 * self.hit + self.wrong + self.missed) if self.hit + self.wrong + self.missed else 1.0

    def __str__(self) -> str:
        p = self.hit / (self.hit + self.wrong) if self.hit + self.wrong else 1.0
        r = self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0
        return f"P {p:.3f}  R {r:.3f}  F {self.f:.3f}  n {self.hit + self.missed}"


def bare(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "").translate(QUOTES_AND_DOTS)


def similar(a: str, b: str) -> bool:
    a, b = bare(a), bare(b)
    if not a or not b:
        return False
    row = [0] * (len(b) + 1)
    for x in a:
        corner = 0
        for j, y in enumerate(b, 1):
            corner, row[j] = row[j], corner + 1 if x == y else max(row[j], row[j - 1])
    return row[-1] / max(len(a), len(b)) >= SAME_WORDING


def same_phrase(a: str, b: str) -> bool:
    """Equal, or the shorter makes up at least half of the longer."""
    shorter, longer = sorted((a, b), key=len)
    return a == b or (len(shorter) >= SHORTEST_PART and shorter in longer and 2 * len(shorter) >= len(longer))


def matched(labelled: Iterable[Any], predicted: Iterable[Any], same: Callable[[Any, Any], bool]) -> int:
    left, hit = list(labelled), 0
    for p in predicted:
        for g in left:
            if same(g, p):
                left.remove(g)
                hit += 1
                break
    return hit


def text_of(value: Row | str | None) -> str | None:
    return value["text"] if isinstance(value, dict) else value


def names(people: list[Row], roles: set[str]) -> list[str]:
    return sorted({bare(p["name"]) for p in people if roles & set(p["roles"])})


def dates_of(row: Row) -> list[tuple[str, str]]:
    date = row.get("date")
    return [(date["start"], date.get("end") or date["start"])] if date else []


def comparisons(gold: Row, found: Row) -> Iterable[tuple[str, list[Any], list[Any], Callable[[Any, Any], bool]]]:
    """Each field's labels and predictions, and when two of them agree."""

    def equal(a: object, b: object) -> bool:
        return a == b

    yield "date", dates_of(gold), dates_of(found), equal
    for field, role in ROLES.items():
        yield field, names(gold["people"], {role}), names(found["people"], {role}), equal
    yield "spoken", names(gold["people"], SPOKEN), names(found["people"], SPOKEN), equal
    people = {bare(p["name"]): p for p in found["people"]}
    for p in gold["people"]:
        other = people.get(bare(p["name"]))
        if other:
            yield "titles", [bare(t) for t in p["titles"]], [bare(t) for t in other["titles"]], equal
            if "organization" in p:
                yield "organization", [bare(p["organization"])], [bare(other["organization"])], equal
    yield "groups", [text_of(g) for g in gold["groups"]], [g["text"] for g in found["groups"]], similar
    for field in ("place", "meeting", "organizer"):
        yield field, [text_of(x) for x in [gold[field]] if x], [text_of(x) for x in [found[field]] if x], similar
    wanted = [bare(p) for p in gold["key_phrases"]]
    yield "key_phrases", wanted, [bare(p["text"]) for p in found["key_phrases"]][:TOP_PHRASES], same_phrase
    if "kind" in gold:
        kind = found["meeting"] and found["meeting"]["kind"]
        yield "kind", [gold["kind"]] if gold["kind"] else [], [kind] if kind else [], equal
        yield (
            "group roles",
            *([(text_of(g), g["role"]) for g in row["groups"]] for row in (gold, found)),
            lambda a, b: similar(a[0], b[0]) and a[1] == b[1],
        )
        yield (
            "statements",
            *([(s["speaker"], s["text"]) for s in row["statements"]] for row in (gold, found)),
            lambda a, b: bare(a[0]) == bare(b[0]) and similar(a[1], b[1]),
        )
        yield (
            "other_events",
            [text_of(e) for e in gold["other_events"]],
            [e["text"] for e in found["other_events"]],
            similar,
        )


def bad_spans(found: Row) -> int:
    """Fields whose span is not their text."""
    fields = [*found["people"], *found["groups"], *found["statements"], *found["other_events"], *found["key_phrases"]]
    fields += [found[k] for k in ("date", "place", "meeting", "organizer") if found[k]]
    bad = 0
    for field in fields:
        want = bare(field.get("name") or field["text"])
        where = found["title"] if field.get("span_in") == "title" else found["text"]
        for start, stop in field["spans"] if "spans" in field else [field["span"]]:
            bad += bare(where[start:stop]) != want
    return bad


def evaluate(
    gold: list[Row], texts: dict[str, Row], change: Callable[[str], str] = str
) -> tuple[dict[str, Tally], int, dict[str, list[tuple[str, Pair]]]]:
    """Tallies by field, the number of wrong spans, and what differs in each document."""
    tallies: dict[str, Tally] = {}
    spans = 0
    worst: dict[str, list[tuple[str, Pair]]] = {}
    for row in gold:
        source = texts[row["id"]]
        title = source.get("title")
        found = newsparse.parse(change(source["text"]), title=title or None, published=row["published"]).to_dict()
        spans += bad_spans(found)
        for field, labelled, predicted, same in comparisons(row, found):
            hit = matched(labelled, predicted, same)
            if not tallies.setdefault(field, Tally()).add(hit, len(predicted), len(labelled)):
                only = [list((Counter(map(str, labelled)) - Counter(map(str, predicted))).elements())]
                only += [list((Counter(map(str, predicted)) - Counter(map(str, labelled))).elements())]
                worst.setdefault(row["id"], []).append((field, (only[0], only[1])))
    return tallies, spans, worst


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def polluter(family: str, seed: int) -> Callable[[str], str]:
    """The noise generator beside the project."""
    path = Path(__file__).parents[2] / "shared" / "tools" / "noise.py"
    spec = importlib.util.spec_from_file_location("noise", path)
    assert spec and spec.loader
    noise = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(noise)
    return lambda text: str(noise.pollute(text, family, seed))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--fields", default="")
    parser.add_argument("--pollute", default="")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    change = polluter(options.pollute, options.seed) if options.pollute else str
    tallies, spans, worst = evaluate(read(options.gold), {r["id"]: r for r in read(options.texts)}, change)
    for field, tally in tallies.items():
        print(f"{field:13} {tally}")
    print(f"wrong spans   {spans}")
    wanted = set(options.fields.split(",")) - {""}
    for name, differences in list(worst.items())[: options.worst]:
        print(name)
        for field, (missed, wrong) in differences:
            if not wanted or field in wanted:
                print(f"    {field}: missed {missed} wrong {wrong}")


if __name__ == "__main__":
    main()
