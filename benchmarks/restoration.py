"""How exactly pages come back from mirror damage, and what it costs.

    python benchmarks/restoration.py [--families ABCTGUH] [--seeds 5] [--show N]

Clean simplified bulletins (../shared/gold) are polluted by ../shared/tools/noise.py, restored, and compared with the
restored clean text; punctuation width and blanks are ignored. Families G and U are counted on the documents that hold a
tear. Seconds are those of the polluted and the clean texts, as multiples of `jieba.lcut` on the same texts.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import jieba
from quality import polluter

import newsparse

SHARED = Path(__file__).parents[2] / "shared" / "gold" / "dev-texts.jsonl"
WIDE = str.maketrans(",;:!?()", "，；：！？（）")
TORN = {"G": "?", "U": "\ufffd"}


def folded(text: str) -> str:
    return "".join(text.split()).translate(WIDE)


def distance(a: str, b: str) -> int:
    """The edit distance, by rows."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        corner, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (x != y))
    return row[-1]


def seconds(run: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        run(text)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", default="ABCTGUH")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()]
    clean = [row["text"] for row in rows if row["script"].startswith("simp")]
    wanted = [folded(newsparse.restore(text).text) for text in clean]
    jieba.setLogLevel(60)
    jieba.lcut("预热")
    print(f"{len(clean)} texts, seeds 1 to {options.seeds}\n")
    print("| family | documents | equal | errors in 1,000 characters | times `jieba.lcut` |\n|---|---|---|---|---|")
    print(f"| clean | {len(clean)} | – | – | {cost(clean):.2f} |")
    for family in options.families:
        report(family, clean, wanted, options.seeds, options.show)


def cost(texts: list[str]) -> float:
    return min(seconds(newsparse.restore, texts) for _ in range(2)) / min(seconds(jieba.lcut, texts) for _ in range(2))


def report(family: str, clean: list[str], wanted: list[str], seeds: int, show: int) -> None:
    """One row of the table."""
    polluted, equal, errors, characters = [], 0, 0, 0
    for seed in range(1, seeds + 1):
        pollute = polluter(family, seed)
        for text, want in zip(clean, wanted, strict=True):
            raw = pollute(text)
            if family in TORN and raw.count(TORN[family]) <= text.count(TORN[family]):
                continue
            polluted.append(raw)
            found = folded(newsparse.restore(raw).text)
            equal += found == want
            if found != want:
                at = next((i for i, (a, b) in enumerate(zip(found, want, strict=False)) if a != b), 0)
                errors += distance(found[at:], want[at:])
                if show > len(polluted) - equal - 1:
                    print("   ", found[max(0, at - 12) : at + 20], "|", want[max(0, at - 12) : at + 20])
            characters += len(want)
    documents = len(polluted)
    share, rate = equal / max(1, documents), 1000 * errors / max(1, characters)
    print(f"| {family} | {documents} | {share:.1%} | {rate:.2f} | {cost(polluted):.2f} |", flush=True)


if __name__ == "__main__":
    main()
