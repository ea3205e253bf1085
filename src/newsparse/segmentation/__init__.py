"""Words: the `Segmenter` protocol, one adapter a file, and the tokens of a bulletin.

Engines are loaded when first used and kept, one for each lexicon; none of them changes anything outside newsparse.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from newsparse.bulletin import Bulletin, Settings
from newsparse.errors import UsageError, choose
from newsparse.lexicon import Lexicon
from newsparse.segmentation.entities import entity_spans
from newsparse.segmentation.tokens import Segmenter, Source, Token, Tokens, aligned
from newsparse.segmentation.whole import WithWords, keep

__all__ = ["ENGINES", "Segmenter", "Token", "Tokens", "segment", "segment_bulletin"]

ENGINES = ("jieba", "pkuseg")
MODES = ("default", "search")
# An engine with a lexicon of its own takes tens of megabytes; a program rarely has more than a few lexicons in use.
_KEPT_ENGINES = 8


def segment(
    s: str, engine: str | Segmenter = "jieba", *, lexicon: Lexicon | None = None, mode: str = "default"
) -> Tokens:
    """The words of a text; joined they are the text, blanks included.

    Args:
        s: any text. It is not restored or converted.
        engine: "jieba", "pkuseg", or an object with the methods of `Segmenter`.
        lexicon: words and names to keep whole; None uses none.
        mode: "search" also gives each token the shorter words inside it (`Token.parts`).

    Raises:
        UsageError: an argument has the wrong type or value.
        MissingDependencyError: the engine is not installed; the message holds the pip line.

    >>> segment("会议强调绿色发展").texts
    ('会议', '强调', '绿色', '发展')
    >>> segment("国资委会议", lexicon=Lexicon.default())[0]
    Token(text='国资委', span=Span(start=0, stop=3), source='lexicon', parts=())
    """
    if not isinstance(s, str):
        raise UsageError(f"s must be str, got {type(s).__name__}; for a Text pass str(text)")
    choose("mode", mode, MODES)
    check(engine, lexicon)
    segmenter = _segmenter(engine, lexicon or Lexicon())
    words = aligned(segmenter.cut(s), s)
    parts = [tuple(segmenter.parts(word)) for word in words] if mode == "search" else ()
    return Tokens(words, _sources(words, lexicon), parts)


def segment_bulletin(bulletin: Bulletin, settings: Settings) -> Tokens:
    """The words of a bulletin: what extraction found is whole, the rest is cut by the engine of `settings`."""
    lexicon = settings.lexicon or Lexicon.default()
    segmenter = _segmenter(settings.engine, lexicon)
    words, entities = keep(
        aligned(segmenter.cut(bulletin.text), bulletin.text), entity_spans(bulletin), bulletin.text, segmenter.cut
    )
    sources = _sources(words, lexicon, entities)
    return Tokens(words, sources)


def _sources(words: Sequence[str], lexicon: Lexicon | None, entities: frozenset[int] = frozenset()) -> list[Source]:
    """What fixed each word; empty where nothing but the engine can have."""
    if lexicon is None and not entities:
        return []
    known, names = (lexicon.words, lexicon.names) if lexicon else (frozenset(), frozenset())
    return [
        "entity" if i in entities else "lexicon" if word in known or word in names else "engine"
        for i, word in enumerate(words)
    ]


def check(engine: str | Segmenter, lexicon: Lexicon | None) -> None:
    """Refuse what cannot be an engine or a lexicon.

    Raises:
        UsageError: the message says what to pass.
    """
    if isinstance(engine, str):
        choose("engine", engine, ENGINES)
    elif not isinstance(engine, Segmenter):
        raise UsageError(f"engine must be one of {', '.join(ENGINES)} or a Segmenter, got {type(engine).__name__}")
    if lexicon is not None and not isinstance(lexicon, Lexicon):
        raise UsageError(f"lexicon must be a Lexicon, got {type(lexicon).__name__}; use Lexicon().with_words([...])")


def _segmenter(engine: str | Segmenter, lexicon: Lexicon) -> Segmenter:
    """The engine with the words of the lexicon."""
    return _named(engine, lexicon) if isinstance(engine, str) else WithWords(engine, lexicon.words | lexicon.names)


@lru_cache(maxsize=_KEPT_ENGINES)
def _named(engine: str, lexicon: Lexicon) -> Segmenter:
    words = lexicon.words | lexicon.names
    if engine == "jieba":
        from newsparse.segmentation import jieba

        return jieba.load(words)
    from newsparse.segmentation import pkuseg

    return WithWords(pkuseg.default(), words)
