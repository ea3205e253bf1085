"""Keeping stretches of a text whole: words of a lexicon found by longest match, and fields that extraction found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from newsparse.segmentation.tokens import Segmenter, aligned
from newsparse.text import Span

# 国资 stands in 中国资本, 市长 in 城市长期: a word of two characters often straddles two others, a longer one
# hardly ever.
STRADDLER = 2


class Matcher:
    """Finds the words of a list in a text, the longest first, from left to right.

    >>> [str(span) for span in Matcher(["中心组", "中心组学习"]).find("党委中心组学习会")]
    ['[2, 7)']
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        for word in sorted(words, key=lambda w: (-len(w), w)):
            self._by_head.setdefault(word[0], []).append(word)
        self._heads = re.compile("|".join(map(re.escape, self._by_head)) or "(?!)")

    def find(self, text: str) -> Iterator[Span]:
        """Where they stand, not overlapping."""
        stop = 0
        for head in self._heads.finditer(text):
            start = head.start()
            if start < stop:
                continue
            word = next((w for w in self._by_head[head.group()] if text.startswith(w, start)), "")
            if word:
                stop = start + len(word)
                yield Span(start, stop)


class WithWords:
    """A segmenter that keeps the words of a lexicon whole whatever its engine does.

    A word of two characters is kept where the engine too has a word border at both ends.
    """

    def __init__(self, engine: Segmenter, words: Iterable[str]) -> None:
        self._engine = engine
        self._matcher = Matcher(words)

    def cut(self, text: str) -> Sequence[str]:
        """The words of `text`."""
        words = aligned(self._engine.cut(text), text)
        found = list(self._matcher.find(text))
        if not found:
            return words
        borders = {0, *accumulate(map(len, words))}
        kept = [span for span in found if len(span) > STRADDLER or borders.issuperset(span)]
        return keep(words, kept, text, self._engine.cut)[0]

    def parts(self, word: str) -> Sequence[str]:
        """The shorter words inside `word`."""
        return self._engine.parts(word)


def keep(
    words: Sequence[str], spans: Iterable[Span], text: str, cut: Callable[[str], Sequence[str]]
) -> tuple[list[str], frozenset[int]]:
    """`words` of `text` with each of `spans` as one word.

    Between two spans the words stay as they are where the borders agree; where a span cuts through a word, that
    stretch is cut anew, because half a word (根 of 根|指出) is no word.

    Args:
        words: of the whole text; joined they are `text`.
        spans: in text order, not overlapping.
        text: the text.
        cut: the engine.

    Returns:
        The words, and the positions of the kept ones among them.

    >>> keep(["于", "成指", "出"], [Span(0, 2)], "于成指出", lambda s: [s])
    (['于成', '指出'], frozenset({0}))
    """
    border = {start: i for i, start in enumerate(accumulate(map(len, words), initial=0))}
    out: list[str] = []
    kept: list[int] = []
    at = 0
    for span in (*spans, None):
        stop = span.start if span else len(text)
        if at in border and stop in border:
            out += words[border[at] : border[stop]]
        else:
            out += aligned(cut(text[at:stop]), text[at:stop])
        if span:
            kept.append(len(out))
            out.append(text[span.slice])
            at = span.stop
    return out, frozenset(kept)
