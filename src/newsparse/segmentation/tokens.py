"""What segmentation gives back: words with their places, and the protocol of the engines that find them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice, repeat
from typing import Literal, NamedTuple, Protocol, overload, runtime_checkable

from newsparse.errors import NewsparseError
from newsparse.text import Span

_BLANK = re.compile(r"\r\n|\s")

Source = Literal["engine", "lexicon", "entity"]


@runtime_checkable
class Segmenter(Protocol):
    """What cuts a text into words. `segment(text, engine=…)` takes any object with these two methods."""

    def cut(self, text: str) -> Sequence[str]:
        """The words in order. They must be the text's own; blanks may be left out."""
        ...

    def parts(self, word: str) -> Sequence[str]:
        """The shorter words inside `word`, for search; none when it has none."""
        ...


class Token(NamedTuple):
    """One word.

    Attributes:
        text: the word; `str(token)` gives it too.
        span: its place in the text, half-open, in code points.
        source: what fixed it: the engine, a word of the lexicon, or a field that extraction found (entity).
        parts: in search mode the shorter words inside it, else empty.
    """

    text: str
    span: Span
    source: Source = "engine"
    parts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


class Tokens(Sequence[Token]):
    """The words of a text, in order; joined they are the text, blanks included.

    Attributes:
        texts: the words as plain strings, for those who need nothing else.

    >>> tokens = Tokens(("市长", "讲话"))
    >>> tokens.texts, tokens[1].span, len(tokens)
    (('市长', '讲话'), Span(start=2, stop=4), 2)
    """

    def __init__(
        self, texts: Sequence[str], sources: Sequence[Source] = (), parts: Sequence[tuple[str, ...]] = ()
    ) -> None:
        """One source and one tuple of parts a word, or none at all."""
        self.texts: tuple[str, ...] = tuple(texts)
        self._sources: tuple[Source, ...] = tuple(sources)
        self._parts = tuple(parts)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each word begins, and the end of the text; made when first needed, it costs as much as cutting."""
        return tuple(accumulate(map(len, self.texts), initial=0))

    def _token(self, i: int) -> Token:
        source: Source = self._sources[i] if self._sources else "engine"
        span = Span(self._starts[i], self._starts[i + 1])
        return Token(self.texts[i], span, source, self._parts[i] if self._parts else ())

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, index: int | slice) -> Token | tuple[Token, ...]:
        if isinstance(index, slice):
            return tuple(map(self._token, range(*index.indices(len(self)))))
        return self._token(range(len(self))[index])

    def __iter__(self) -> Iterator[Token]:
        spans = map(Span, self._starts, islice(self._starts, 1, None))
        sources: Iterable[Source] = self._sources or repeat("engine")
        return map(Token, self.texts, spans, sources, self._parts or repeat(()))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tokens):
            return NotImplemented
        mine, theirs = (self.texts, self._sources, self._parts), (other.texts, other._sources, other._parts)
        return mine == theirs

    def __hash__(self) -> int:
        return hash(self.texts)

    def __repr__(self) -> str:
        return f"Tokens({' / '.join(self.texts)})"


def aligned(words: Sequence[str], text: str) -> Sequence[str]:
    r"""`words` with the blanks that an engine dropped put back, so that joined they are `text`.

    Raises:
        NewsparseError: a word is not where it should be: the engine changed, lost or moved characters.

    >>> aligned(["会议", "强调"], " 会议\n强调")
    [' ', '会议', '\n', '强调']
    """
    if "".join(words) == text:
        return words
    found: list[str] = []
    at = 0
    for word in words:
        start = text.find(word, at)
        found += _blanks(text, at, start)
        found.append(word)
        at = start + len(word)
    return [*found, *_blanks(text, at, len(text))]


def _blanks(text: str, start: int, stop: int) -> list[str]:
    """The blanks between two words, one token each, a Windows line end whole: as jieba counts them."""
    between = text[start : max(start, stop)]
    if stop < start or between.strip():
        raise NewsparseError(
            f"the engine gave back other characters than the text holds near {text[max(0, start - 5) : start + 10]!r}; "
            "please report it with that text, and use another engine until then"
        )
    return _BLANK.findall(between)
