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
from newsparse.text import Span

# What may stand on the right.
STRONG, JOINING, WEAK, NOTHING = 3.0, 2.2, 1.2, -2.5
VERBAL = 2.1  # any verb or adverb of the language (resources/verbs.txt): weaker, it may begin inside a longer word
# 中方, 我院, 全校: a side or a body, not a given name, unless a title stands before it.
BODY_CHARACTERS = frozenset("方国省市县区局院校厂部委会司办处科室站所队镇乡村组团店行党总工某")
DOTS = frozenset("·•・‧．.﹒∙")
END = re.compile(r"[，、。；：！？）)（(\s…—\-/《“”\[\]【】·" + FILL + r"]|$")
_JOINING_WORDS = frozenset({"和", "与", "及", "以及"})


@cache
def _title_beginnings() -> frozenset[str]:
    return frozenset(head[0] for head in title_heads())


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
        self._known: dict[int, float] = {}

    def worth(self, stop: int) -> float:
        """What stands after a name that would end at `stop` is worth."""
        worth = self._known.get(stop)
        if worth is None:
            worth = self._known[stop] = self._worth(stop)
        return worth

    def _worth(self, stop: int) -> float:
        if END.match(self._plain, stop):
            goes_on = self._plain[stop : stop + 1] in DOTS and "\u3400" <= self._plain[stop + 1 : stop + 2] <= "\u9fff"
            return NOTHING if goes_on else STRONG
        after = _after().match(self._plain, stop)
        if after and after["strong"]:
            return STRONG
        if after and after["none"]:
            return NOTHING
        if self.title_follows(stop):
            return STRONG
        if after:
            return JOINING if after["weak"] in _JOINING_WORDS else WEAK
        return VERBAL if self._verb_follows(stop) else NOTHING

    def title_follows(self, stop: int) -> bool:
        """Whether a title stands behind the name: 方舟会长, 石磊常务副总裁."""
        # 青岩集团董事长: the title of a body
        return self._plain[stop - 1] not in BODY_CHARACTERS and self.title_begins(stop)

    def title_begins(self, stop: int) -> bool:
        """Whether a title begins at `stop`."""
        if self._plain[stop : stop + 1] not in _title_beginnings():
            return False
        heads = title_heads()
        return any(self._plain[stop : stop + size] in heads for size in (2, 3, 4, 5))

    def _verb_follows(self, stop: int) -> bool:
        verbs, plain = words("verbs.txt"), self._plain
        return plain[stop : stop + 2] in verbs or plain[stop : stop + 3] in verbs or plain[stop : stop + 4] in verbs

    def into_verb(self, span: Span) -> bool:
        """Whether the last character begins a verb that a name alone precedes: 石磊致 before 开幕辞."""
        verb = _after().match(self._plain, span.stop - 1) if len(span) > 2 else None
        return bool(verb and verb["strong"] and verb.end() > span.stop and not verb["strong"].isdigit())

    def into_title(self, start: int) -> bool:
        """Whether a title begins at `start`: the last character of 时光副 belongs to 副校长."""
        heads, plain = title_heads(), self._plain
        return plain[start : start + 3] in heads or plain[start : start + 4] in heads
