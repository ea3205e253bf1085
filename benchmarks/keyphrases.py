"""Key phrases beside their peers, what each part of the ranking brings, and what they cost.

    python benchmarks/keyphrases.py [GOLD.jsonl TEXTS.jsonl] > figures.md
    python benchmarks/keyphrases.py --fit        # derive phrases_counts.tsv and phrases_weights.tsv anew

Weights are fitted on all of these and on public bulletins that may not be passed on (--also). The second edition
of the topics was compiled after the invented bulletins had been read, so figures on those are flattering.

Without files: the bulletins of ../shared/gold, where they are, and the invented ones of tests/gold. Peers that are not
installed are left out. Figures go to stdout as Markdown. A phrase is right when it equals a librarian's, or when one
of the two holds the other and is at least half as long; eight predictions a bulletin, as in ../shared/gold/score.py.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Any

import newsparse
from newsparse import phrases
from newsparse.extraction import Given, extract
from newsparse.phrases import candidates, ranking, selection
from newsparse.phrases.words import cut, without_marks
from newsparse.segmentation import jieba as engine
from newsparse.text import Text

ROOT = Path(__file__).parents[1]
SETS = {
    "dev": (ROOT.parent / "shared/gold/dev.jsonl", ROOT.parent / "shared/gold/dev-texts.jsonl"),
    "seen": (ROOT / "tests/gold/seen.jsonl", ROOT / "tests/gold/seen-texts.jsonl"),
    "aside": (ROOT / "tests/gold/aside.jsonl", ROOT / "tests/gold/aside-texts.jsonl"),
}
TOP, LONGEST = 8, 12
RUNS = 7  # the best of so many: the one least disturbed by the machine
FOLDS, SHUFFLES = 8, 4
HALF_RIGHT = 0.5  # what a phrase that overlaps a librarian's counts while fitting
STRENGTH = 1.5  # of the pull of every weight towards zero
CLOSES = 8  # a last word has a weight of its own when it closes candidates of at least so many bulletins
COMMON = 3  # a phrase of the background stands in at least so many bulletins
GROUPS = {
    "standing topics": "topic:.|formula",
    "domain terms": "term",
    "topics and terms inside": "holds",
    "single last words": "closing:.*",
    "repetition": "repetition",
    "length": "length:.",
    "words: how many, first and last": "(words|first|last):.",
    "neighbours": "(left|right):.",
    "headline": "title",
    "first sentence": "lead",
    "background counts": "background",
}

Extract = Callable[["Case"], Sequence[str]]


@dataclass(frozen=True)
class Case:
    """A labelled bulletin: the restored text, and what a librarian filed it under."""

    text: Text
    title: str
    gold: tuple[str, ...]
    facts: Any

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text.text}"


def norm(s: str) -> str:
    return re.sub(r"[\s·•・‧“”\"'‘’]", "", unicodedata.normalize("NFKC", s))


def same(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 3 and short in long and len(short) >= len(long) / 2)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def cases(gold: Path, texts: Path) -> list[Case]:
    by_id = {row["id"]: row for row in rows(texts)}
    parser = newsparse.Parser()
    found = []
    for row in rows(gold):
        text = parser.restore(by_id[row["id"]]["text"])
        title = parser.restore(by_id[row["id"]].get("title") or "").text
        facts = extract(text, Given(title or None, row.get("published")))
        found.append(Case(text, title, tuple(map(norm, row.get("key_phrases") or ())), facts))
    return found


def figures(predicted: Iterable[tuple[Case, Sequence[str]]]) -> tuple[float, float, float]:
    """Precision, recall and F over all bulletins."""
    right = given = wanted = 0
    for case, output in predicted:
        left = list(case.gold)
        for phrase in map(norm, output[:TOP]):
            match = next((gold for gold in left if len(phrase) <= LONGEST + 2 and same(phrase, gold)), None)
            if match is not None:
                left.remove(match)
        right += len(case.gold) - len(left)
        given += len(output[:TOP])
        wanted += len(case.gold)
    p, r = right / max(1, given), right / max(1, wanted)
    return p, r, 2 * p * r / max(1e-9, p + r)


def ours(case: Case) -> list[str]:
    return [phrase.text for phrase in phrases.find(case.text, case.facts, top=TOP)]


def peers() -> dict[str, Extract]:
    """Every extractor that is installed, with its own defaults."""
    import jieba
    import jieba.analyse

    jieba.setLogLevel(logging.CRITICAL)
    found: dict[str, Extract] = {
        "newsparse": ours,
        f"jieba {metadata.version('jieba')} TF-IDF": lambda case: jieba.analyse.extract_tags(case.whole, topK=TOP),
        f"jieba {metadata.version('jieba')} TextRank": lambda case: jieba.analyse.textrank(case.whole, topK=TOP),
    }
    if util.find_spec("yake"):
        import yake

        extractor = yake.KeywordExtractor(lan="zh", n=3, top=TOP)
        found[f"yake {metadata.version('yake')} (words by jieba)"] = lambda case: [
            phrase.replace(" ", "") for phrase, _ in extractor.extract_keywords(" ".join(jieba.lcut(case.whole)))
        ]
    if util.find_spec("jionlp"):
        import jionlp

        found[f"JioNLP {metadata.version('jionlp')}"] = lambda case: jionlp.keyphrase.extract_keyphrase(
            case.whole, top_k=TOP
        )
    return found


# --- fitting -------------------------------------------------------------------------------------------------------


def observations(case: Case) -> list[tuple[str, dict[str, float], float]]:
    """Candidates with their properties and how right they are."""
    whole, names = case.whole, [person.name for person in case.facts.people]
    words = cut(whole, phrases.READ)
    candidate = candidates.find(whole, words)
    doc = ranking.document(words, len(without_marks(case.title)), candidate.listed)
    found = []
    for phrase, place in candidate.phrases.items():
        if any(name in phrase for name in names):
            continue
        right = 1.0 if norm(phrase) in case.gold else HALF_RIGHT * any(same(norm(phrase), gold) for gold in case.gold)
        values = dict(ranking.properties(phrase, place, doc))
        if place[0] >= 0:
            values[f"{ranking.CLOSING}:{words.texts[place[1] - 1]}"] = 1.0
        found.append((phrase, values, right))
    return found


def counted(data: Sequence[list[tuple[str, dict[str, float], float]]]) -> set[str]:
    """The properties that get a weight: all, but last words only when they close candidates of several bulletins."""
    stand = Counter(name for case in data for name in {name for _, values, _ in case for name in values})
    return {name for name, count in stand.items() if count >= CLOSES or not name.startswith(ranking.CLOSING)}


def fitted(data: Iterable[list[tuple[str, dict[str, float], float]]], left_out: str | None = None) -> dict[str, float]:
    """Weights by logistic regression (Newton's method), properties that match `left_out` left out."""
    import numpy as np

    known = list(data)
    flat = [(values, right) for case in known for _, values, right in case]
    names = sorted(name for name in counted(known) if not (left_out and re.fullmatch(left_out, name)))
    x = np.array([[values.get(name, 0.0) for name in names] for values, _ in flat])
    y = np.array([right for _, right in flat])
    b = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ b))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + STRENGTH * np.eye(len(b)), x.T @ (p - y) + STRENGTH * b)
        b -= step
        if abs(step).max() < 1e-6:
            break
    return dict(zip(names, b.tolist(), strict=True))


