"""How the cost of parse grows with the length, on texts that make careless rules slow.

    python benchmarks/hostile.py > benchmarks/hostile.md

For each shape the text is 2,000, 20,000 and 200,000 characters; each is parsed three times (the longest once) and the
fastest counts, in processor time, so that other programs count little. What says something on any machine is the cost
of a character against that in the shortest text: where cost grows linearly it is about 1, where every character is
compared with every other it is 10 and 100. The cost of `jieba.lcut` on the longest text stands beside it, measured in
the same run.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import newsparse

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "reliability"))
from shapes import SHAPES, repeated

SIZES = (2_000, 20_000, 200_000)
RUNS = 3
TOO_LONG = 120.0  # seconds after which the next size is not tried


def seconds(run: Callable[[str], object], text: str, runs: int) -> float:
    """The fastest of `runs`."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        run(text)
        found.append(time.process_time() - start)
    return min(found)


def row(shape: str, sizes: tuple[int, ...]) -> str:
    costs: list[float] = []
    for size in sizes:
        if costs and costs[-1] * 10 * sizes[len(costs) - 1] > TOO_LONG:
            break
        runs = 1 if size == max(sizes) else RUNS
        costs.append(seconds(newsparse.parse, repeated(shape, size), runs) / size)
    growth = [f"{cost / costs[0]:.1f}" for cost in costs[1:]] + ["–"] * (len(sizes) - len(costs))
    longest = sizes[len(costs) - 1]
    words = seconds(jieba.lcut, repeated(shape, longest), 1) / longest
    shown = shape.replace("|", "\\|").replace("<", "&lt;")
    return f"| {shown} | {' | '.join(growth)} | {1e6 * costs[-1]:.1f} | {costs[-1] / words:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    options = parser.parse_args()
    sizes = tuple(options.sizes)
    jieba.setLogLevel(60)
    jieba.lcut("预热")
    newsparse.parse(repeated("a bulletin, repeated", 500) + "學(xué)習?gòu)")
    print("# Growth of cost\n\n" + (__doc__ or "").partition("\n\n")[2].partition("\n\n")[2])
    head = [f"× {size // sizes[0]} length" for size in sizes[1:]]
    print(f"| shape | {' | '.join(head)} | µs a character | × `jieba.lcut` |\n|---|{'---|' * (len(head) + 2)}")
    for shape in options.shapes:
        print(row(shape, sizes), flush=True)


if __name__ == "__main__":
    main()
