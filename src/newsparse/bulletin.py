"""The result: what a bulletin says, each field with the place where it stands.

Everything is frozen. Spans are half-open and in code points of `Bulletin.text` (of `Bulletin.title` where `span_in`
says so); `Bulletin.raw_span` leads from the text back into the raw input.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import msgspec

from newsparse.errors import UsageError
from newsparse.text import Mark, Repair, Span, Warn, origin

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon
    from newsparse.phrases.boilerplate import Boilerplate
    from newsparse.segmentation import Segmenter, Tokens

SCHEMA_VERSION = 1

Role = Literal["chair", "attendee", "observer", "speaker", "presenter", "absent"]
GroupRole = Literal["attendee", "observer", "speaker", "presenter", "absent"]
SpanIn = Literal["text", "title"]
Kind = Literal[
    "党委会议",
    "中心组学习",
    "办公会议",
    "人大政协会议",
    "代表大会",
    "董事会会议",
    "工作会议",
    "座谈会",
    "民主生活会",
    "论坛研讨",
    "培训",
    "表彰",
    "签约",
    "仪式",
    "任免",
    "发布会",
    "会见",
    "访问",
    "调研",
    "慰问",
    "活动",
    "会议",
]
Precision = Literal["day", "hour", "minute"]
YearFrom = Literal["date", "dateline", "published", "url", "text"]
PartOfDay = Literal["凌晨", "早上", "上午", "中午", "下午", "晚上"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clause a field was read from; `rule` names the rule when the parser was asked to explain."""

    text: str
    span: Span
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field's text as worded and its place."""

    text: str
    span: Span
    span_in: SpanIn = "text"
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The event as named, and what kind of event it is (docs/fields.md lists the kinds)."""

    text: str
    span: Span
    kind: Kind
    span_in: SpanIn = "text"
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When the main event took place.

    Attributes:
        start: `YYYY-MM-DD`, or `--MM-DD` when the year cannot be known.
        end: the last day of an event of several days, in the same form, else None.
        time: `HH:MM` where a clock time is given.
        part_of_day: 上午, 下午 … where it is given.
        text: the date as worded.
        precision: how fine the text is.
        year_from: where the year was read; None while it is unknown.
        span: where `text` stands.
    """

    start: str
    end: str | None
    time: str | None
    part_of_day: PartOfDay | None
    text: str
    precision: Precision
    year_from: YearFrom | None
    span: Span
    evidence: Evidence | None = None

    def as_date(self) -> datetime.date | None:
        """The first day as a date; None while the year is unknown."""
        return None if self.start.startswith("--") else datetime.date.fromisoformat(self.start)