def chosen(case: list[tuple[str, dict[str, float], float]], weights: dict[str, float]) -> list[str]:
    scored = sorted((-sum(weights.get(k, 0.0) * v for k, v in values.items()), phrase) for phrase, values, _ in case)
    taken: dict[str, frozenset[str]] = {}
    for total, phrase in scored:
        if len(taken) >= TOP or ranking.probability(-total) < phrases.LEAST:
            break
        selection.distinct(phrase, taken)
    return list(taken)


def cross_validated(known: list[Case], left_out: str | None = None) -> float:
    """F on bulletins whose labels the weights have not seen, over several splits."""
    data = [observations(case) for case in known]
    total = 0.0
    for seed in range(SHUFFLES):
        order = list(range(len(known)))
        random.Random(seed).shuffle(order)
        predicted = []
        for fold in range(FOLDS):
            held = set(order[fold::FOLDS])
            weights = fitted((data[i] for i in order if i not in held), left_out)
            predicted += [(known[i], chosen(data[i], weights)) for i in held]
        total += figures(predicted)[2]
    return total / SHUFFLES


def keep_first_edition() -> None:
    """Forget the topics that were added after the bulletins of tests/gold had been read."""
    first = {topic: kind for topic, kind in candidates.topics().items() if kind != "topic:2"}
    candidates.topics = ranking.topics = lambda: first  # type: ignore[assignment]
    for cached in (candidates._beginnings, candidates._openings, ranking._listed):
        cached.cache_clear()


