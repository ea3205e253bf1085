"""How segmentation compares: equality, names whole, speed, load, what the lexicon changes; beside its peers.

    python benchmarks/segmentation.py [--texts FILE.jsonl] [--gold FILE.jsonl] [--icwb2 GOLD.utf8 …] > figures.md

Peers that are not installed are left out. `--icwb2` takes gold files of the second SIGHAN bakeoff (words separated by
blanks, one sentence a line) and adds precision and recall. Figures go to stdout as Markdown.
"""

from __future__ import annotations

import argparse
import json
import logging
import platform
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata, util
from itertools import accumulate, pairwise
from pathlib import Path

import newsparse
from newsparse import Lexicon, segment
from newsparse.segmentation import jieba as engine
from newsparse.segmentation.models import loadable

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared/gold"
# The best of so many runs: the one least disturbed by the machine.
RUNS = 5
PACKAGES = ("jieba", "rjieba", "spacy-pkuseg", "pkuseg")

Cut = Callable[[str], Sequence[str]]


def theirs() -> Cut:
    """jieba as its users run it."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    jieba.initialize()
    return jieba.lcut


def raw_pkuseg() -> Cut:
    """spacy-pkuseg with the model newsparse uses."""
    import spacy_pkuseg

    carrier = util.find_spec("pkuseg")
    assert carrier and carrier.origin
    with loadable(Path(carrier.origin).parent / "models/ctb8") as folder:
        return spacy_pkuseg.pkuseg(str(folder)).cut


def engines() -> dict[str, Cut]:
    """Every engine that is installed, newsparse's and peers', by name."""
    found: dict[str, Cut] = {"jieba.lcut": theirs(), "newsparse jieba, pure": engine.load(fast=False).cut}
    if util.find_spec("rjieba"):
        import rjieba

        found["rjieba.cut"] = rjieba.Jieba().cut
        found["newsparse jieba, fast"] = lambda text: segment(text).texts
        found["newsparse jieba, fast, every Token made"] = lambda text: [token.text for token in segment(text)]
        lexicon = Lexicon.default()
        found["newsparse jieba, fast, domain lexicon"] = lambda text: segment(text, lexicon=lexicon).texts
    if util.find_spec("spacy_pkuseg") and util.find_spec("pkuseg"):
        found["spacy_pkuseg.cut"] = raw_pkuseg()
        found["newsparse pkuseg"] = lambda text: segment(text, "pkuseg").texts
    return found


def seconds(cut: Cut, texts: Sequence[str]) -> float:
    """For one pass over the texts."""
    start = time.perf_counter()
    for text in texts:
        cut(text)
    return time.perf_counter() - start


def speed(texts: Sequence[str]) -> Iterable[str]:
    characters = sum(map(len, texts))
    found = engines()
    # In turns, so that a busy moment of the machine meets every engine.
    runs = [{name: seconds(cut, texts) for name, cut in found.items()} for _ in range(RUNS)]
    best = {name: min(run[name] for run in runs) for name in found}
    yield "| engine | characters a second | × jieba.lcut |\n|---|---:|---:|"
    for name, spent in best.items():
        yield f"| {name} | {characters / spent:,.0f} | {best['jieba.lcut'] / spent:.2f} |"


def equality(texts: Sequence[str]) -> Iterable[str]:
    found = engines()

    def same(ours: str, peer: str, keep: Callable[[str], object] = bool) -> str:
        if ours not in found or peer not in found:
            return f"| {ours} | {peer} | not installed |"
        equal = sum([w for w in found[ours](t) if keep(w)] == list(found[peer](t)) for t in texts)
        return f"| {ours} | {peer} | {equal} of {len(texts)} |"

    yield "| newsparse | peer | texts with the same tokens |\n|---|---|---:|"
    yield same("newsparse jieba, pure", "jieba.lcut")
    yield same("newsparse jieba, fast", "jieba.lcut")
    yield same("rjieba.cut", "jieba.lcut")
    yield same("newsparse pkuseg", "spacy_pkuseg.cut", str.strip)


def names(gold: Path, texts: dict[str, dict[str, str]]) -> Iterable[str]:
    """How many of the labelled people's names are a token of the bulletin they stand in."""
    found: dict[str, list[bool]] = {"Bulletin.tokens": [], **{name: [] for name in engines() if "," not in name}}
    everywhere: dict[str, list[bool]] = {name: [] for name in found}
    cuts = engines()
    for line in gold.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        given = texts[label["id"]]
        bulletin = newsparse.parse(given["text"], title=given.get("title"), published=label.get("published"))
        for name in found:
            words = bulletin.tokens.texts if name == "Bulletin.tokens" else cuts[name](bulletin.text)
            whole = [p["name"] for p in label["people"] if p["name"] in bulletin.text]
            found[name] += [person in words for person in whole]
            for person in whole:
                mentioned, tokens = bulletin.text.count(person), list(words).count(person)
                everywhere[name] += [i < tokens for i in range(mentioned)]
    yield "| tokens | names that are one token | mentions that are one token |\n|---|---:|---:|"
    for name, hits in found.items():
        mentions = everywhere[name]
        yield f"| {name} | {share(hits)} | {share(mentions)} |"


def share(hits: Sequence[bool]) -> str:
    return f"{100 * sum(hits) / len(hits):.1f} % ({sum(hits)} of {len(hits)})" if hits else "none"


