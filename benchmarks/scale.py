"""What an engine for clusters costs beside plain processes, on this machine: documents a second and overheads.

    python benchmarks/scale.py [--documents 2000] [--runs 3] > figures.md

The same generated documents go through `parse_batch` in one process, in two, through Ray with two CPUs and through
Spark local[2]. "Ready" is the time until a first, small batch is through: starting the engine, importing, reading word
lists. The other figures are of the best of the runs after that. CPU time is that of all processes together, read from
Linux's /proc; unlike the clock it hardly depends on what else the machine does. Engines that are not installed are left
out. Markdown goes to stdout.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib import metadata, util
from pathlib import Path

import pyarrow as pa

import batch as generated
import newsparse

BATCH = 256
SENTENCES = range(4, 16)
Run = Callable[[pa.Table], int]


def documents(count: int) -> pa.Table:
    dice = random.Random(7)
    texts = [generated.document(dice, dice.choice(SENTENCES)) for _ in range(count)]
    return pa.table({"doc_id": [str(number) for number in range(count)], "text": texts})


@contextmanager
def one_process() -> Iterator[Run]:
    yield lambda table: sum(newsparse.parse_batch(b).num_rows for b in table.to_batches(BATCH))


@contextmanager
def two_processes() -> Iterator[Run]:
    from multiprocessing import get_context

    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield lambda table: sum(parsed.num_rows for parsed in pool.map(newsparse.parse_batch, table.to_batches(BATCH)))


@contextmanager
def on_ray() -> Iterator[Run]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray

    from newsparse.engines.ray import parse_dataset

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False
    put = ray.data.from_arrow

    def run(table: pa.Table) -> int:
        blocks = [pa.Table.from_batches([b]) for b in table.to_batches(BATCH)]
        return sum(len(b["doc_id"]) for b in parse_dataset(put(blocks)).iter_batches(batch_format="pyarrow"))

    yield run
    ray.shutdown()


@contextmanager
def on_spark() -> Iterator[Run]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    from newsparse.engines.spark import parse_dataframe

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH)).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")

    def run(table: pa.Table) -> int:
        rows = list(zip(table["doc_id"].to_pylist(), table["text"].to_pylist(), strict=True))
        frame = session.createDataFrame(rows, "doc_id string, text string").repartition(-(-table.num_rows // BATCH))
        return parse_dataframe(frame).toArrow().num_rows

    yield run
    session.stop()


WAYS = {
    "one process": (one_process, ()),
    "two processes": (two_processes, ()),
    "Ray, 2 CPUs": (on_ray, ("ray",)),
    "Spark, local[2]": (on_spark, ("pyspark",)),
}


def cpu_seconds() -> float:
    """What this process and all below it have used, those that ended included."""
    below: dict[int, list[int]] = {}
    used: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        below.setdefault(int(fields[1]), []).append(int(path.parent.name))
        used[int(path.parent.name)] = sum(map(int, fields[11:15]))
    total, waiting = 0, [os.getpid()]
    while waiting:
        process = waiting.pop()
        total += used.get(process, 0)
        waiting += below.get(process, [])
    return total / os.sysconf("SC_CLK_TCK")


def measured(way: Callable[[], object], table: pa.Table, runs: int) -> tuple[float, float, float]:
    """Seconds until ready, seconds of the best run, and the least CPU seconds of a run."""
    before = time.perf_counter()
    with way() as run:  # type: ignore[attr-defined]
        run(table.slice(0, 8))
        ready = time.perf_counter() - before
        best = cpu = float("inf")
        for _ in range(runs):
            before, used = time.perf_counter(), cpu_seconds()
            assert run(table) == table.num_rows
            best, cpu = min(best, time.perf_counter() - before), min(cpu, cpu_seconds() - used)
    return ready, best, cpu


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2_000)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    warnings.simplefilter("ignore")
    table = documents(given.documents)
    characters = sum(map(len, table["text"].to_pylist())) / table.num_rows
    versions = [f"{name} {metadata.version(name)}" for name in ("ray", "pyspark", "pyarrow") if util.find_spec(name)]
    print(f"{table.num_rows} documents of {characters:.0f} characters; {', '.join(versions)}; "
          f"Python {platform.python_version()}, {os.cpu_count()} cores; best of {given.runs}\n")  # fmt: skip
    print("| | ready, s | documents/s | × one process | CPU ms/document | CPU over one process |")
    print("|---|---|---|---|---|---|")
    first: tuple[float, float] | None = None
    for name, (way, modules) in WAYS.items():
        if any(util.find_spec(m) is None for m in modules) or ("Spark" in name and not shutil.which("java")):
            continue
        ready, best, cpu = measured(way, table, given.runs)
        first = first or (best, cpu)
        count = table.num_rows
        print(f"| {name} | {ready:.1f} | {count / best:.0f} | {first[0] / best:.2f} | {cpu / count * 1000:.1f} | "
              f"{cpu / first[1] - 1:+.0%} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