def write(name: str, header: Iterable[str], entries: dict[str, str]) -> None:
    lines = [*(f"# {line}" for line in header), *(f"{key}\t{value}" for key, value in sorted(entries.items()))]
    (ROOT / "resources" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def fit(known: dict[str, list[Case]], further: list[Case]) -> None:
    """Write the background counts and the weights; `further` bulletins count for the weights alone."""
    every = [case for found in known.values() for case in found]
    plain = [without_marks(case.whole) for case in every]
    stand: Counter[str] = Counter()
    for phrase in {phrase for case in every for phrase, _, _ in observations(case)} | set(candidates.topics()):
        stand[phrase] = sum(phrase in text for text in plain)
    write(
        "phrases_counts.tsv",
        [
            f"format: phrase, number of bulletins it stands in (of {len(every)}; at least {COMMON})",
            "source: counted over 65 public and 32 invented bulletins (benchmarks/keyphrases.py --fit)",
            "licence: Apache-2.0 (counts only)",
            "used by: phrases.ranking",
        ],
        {phrase: str(count) for phrase, count in stand.items() if count >= COMMON},
    )
    ranking._listed.cache_clear()  # the counts just written
    # What is read are public bulletins: those of dev count twice beside the invented ones.
    cases_ = [case for name, found in known.items() for case in found * (2 if name == "dev" else 1)]
    weights = fitted([observations(case) for case in (*cases_, *further)])
    write(
        "phrases_weights.tsv",
        [
            "format: property, weight; docs/keyphrases.md explains the properties",
            f"source: logistic regression on {len(every) + len(further)} labelled bulletins, public and invented"
            " (benchmarks/keyphrases.py --fit)",
            "licence: Apache-2.0",
            "used by: phrases.ranking",
        ],
        {name: f"{weight:.2f}" for name, weight in weights.items()},
    )


# --- figures -------------------------------------------------------------------------------------------------------


def best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def cost(known: list[Case]) -> None:
    import jieba

    from newsparse.phrases import words

    baseline = best(lambda: [jieba.lcut(case.text.text) for case in known])
    print("\n| finding key phrases | seconds | times `jieba.lcut` on the same texts |\n|---|---|---|")
    kept = words.segmenter
    for name, fast in (("with rjieba", True), ("without", False)):
        if fast and not util.find_spec("rjieba"):
            continue
        segmenter = engine.load(fast=fast)
        words.segmenter = lambda segmenter=segmenter: segmenter  # type: ignore[assignment,misc]
        seconds = best(lambda: [phrases.find(case.text, case.facts) for case in known])
        print(f"| {name} | {seconds:.4f} | {seconds / baseline:.2f} |")
    words.segmenter = kept


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", type=Path, help="GOLD.jsonl TEXTS.jsonl")
    options.add_argument(
        "--also", nargs=2, type=Path, action="append", default=[], metavar="FILE", help="with --fit: further GOLD TEXTS"
    )
    options.add_argument("--fit", action="store_true", help="derive counts and weights anew")
    given = options.parse_args()
    sets = {"given": tuple(given.files)} if given.files else SETS
    known = {name: cases(*paths) for name, paths in sets.items() if paths[0].is_file()}
    every = [case for found in known.values() for case in found]
    if given.fit:
        return fit(known, [case for paths in given.also for case in cases(*paths)])
    extractors = peers()
    for name, found in known.items():
        print(f"\n{name}: {len(found)} bulletins\n\n| | P | R | F |\n|---|---|---|---|")
        for peer, extractor in extractors.items():
            p, r, f = figures((case, extractor(case)) for case in found)
            print(f"| {peer} | {p:.3f} | {r:.3f} | {f:.3f} |")
    cost(every)
    if given.files:
        return
    dev = known.get("dev")
    if dev:
        print("\n| dev, weights fitted on the other bulletins of dev | F |\n|---|---|")
        print(f"| all parts | {cross_validated(dev):.3f} |")
        for name, pattern in {"the second edition of topics": "topic:2", **GROUPS}.items():
            print(f"| without {name} | {cross_validated(dev, pattern):.3f} |")
    keep_first_edition()
    print("\n| weights as shipped, topics of the first edition only | F |\n|---|---|")
    for name, found in known.items():
        print(f"| {name} | {figures((case, ours(case)) for case in found)[2]:.3f} |")


if __name__ == "__main__":
    main()
