"""Derive the word classes of resources/phrases_words.tsv from jieba's dictionary (MIT).

python tools/derive_phrase_words.py
"""

from __future__ import annotations

from pathlib import Path

import jieba

RESOURCES = Path(__file__).parents[1] / "resources"
KNOWN = 10  # words rarer than this are mistagged too often to be trusted
PLACE = 20  # rare place names are often everyday words
LONGEST = 4  # longer words are phrases that jieba lists, and no class holds of them
CLASSES = {
    **dict.fromkeys(("v", "vd", "vi", "vq"), "verb"),
    **dict.fromkeys(("vn",), "act"),
    **dict.fromkeys(("a", "an", "b"), "attr"),
    **dict.fromkeys(
        ("p", "c", "u", "ul", "uj", "uv", "ug", "ud", "uz", "r", "d", "ad", "y", "e", "o", "f", "df"), "func"
    ),
    **dict.fromkeys(("m", "mq", "q"), "number"),
    **dict.fromkeys(("t", "tg"), "time"),
    **dict.fromkeys(("ns",), "place"),
    **dict.fromkeys(("nt",), "body"),
}


def entry(word: str, count: int, tag: str) -> tuple[str, str] | None:
    """The class of a word, if its tag has one and the word is common enough for the tag to be right."""
    kind = CLASSES.get(tag)
    if kind is None or len(word) > LONGEST or count < (PLACE if kind == "place" else KNOWN):
        return None
    return word, kind


def main() -> None:
    """Write the list."""
    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    found = (entry(word, int(count), tag) for word, count, tag in (line.split() for line in lines))
    rows = sorted({f"{word}\t{kind}" for word, kind in filter(None, found)})
    header = [
        "# format: word, class",
        "# source: tags and counts of jieba 0.42.1's dict.txt (tools/derive_phrase_words.py)",
        "# licence: MIT (jieba)",
        "# used by: phrases.words",
    ]
    (RESOURCES / "phrases_words.tsv").write_text("\n".join([*header, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
