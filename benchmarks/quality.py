"""How well the fields are found on labelled bulletins, clean or polluted: `newsparse evaluate` with noise.

    python benchmarks/quality.py GOLD.jsonl TEXTS.jsonl [--worst N] [--fields a,b] [--pollute A --seed 1]

Labels are those of tests/gold/README.md; what counts as equal stands in `newsparse.evaluation`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from newsparse.evaluation import evaluate

Row = dict[str, Any]


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
    texts = read(options.texts)
    if options.pollute:
        change = polluter(options.pollute, options.seed)
        texts = [{**row, "text": change(row["text"])} for row in texts]
    found = evaluate(read(options.gold), texts)
    print(found)
    wanted = set(options.fields.split(",")) - {""}
    by_document = [(name, list(rows)) for name, rows in groupby(found.differences, lambda d: d.id)]
    for name, differences in by_document[: options.worst]:
        print(name)
        for difference in differences:
            if not wanted or difference.field in wanted:
                print(f"    {difference.field}: missed {list(difference.missed)} wrong {list(difference.wrong)}")


if __name__ == "__main__":
    main()
