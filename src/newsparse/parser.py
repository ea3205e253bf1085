"""`Parser`: the visible list of stages, the options, and the one walk from raw input to `Bulletin`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from newsparse import conversion, extraction, phrases, restoration, segmentation
from newsparse.bulletin import Bulletin, Settings
from newsparse.errors import UsageError, choose
from newsparse.lexicon import Lexicon
from newsparse.text import Findings, Stage, Text

SCRIPTS = ("simplified", "keep")
PUNCTUATIONS = ("chinese", "keep")
DEFAULT_STAGES: tuple[str, ...] = (*restoration.DAMAGE, "script", *restoration.PAGE)


def _stages(names: Sequence[str | Stage], variant: str, script: str, punctuation: str) -> tuple[Stage, ...]:
    """The stages behind `names`, without those that `script` and `punctuation` switch off."""
    known: dict[str, Stage] = {
        **restoration.DAMAGE,
        "script": conversion.stage(variant),
        **restoration.PAGE,
    }
    off = {"script": script == "keep", "punctuation": punctuation == "keep"}
    stages: list[Stage] = []
    for name in names:
        if callable(name):
            stages.append(name)
        elif name not in known:
            raise UsageError(
                f"stage {name!r} is not known; use a function Text -> Findings or one of: {', '.join(known)}"
            )
        elif not off.get(name):
            stages.append(known[name])
    return tuple(stages)


def _text(raw: object) -> Text:
    """The input as a Text; bytes are mended and decoded."""
    if isinstance(raw, str):
        return Text(raw)
    if isinstance(raw, bytes | bytearray | memoryview):
        decoded, warnings = restoration.decode(bytes(raw))
        return Text(decoded).apply(Findings(warnings=warnings))
    raise UsageError(f"raw must be str or bytes, got {type(raw).__name__}; read the file first")


def _iso_day(published: str | datetime.date | None) -> str | None:
    """`published` as `YYYY-MM-DD`."""
    if published is None:
        return None
    if isinstance(published, datetime.datetime):
        published = published.date()
    if isinstance(published, datetime.date):
        return published.isoformat()
    try:
        return datetime.date.fromisoformat(str(published).strip()[:10]).isoformat()
    except ValueError as error:
        raise UsageError(f"published={published!r} is no ISO date; pass YYYY-MM-DD or a datetime.date") from error


class Parser:
    """Reads bulletins with one set of options; holds no state between documents and may be shared by threads.

    Args:
        engine: the segmenter behind `Bulletin.tokens`: "jieba", "pkuseg" or one of your own.
        lexicon: words and names of your own, used by extraction and segmentation.
        variant: OpenCC's name of the conversion: t2s, tw2s, hk2s, tw2sp.
        script: "simplified" converts, "keep" leaves the script as it is.
        punctuation: "chinese" makes marks between Han characters full-width, "keep" leaves them.
        top_phrases: how many key phrases at most.
        explain: name the rule in the evidence of each field, and the parts of each key phrase's score.
        stages: names or functions `Text -> Findings`, in order.

    Raises:
        UsageError: an option is not known; the message lists what is.

    >>> Parser().parse("3月1日，市水务局召开工作例会。局长方远山主持会议。", published="2024-03-02").chair.name
    '方远山'
    """

    def __init__(  # noqa: PLR0913 - one documented place for all options
        self,
        *,
        engine: str | segmentation.Segmenter = "jieba",
        lexicon: Lexicon | None = None,
        variant: str = "t2s",
        script: str = "simplified",
        punctuation: str = "chinese",
        top_phrases: int = 8,
        explain: bool = False,
        stages: Sequence[str | Stage] = DEFAULT_STAGES,
    ) -> None:
        choose("script", script, SCRIPTS)
        choose("punctuation", punctuation, PUNCTUATIONS)
        if top_phrases < 0:
            raise UsageError(f"top_phrases={top_phrases} is negative; use 0 for none")
        segmentation.check(engine, lexicon)
        self._options: dict[str, Any] = {
            "engine": engine,
            "lexicon": lexicon,
            "variant": variant,
            "script": script,
            "punctuation": punctuation,
            "top_phrases": top_phrases,
            "explain": explain,
            "stages": tuple(stages),
        }
        self._settings = Settings(engine, lexicon)
        self._stages = _stages(stages, variant, script, punctuation)
        self._top_phrases = top_phrases
        self._explain = explain

    def __reduce__(self) -> tuple[Callable[[], Parser], tuple[()]]:
        """A parser travels to another process as its options."""
        return partial(type(self), **self._options), ()

    def described(self) -> dict[str, str]:
        """The options as text that is the same in every process, to tell whether two parsers would read alike."""
        lexicon = self._settings.lexicon
        known = None if lexicon is None else (sorted(lexicon.words), sorted(lexicon.names))
        stages = [getattr(stage, "__qualname__", str(stage)) for stage in self._options["stages"]]
        engine = self._settings.engine
        named = engine if isinstance(engine, str) else type(engine).__qualname__
        plain = {name: str(self._options[name]) for name in ("variant", "script", "punctuation", "top_phrases")}
        return {**plain, "engine": named, "lexicon": str(known), "stages": str(stages), "explain": str(self._explain)}

    def restore(self, raw: str | bytes) -> Text:
        """The readable text, every character traced to `raw`."""
        return _text(raw).through(self._stages)

    def parse(
        self,
        raw: str | bytes,
        *,
        title: str | None = None,
        published: str | datetime.date | None = None,
        url: str | None = None,
    ) -> Bulletin:
        """Everything a reader would pick out of one bulletin.

        Args:
            raw: the bulletin as scraped; bytes are decoded.
            title: the headline, when the scraper holds it apart.
            published: ISO date or `datetime.date` of publication; gives the year where the text has none.
            url: where it was found; may hold the publish date.

        Raises:
            UsageError: an argument has the wrong type or form. A strange document never raises; see `warnings`.
        """
        text = self.restore(raw)
        headline = None if title is None else self.restore(title).text
        given = extraction.Given(headline, _iso_day(published), url)
        facts = extraction.extract(text, given, lexicon=self._settings.lexicon, explain=self._explain)
        bulletin = Bulletin(
            raw=text.raw,
            text=text.text,
            title=facts.title,
            source=facts.source,
            published=facts.published,
            authors=facts.authors,
            date=facts.date,
            place=facts.place,
            organizer=facts.organizer,
            meeting=facts.meeting,
            people=facts.people,
            groups=facts.groups,
            statements=facts.statements,
            other_events=facts.other_events,
            key_phrases=phrases.find(text, facts, top=self._top_phrases, explain=self._explain),
            furniture=text.marks,
            repairs=text.repairs,
            warnings=(*text.warnings, *facts.warnings),
        )
        return self.adopt(bulletin)

    def adopt(self, bulletin: Bulletin) -> Bulletin:
        """Give a bulletin that came from another process this parser's engine and lexicon for its tokens."""
        object.__setattr__(bulletin, "_settings", self._settings)
        return bulletin


@cache
def _default() -> Parser:
    """The one parser behind `parse`; made on first use and never changed."""
    return Parser()


def parse(
    raw: str | bytes,
    *,
    title: str | None = None,
    published: str | datetime.date | None = None,
    url: str | None = None,
) -> Bulletin:
    """`Parser().parse`: everything a reader would pick out of one bulletin.

    >>> parse("縣委書記石磊主持會議。").chair.titles
    ('县委书记',)
    """
    return _default().parse(raw, title=title, published=published, url=url)


def restore(raw: str | bytes, *, script: str = "simplified", punctuation: str = "chinese") -> Text:
    """The readable text of a damaged page, every character traced.

    Args:
        raw: the page's text; bytes are decoded.
        script: "simplified" also converts; "keep" leaves the script.
        punctuation: "chinese" or "keep".

    >>> str(restore("黨組書記、董事長(zhǎng)主持學(xué)習(xí)會(huì)(擴(kuò)大)"))
    '党组书记、董事长主持学习会（扩大）'
    """
    return Parser(script=script, punctuation=punctuation).restore(raw)
