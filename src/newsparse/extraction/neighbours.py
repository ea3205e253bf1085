"""What stands right of a name: punctuation, a title, a verb, a conjunction, or the rest of a longer word.

A verb is looked up among those that a name alone precedes (resources/after_names.tsv) and among all verbs and adverbs
of the language (resources/verbs.txt), so that a wording nobody has seen ends a name too.
"""

from __future__ import annotations

import re
from functools import cache

from newsparse.extraction.document import FILL
from newsparse.extraction.vocabulary import any_of, title_heads
from newsparse.lexicon import table, words

# What may stand on the right.
STRONG, JOINING, WEAK, NOTHING = 3.0, 2.2, 1.2, -2.5
VERBAL = 2.1  # any verb or adverb of the language (resources/verbs.txt): weaker, it may begin inside a longer word
# 中方, 我院, 全校: a side or a body, not a given name, unless a title stands before it.
BODY_CHARACTERS = frozenset("方国省市县区局院校厂部委会司办处科室站所队镇乡村组团店行党总工某")
DOTS = frozenset("·•・‧．.﹒∙")
_ENDS = frozenset("，、。；：！？）)（(…—-/《“”[]【】·" + FILL)
_JOINING_WORDS = frozenset({"和", "与", "及", "以及"})


@cache
def _title_beginnings() -> frozenset[str]:
    """The first two characters of titles: one look tells most places from titles."""
    return frozenset(head[:2] for head in title_heads())


@cache
def _after_beginnings() -> frozenset[str]:
    return frozenset(word[0] for word in (*table("after_names.tsv"), "等", "应", "任", "因", "同", "跟"))


@cache
def _after() -> re.Pattern[str]:
    strengths = table("after_names.tsv")
    strong = any_of(w for w, s in strengths.items() if s == "strong")
    weak = any_of(w for w, s in strengths.items() if s == "weak")
    verbs = any_of(w for w, s in strengths.items() if s == "strong" and w not in title_heads())
    # 陈平和出席: a conjunction needs a further person after it, so 和 before a verb belongs to the name.
    others = "等(?![待候级到于])"
    invited = "应(?=[^，。；\\n]{2,30}(?:邀请|之邀))"
    # 任组长 behind a name; 兼任 and 担任 are in the list
    office = f"任(?={any_of(w for w in title_heads() if len(w) < 4)})"
    absence = r"因(?=[^，。；\n]{1,20}(?:请假|缺席|未能|无法|不能|没有))"
    return re.compile(
        f"(?P<strong>{strong}|{absence}|{office}|{others}|{invited})|(?P<none>(?:以及|和|与|及|同|跟)(?:{verbs})(?![组团队员人会班者]))|(?P<weak>{weak})"
    )


class Right:
    """Weighs what stands right of a place in one document."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._length = len(plain)
        self._known: dict[int, float] = {}
        self._after, self._after_beginnings = _after(), _after_beginnings()
        self._heads, self._title_beginnings = title_heads(), _title_beginnings()
        self._verbs = words("verbs.txt")

    def ends(self, stop: int) -> bool:
        """Whether punctuation, a blank or the end of the text stands at `stop`."""
        if stop >= self._length:
            return True
        char = self._plain[stop]
        return char in _ENDS or char.isspace()

    def worth(self, stop: int) -> float:
        """What stands after a name that would end at `stop` is worth."""
        worth = self._known.get(stop)
        if worth is None:
            worth = self._known[stop] = self._worth(stop)
        return worth

    def _worth(self, stop: int) -> float:
        plain = self._plain
        if self.ends(stop):
            goes_on = plain[stop : stop + 1] in DOTS and "\u3400" <= plain[stop + 1 : stop + 2] <= "\u9fff"
            return NOTHING if goes_on else STRONG
        after = self._after.match(plain, stop) if plain[stop] in self._after_beginnings else None
        if after and after.lastgroup == "strong":
            return STRONG
        if after and after.lastgroup == "none":
            return NOTHING
        if self.title_follows(stop):
            return STRONG
        if after:
            return JOINING if after[0] in _JOINING_WORDS else WEAK
        return VERBAL if self._verb_follows(stop) else NOTHING

    def title_follows(self, stop: int) -> bool:
        """Whether a title stands behind the name: 方舟会长, 石磊常务副总裁."""
        # 青岩集团董事长: the title of a body
        return self._plain[stop - 1] not in BODY_CHARACTERS and self.title_begins(stop)

    def title_begins(self, stop: int) -> bool:
        """Whether a title begins at `stop`."""
        plain, heads = self._plain, self._heads
        pair = plain[stop : stop + 2]
        if pair not in self._title_beginnings:
            return False
        return pair in heads or any(plain[stop : stop + size] in heads for size in (3, 4, 5))

    def _verb_follows(self, stop: int) -> bool:
        verbs, plain = self._verbs, self._plain
        return plain[stop : stop + 2] in verbs or plain[stop : stop + 3] in verbs or plain[stop : stop + 4] in verbs

    def into_verb(self, start: int, stop: int) -> bool:
        """Whether the last character begins a verb that a name alone precedes: 石磊致 before 开幕辞."""
        if stop - start <= 2 or self._plain[stop - 1] not in self._after_beginnings:
            return False
        verb = self._after.match(self._plain, stop - 1)
        return bool(verb and verb.lastgroup == "strong" and verb.end() > stop and not verb[0].isdigit())

    def into_title(self, start: int) -> bool:
        """Whether a title begins at `start`: the last character of 时光副 belongs to 副校长."""
        heads, plain = self._heads, self._plain
        return plain[start : start + 3] in heads or plain[start : start + 4] in heads
