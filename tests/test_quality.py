"""The fields stay as good as they are: pinned floors on labelled bulletins.

tests/gold/floors.json holds, for each set, a fingerprint of the labels and the floor of each field. Floors only rise:
`python tests/test_quality.py` raises them to what is reached now and refuses to lower one.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from newsparse import evaluate

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared" / "gold"
FLOORS = OWN / "floors.json"
SETS = {
    "dev": (SHARED / "dev.jsonl", SHARED / "dev-texts.jsonl"),
    "seen": (OWN / "seen.jsonl", OWN / "seen-texts.jsonl"),
    "aside": (OWN / "aside.jsonl", OWN / "aside-texts.jsonl"),
}


def fingerprint(name: str) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in SETS[name])).hexdigest()[:16]


def reached(name: str) -> tuple[dict[str, float], int]:
    found = evaluate(*SETS[name])
    return {field: int(tally.f * 1000) / 1000 for field, tally in found.fields.items()}, found.wrong_spans


@pytest.mark.parametrize("name", SETS)
def test_no_field_falls_below_its_floor(name: str) -> None:
    if not SETS[name][0].exists():
        pytest.skip("the labelled bulletins of ../shared are not here")
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    assert floors["fingerprint"] == fingerprint(name), "the labels changed: measure again and say why"
    now, wrong_spans = reached(name)
    assert wrong_spans == 0
    assert not {
        field: (now.get(field), floor) for field, floor in floors["fields"].items() if now.get(field, 0.0) < floor
    }


def raise_floors() -> None:
    """Raise every floor to what is reached; a field that fell is an error, never a new floor."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for name in (n for n in SETS if SETS[n][0].exists()):
        now, _ = reached(name)
        old = floors.get(name, {}).get("fields", {})
        fallen = {field: (old[field], now.get(field)) for field in old if now.get(field, 0.0) < old[field]}
        if fallen:
            raise SystemExit(f"{name}: these fields fell, their floors stay: {fallen}")
        floors[name] = {"fingerprint": fingerprint(name), "fields": now}
    FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise_floors()
