"""Derive the character statistics that mend torn bytes from jieba's dictionary (MIT).

python tools/derive_restoration.py
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import jieba

RESOURCES = Path(__file__).parents[1] / "resources"
RARE = 3  # what stands in one rare word only says nothing
PAIR = 40  # pairs below this count would make the file several times as large and mend nothing more


def main() -> None:
    """Write both lists."""
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    chars: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for line in lines:
        word, count, _tag = line.split()
        for char in word:
            chars[char] += int(count)
        for i in range(len(word) - 1):
            pairs[word[i : i + 2]] += int(count)
    for name, counts, least in (("characters", chars, RARE), ("pairs", pairs, PAIR)):
        header = [
            f"format: {name}, how often they stand in the words of a large corpus",
            "source: jieba 0.42.1's dict.txt, words weighted by their counts (tools/derive_restoration.py)",
            "licence: MIT (jieba)",
            "used by: restoration.frequencies",
        ]
        kept = sorted(
            f"{k}\t{n}" for k, n in counts.items() if n >= least and all("\u4e00" <= c <= "\u9fff" for c in k)
        )
        text = "\n".join([*(f"# {line}" for line in header), *kept]) + "\n"
        (RESOURCES / f"restoration_{name}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
