"""What a parse costs, part by part, as multiples of `jieba.lcut` on the same texts, beside the usual libraries.

    python benchmarks/parse.py [--texts FILE.jsonl] [--runs 7] > figures.md

The usual stack is opencc-python-reimplemented to convert, jieba.posseg to find persons and places, jieba.analyse to
find key words; JioNLP and THULAC join where they are installed. Everything is measured in turns in one process, so that
a busy moment of the machine meets all of it, and the least of the runs counts; once with the extra `fast`, once without
it. Figures go to stdout as Markdown.
"""

from __future__ import annotations

import argparse
import json
import logging
import platform
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TEXTS = ROOT.parent / "shared/gold/dev-texts.jsonl"
FAST = ("rjieba", "numpy")
PACKAGES = ("newsparse", "jieba", *FAST, "opencc-python-reimplemented", "jionlp", "thulac")
UNIT = "jieba.lcut"
WHOLE = "parse, as a dict"
STACK = "opencc, jieba.posseg and jieba.analyse"

BULLETIN = "3月1日，岚江市水务局召开工作例会。局长石磊主持会议并讲话。副局长于鸣汇报了防汛工作。\n"
READING = """
## How to read it

`extract` finds the fields in a restored text, `key phrases` ranks phrases of it, `to_dict` makes plain data of a
finished `Bulletin`; a parse is all of them and the restoring. A ratio of 1 means: as long as `jieba.lcut` needs to cut
the same texts into words. Ratios differ by a tenth from run to run on a busy machine, and more from machine to machine
the smaller the caches of the processor are. The usual stack gives words with tags and key words; it restores nothing,
traces nothing, and who presided, spoke or attended is still to be found in what it gives."""

Job = Callable[[dict[str, Any]], object]


def our_jobs() -> dict[str, Job]:
    """The parts of a parse; each gets a document with its restored text, fields and bulletin."""
    from newsparse import Parser, extraction, phrases

    parser = Parser()

    def prepare(document: dict[str, Any]) -> None:
        title = document.get("title")
        document["restored"] = parser.restore(document["text"])
        document["given"] = extraction.Given(parser.restore(title).text if title else None)
        document["facts"] = extraction.extract(document["restored"], document["given"])
        document["bulletin"] = parser.parse(document["text"], title=title)

    return {
        "prepare": prepare,
        "restore": lambda d: parser.restore(d["text"]),
        "extract": lambda d: extraction.extract(d["restored"], d["given"]),
        "key phrases": lambda d: phrases.find(d["restored"], d["facts"]),
        "to_dict": lambda d: d["bulletin"].to_dict(),
        WHOLE: lambda d: parser.parse(d["text"], title=d.get("title")).to_dict(),
    }


def peers() -> dict[str, Job]:
    """jieba, the usual stack, and what else is installed."""
    import jieba
    import jieba.analyse
    import jieba.posseg

    jieba.setLogLevel(logging.CRITICAL)
    jieba.initialize()
    found: dict[str, Job] = {UNIT: lambda d: jieba.lcut(d["text"])}
    if util.find_spec("opencc"):
        import opencc

        converter = opencc.OpenCC("t2s")

        def stack(document: dict[str, Any]) -> object:
            simplified = converter.convert(document["text"])
            return jieba.posseg.lcut(simplified), jieba.analyse.extract_tags(simplified, topK=8)

        found[STACK] = stack
    if util.find_spec("thulac"):
        import thulac

        tagger = thulac.thulac()
        found["THULAC, words and tags"] = lambda d: tagger.cut(d["text"])
    if util.find_spec("jionlp"):
        import jionlp

        found["JioNLP, key phrases"] = lambda d: jionlp.keyphrase.extract_keyphrase(d["text"])
    return found