@dataclass(frozen=True, slots=True)
class Person:
    """A named participant of the main event.

    Attributes:
        name: without inner blanks.
        titles: as worded, split at 、, a shared title given to each.
        organization: the body at the head of the first title; it also stays in the title.
        roles: what the person did, in the order chair, attendee, observer, speaker, presenter, absent.
        span: the first mention as a participant.
        mentions: every mention of the name, or of surname and title, in the text.
        evidence: the clauses the roles were read from.
    """

    name: str
    titles: tuple[str, ...]
    organization: str | None
    roles: tuple[Role, ...]
    span: Span
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Participants without a name, as worded."""

    text: str
    role: GroupRole
    span: Span
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said: `speaker` is a person's name or 会议."""

    speaker: str
    verb: str
    text: str
    span: Span
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """What the bulletin is about; `score` is comparable within one bulletin only.

    Attributes:
        text: as worded; quotation marks around the whole phrase are left off.
        score: from 0 to 1, how likely a librarian takes it.
        spans: every place where it stands so worded; empty when only the headline has it.
        parts: what the score is made of, where the parser was asked to explain; docs/keyphrases.md names the parts.
    """

    text: str
    score: float
    spans: tuple[Span, ...]
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a bulletin remembers of its parser, so that `Bulletin.tokens` can be made when asked for."""

    engine: str | Segmenter = "jieba"
    lexicon: Lexicon | None = None


@dataclass(frozen=True, kw_only=True)
class Bulletin:
    """A parsed bulletin. `newsparse.parse` makes them; `from_json` brings one back.

    Attributes:
        raw: the input as a string.
        text: restored and, unless the parser keeps the script, simplified.
        title, source, published, authors: from the arguments or the page furniture.
        date, place, organizer, meeting: of the main event.
        people, groups: who took part.
        statements: who said what.
        key_phrases: what it is about, best first.
        furniture: stretches of the page that are not the report.
        other_events: further events that the text names and whose people are not mixed in.
        repairs: every change from raw to text.
        warnings: what a reader should check; codes in docs/warnings.md.
    """

    raw: str
    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    date: EventDate | None = None
    place: Field | None = None
    organizer: Field | None = None
    meeting: Meeting | None = None
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    statements: tuple[Statement, ...] = ()
    key_phrases: tuple[KeyPhrase, ...] = ()
    furniture: tuple[Mark, ...] = ()
    other_events: tuple[Field, ...] = ()
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[Warn, ...] = ()
    schema_version: int = SCHEMA_VERSION
    _settings: ClassVar[Settings] = Settings()  # the parser sets its own on the instance; no field, so not in JSON

    @property
    def chairs(self) -> tuple[Person, ...]:
        """Everyone who presided."""
        return self._with("chair")

    @property
    def chair(self) -> Person | None:
        """The first who presided, or None."""
        return next(iter(self.chairs), None)

    @property
    def attendees(self) -> tuple[Person, ...]:
        """Everyone listed as attending."""
        return self._with("attendee")

    @property
    def observers(self) -> tuple[Person, ...]:
        """Everyone who sat in (列席)."""
        return self._with("observer")

    @property
    def absent(self) -> tuple[Person, ...]:
        """Everyone reported absent."""
        return self._with("absent")

    @property
    def speakers(self) -> tuple[Person, ...]:
        """Everyone who spoke."""
        return self._with("speaker")

    @property
    def presenters(self) -> tuple[Person, ...]:
        """Everyone who reported, read out, introduced or taught."""
        return self._with("presenter")

    @property
    def participants(self) -> tuple[Person, ...]:
        """Everyone present, the chair included."""
        return tuple(p for p in self.people if set(p.roles) - {"absent"})

    def _with(self, role: Role) -> tuple[Person, ...]:
        return tuple(p for p in self.people if role in p.roles)

    def raw_span(self, span: Span) -> Span:
        """Where a span of `text` stands in `raw`.

        Raises:
            UsageError: the span is not one of this text.
        """
        if not 0 <= span[0] <= span[1] <= len(self.text):
            raise UsageError(f"span {span!r} is not within the text of {len(self.text)} code points")
        return origin(self.repairs, Span(*span))

    @property
    def boilerplate(self) -> Boilerplate:
        """The share of the report that is stock wording, and where; docs/keyphrases.md says what it is not."""
        from newsparse.phrases.boilerplate import measure

        return measure(self.text, self.furniture)

    @cached_property
    def tokens(self) -> Tokens:
        """The text in words, names and titles whole; made when first asked for by the parser's engine."""
        from newsparse.segmentation import segment_bulletin

        return segment_bulletin(self, self._settings)

    def _repr_html_(self) -> str:
        """What a notebook shows (docs/jupyter.md)."""
        from newsparse.view import bulletin_html

        return bulletin_html(self)

    def to_dict(self, *, raw: bool = False) -> dict[str, Any]:
        """Plain dicts, lists and strings; `raw=True` adds the input."""
        values = self.__getstate__()
        if not raw:
            del values["raw"]
        # Through JSON, because msgspec.to_builtins leaves tuples where JSON has arrays.
        out: dict[str, Any] = msgspec.json.decode(_encoded(values))
        return out

    def to_json(self, *, indent: int = 0) -> str:
        """JSON that `from_json` reads back whole."""
        encoded = _encoded(self.__getstate__())
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()

    @classmethod
    def from_json(cls, data: str | bytes) -> Bulletin:
        """The bulletin that `to_json` wrote.

        Raises:
            UsageError: the data is not JSON of this schema; the message says where.
        """
        try:
            return msgspec.json.decode(data, type=cls)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise UsageError(f"not a bulletin written by to_json: {error}") from error

    def amended(self, **changes: Any) -> Bulletin:  # noqa: ANN401 - what each field takes
        """The same bulletin with other fields; its tokens are still made by its parser's engine."""
        other = replace(self, **changes)
        object.__setattr__(other, "_settings", self._settings)
        return other

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone: neither views made on demand nor the parser's settings travel with a pickle or JSON."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


def _encoded(values: dict[str, Any]) -> bytes:
    """JSON in UTF-8, where a lone surrogate, which UTF-8 cannot hold, becomes "?"; offsets stay."""
    try:
        return msgspec.json.encode(values)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(values)
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Bulletin.to_json`.

    >>> json_schema()["$ref"]
    '#/$defs/Bulletin'
    """
    schema = msgspec.json.schema(Bulletin)
    for definition in schema["$defs"].values():
        if "description" in definition:
            definition["description"] = definition["description"].partition("\n")[0]
    return schema
