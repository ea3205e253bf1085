"""Derive the name statistics, the common words and the verbs in resources/ from jieba's dictionary (MIT).

python tools/derive_from_jieba.py
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import jieba

RESOURCES = Path(__file__).parents[1] / "resources"
RARE = 3  # below this count a character says nothing about names
EVERYDAY = 150  # a two-character word at least this frequent is everyday language, also inside a name
PLACES = ("ns", "nt")  # jieba's tags of places and bodies: no names however rare
VERBAL = ("v", "vn", "vd", "vi", "d", "ad", "p")  # jieba's tags of what may follow a subject
SPOKEN_OF = 20  # a rarer verb is hardly ever one of a report
KNOWN = 5  # a word that begins like a name is listed from this frequency on


def entries() -> list[tuple[str, int, str]]:
    """Every word of jieba's dictionary with its count and tag."""
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    return [(word, int(count), tag) for word, count, tag in (line.split() for line in lines)]


def write(name: str, header: Iterable[str], rows: Iterable[str]) -> None:
    """Write a list with its header, sorted."""
    text = "\n".join([*(f"# {line}" for line in header), *sorted(rows)])
    (RESOURCES / name).write_text(text + "\n", encoding="utf-8")


def surnames() -> set[str]:
    """The surnames of resources/."""
    names = ("surnames.tsv", "surnames_rare.tsv")
    lines = [line for name in names for line in (RESOURCES / name).read_text(encoding="utf-8").splitlines()]
    return {line.split("\t")[0] for line in lines if line and not line.startswith("#")}


def main() -> None:
    """Derive and write the lists."""
    known, family = entries(), surnames()
    given: Counter[str] = Counter()
    general: Counter[str] = Counter()
    for word, count, tag in known:
        if tag == "nr" and 2 <= len(word) <= 3 and word[0] in family:
            given.update(word[1:])
        elif not tag.startswith("nr"):
            for char in word:
                general[char] += count
    names, words = sum(given.values()), sum(general.values())
    scores = {c: math.log(n / names) - math.log((general[c] + 1) / words) for c, n in given.items() if n >= RARE}
    write(
        "given_names.tsv",
        [
            "format: character, ten times the logarithm of how much likelier it is in a given name than in other text",
            "source: counts of person names and other words in jieba 0.42.1's dict.txt (tools/derive_from_jieba.py)",
            "licence: MIT (jieba)",
            "used by: extraction.names",
        ],
        (f"{char}\t{round(10 * score)}" for char, score in scores.items()),
    )
    common = {
        word
        for word, count, tag in known
        if not tag.startswith("nr")
        and (
            (len(word) == 2 and count >= EVERYDAY)
            or (len(word) in (2, 3) and word[0] in family and (count >= KNOWN or tag[:2] in PLACES))
        )
    }
    write(
        "common_words.txt",
        [
            "format: word of two or three characters that is everyday language, not a person's name",
            "source: jieba 0.42.1's dict.txt by frequency and tag (tools/derive_from_jieba.py)",
            "licence: MIT (jieba)",
            "used by: extraction.names",
        ],
        common,
    )
    write(
        "verbs.txt",
        [
            "format: verb, adverb or preposition of two to four characters: what may follow a person's name",
            "source: jieba 0.42.1's dict.txt by frequency and tag (tools/derive_from_jieba.py)",
            "licence: MIT (jieba)",
            "used by: extraction.names, extraction.neighbours",
        ],
        {word for word, count, tag in known if 2 <= len(word) <= 4 and tag in VERBAL and count >= SPOKEN_OF},
    )


if __name__ == "__main__":
    main()