def documents(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def seconds(job: Job, texts: Sequence[dict[str, Any]]) -> float:
    """Of the processor, for one pass over the texts: what other processes do counts less than on a clock."""
    start = time.process_time()
    for document in texts:
        job(document)
    return time.process_time() - start


def ratios(texts: Sequence[dict[str, Any]], runs: int) -> dict[str, float]:
    """Every part and peer as a multiple of `jieba.lcut`."""
    ours = our_jobs()
    prepare = ours.pop("prepare")
    for document in texts:
        prepare(document)
    jobs = {**peers(), **ours}
    best = {name: min(seconds(job, texts[:2]), float("inf")) for name, job in jobs.items()}  # loads what is loaded late
    found = [{name: seconds(job, texts) for name, job in jobs.items()} for _ in range(runs)]
    best = {name: min(run[name] for run in found) for name in jobs}
    return {name: spent / best[UNIT] for name, spent in best.items()}


def without_fast() -> None:
    """Make this process behave as if the extra `fast` were not installed."""
    for name in FAST:
        sys.modules[name] = None  # type: ignore[assignment]


def measured_apart(given: argparse.Namespace, *more: str) -> dict[str, float]:
    """`ratios` in a process of its own."""
    command = [sys.executable, "-W", "ignore", __file__, "--json", "--runs", str(given.runs)]
    ran = subprocess.run([*command, "--texts", str(given.texts), *more], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def cost(given: argparse.Namespace) -> Iterable[str]:
    fast, pure = measured_apart(given), measured_apart(given, "--without-fast")
    yield "| part | with `fast` | without |\n|---|---:|---:|"
    for name in fast:
        yield f"| {name} | {fast[name]:.2f} | {pure[name]:.2f} |"
    if STACK in fast:
        yield f"\nThe usual stack takes {fast[STACK] / fast[WHOLE]:.0f} times as long as a parse with `fast`, and"
        yield f"{pure[STACK] / pure[WHOLE]:.0f} times as long as one without."


SNIPPETS = {
    "`import jieba`, first word": "import jieba; jieba.lcut('会议')",
    "`import newsparse`": "import newsparse",
    "first parse": "import newsparse; newsparse.parse('县委书记石磊主持会议。')",
    "first parse, without `fast`": f"import sys; sys.modules.update(dict.fromkeys({FAST})); "
    "import newsparse; newsparse.parse('县委书记石磊主持会议。')",
    "the usual stack, first text": "import opencc, jieba.posseg, jieba.analyse; "
    "text = opencc.OpenCC('t2s').convert('縣委書記石磊主持會議。'); "
    "jieba.posseg.lcut(text); jieba.analyse.extract_tags(text)",
}


def first(file: Path) -> Iterable[str]:
    """Seconds and peak memory of a beginning, each in a process of its own. Linux only."""
    from segmentation import measured

    if not Path("/proc/self/status").exists():
        yield "Not measured: it needs Linux."
        return
    command = f"import sys; sys.argv = ['newsparse', 'parse', {str(file)!r}]; sys.stdout = open('/dev/null', 'w')\n"
    command += "from newsparse.cli import main\ntry: main()\nexcept SystemExit: pass\nsys.stdout = sys.__stdout__"
    yield "| beginning | seconds | × first word of jieba | peak memory, MB |\n|---|---:|---:|---:|"
    unit = None
    for name, code in {**SNIPPETS, "`newsparse parse FILE`": command}.items():
        try:
            spent, memory = measured(f"exec({code!r})")
        except subprocess.CalledProcessError:
            continue
        unit = unit or spent
        yield f"| {name} | {spent:.2f} | {spent / unit:.2f} | {memory:.0f} |"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=TEXTS, help="JSONL with title and text")
    options.add_argument("--runs", type=int, default=7, help="the least of so many counts")
    options.add_argument("--json", action="store_true", help="only the multiples of jieba.lcut, as JSON")
    options.add_argument("--without-fast", action="store_true", help="as if rjieba and numpy were not installed")
    given = options.parse_args()
    warnings.simplefilter("ignore")
    if given.without_fast:
        without_fast()
    texts = documents(given.texts)
    if given.json:
        print(json.dumps(ratios(texts, given.runs), ensure_ascii=False))
        return
    versions = [f"{name} {metadata.version(name)}" for name in PACKAGES if installed(name)]
    print(f"# What a parse costs\n\nPython {platform.python_version()}, {platform.machine()}, {', '.join(versions)};")
    print(f"{len(texts)} texts, {sum(len(d['text']) for d in texts):,} characters, the least of {given.runs} runs.")
    print(f"\n## Parts of a parse, as multiples of `{UNIT}`\n", *cost(given), sep="\n")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bulletin.txt"
        file.write_text(BULLETIN, encoding="utf-8")
        print("\n## The first time\n", *first(file), sep="\n")
    print(READING)


def installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