def lexicon_effect(texts: Sequence[str]) -> Iterable[str]:
    """What the domain lexicon joins, and what it cuts through."""
    plain, known = engine.load(), engine.load(Lexicon.default().words)
    before = after = joined = through = 0
    kinds: set[str] = set()
    for text in texts:
        old, new = plain.cut(text), known.cut(text)
        before, after = before + len(old), after + len(new)
        borders = {0, *accumulate(map(len, old))}
        words = {*zip(accumulate(map(len, old), initial=0), old, strict=False)}
        for start, word in zip(accumulate(map(len, new), initial=0), new, strict=False):
            if word in Lexicon.default().words and (start, word) not in words:
                joined += 1
                kinds.add(word)
                through += not borders.issuperset((start, start + len(word)))
    yield f"- {len(Lexicon.default().words):,} terms; loading them takes {load_lexicon():.2f} s with `fast`."
    yield f"- Tokens: {before:,} without, {after:,} with ({100 * (before - after) / before:.1f} % fewer)."
    yield f"- {joined:,} terms ({len(kinds)} different) that jieba cuts up are one token, {1000 * joined / before:.0f}"
    yield f"  in 1000 tokens; {through} of them begin or end where jieba has no word border."


def load_lexicon() -> float:
    words = Lexicon.default().words
    start = time.perf_counter()
    engine.load(words)
    return time.perf_counter() - start


def load() -> Iterable[str]:
    """Seconds and peak memory of the first words, in a process of its own. Linux only."""
    snippets = {
        "Python alone": "pass",
        "jieba.lcut, first use ever": "import tempfile,jieba; jieba.dt.tmp_dir=tempfile.mkdtemp(); jieba.lcut('会议')",
        "jieba.lcut, from its cache": "import jieba; jieba.lcut('会议')",
        "newsparse jieba, pure": "from newsparse.segmentation import jieba; jieba.load(fast=False).cut('会议')",
        "newsparse jieba, fast": "from newsparse.segmentation import jieba; jieba.load(fast=True).cut('会议')",
        "newsparse pkuseg": "from newsparse import segment; segment('会议','pkuseg')",
    }
    if not Path("/proc/self/status").exists():
        yield "Not measured: it needs Linux."
        return
    yield "| engine | seconds to the first words | peak memory, MB |\n|---|---:|---:|"
    for name, code in snippets.items():
        try:
            spent, memory = measured(code)
        except subprocess.CalledProcessError:
            continue
        yield f"| {name} | {spent:.2f} | {memory:.0f} |"


def measured(code: str) -> tuple[float, float]:
    """Seconds and megabytes; the second of two runs, so that files are in memory."""
    timed = f"import time; s=time.perf_counter(); {code}; e=time.perf_counter()-s"
    # VmHWM, because getrusage's peak is inherited from the process that started this one.
    report = "print(e, [int(l.split()[1]) / 1024 for l in open('/proc/self/status') if l.startswith('VmHWM')][0])"
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", f"{timed}; {report}"], capture_output=True, text=True, check=True
        )
    spent, memory = map(float, ran.stdout.split())
    return spent, memory


def bakeoff(gold: Path) -> Iterable[str]:
    """Precision, recall and F1 of words on a file of the second SIGHAN bakeoff."""
    sentences = [line.split() for line in gold.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    yield f"\n### {gold.name}\n\n| engine | precision | recall | F1 |\n|---|---:|---:|---:|"
    for name, cut in engines().items():
        right = guessed = wanted = 0
        for words in sentences:
            ours, true = spans(cut("".join(words))), spans(words)
            right, guessed, wanted = right + len(ours & true), guessed + len(ours), wanted + len(true)
        precision, recall = right / guessed, right / wanted
        yield f"| {name} | {precision:.3f} | {recall:.3f} | {2 * precision * recall / (precision + recall):.3f} |"


def spans(words: Sequence[str]) -> set[tuple[int, int]]:
    return {*pairwise(accumulate(map(len, words), initial=0))}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=GOLD / "dev-texts.jsonl", help="JSONL with id, title, text")
    options.add_argument("--gold", type=Path, default=GOLD / "dev.jsonl", help="JSONL with id, published, people")
    options.add_argument("--icwb2", type=Path, nargs="*", default=[], help="gold files of the second SIGHAN bakeoff")
    given = options.parse_args()
    warnings.simplefilter("ignore")
    found = {d["id"]: d for d in map(json.loads, given.texts.read_text(encoding="utf-8").splitlines())}
    texts = [d["text"] for d in found.values()]
    versions = [f"{name} {metadata.version(name)}" for name in PACKAGES if util.find_spec(name.replace("-", "_"))]
    print(f"Python {platform.python_version()}, {platform.machine()}, {', '.join(versions)};", end=" ")
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters.")
    sections = {
        "Same tokens": equality(texts),
        "Names whole": names(given.gold, found),
        "Speed": speed(texts),
        "Load": load(),
        "What the domain lexicon changes": lexicon_effect(texts),
    }
    for title, lines in sections.items():
        print(f"\n## {title}\n")
        print(*lines, sep="\n")
    for gold in given.icwb2:
        print(*bakeoff(gold), sep="\n")


if __name__ == "__main__":
    main()
