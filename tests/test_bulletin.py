"""The result keeps what it holds: through JSON, pickling and back into the raw input."""

from __future__ import annotations

import datetime
import json
import pickle

import jsonschema
import pytest

import newsparse
from newsparse.bulletin import Bulletin, json_schema
from newsparse.text import Span

RAW = (
    "3月5日,清江集團(tuán)召開(kāi)安全生產(chǎn)推進會。董事長石磊主持會議。"
    "石磊強調，要抓好落實。總經理方圓、各部門負責人參加會議。"
)


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return newsparse.parse(RAW, title="清江集團召開推進會", published=datetime.date(2024, 3, 6))


def test_json_gives_everything_back(bulletin: Bulletin) -> None:
    assert Bulletin.from_json(bulletin.to_json()) == bulletin
    assert Bulletin.from_json(bulletin.to_json(indent=2).encode()) == bulletin
    assert bulletin.to_dict(raw=True) == json.loads(bulletin.to_json())
    assert "raw" not in bulletin.to_dict()


def test_json_follows_the_schema(bulletin: Bulletin) -> None:
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(bulletin.to_json()), schema)
    empty = newsparse.parse("")
    jsonschema.validate(json.loads(empty.to_json()), schema)


@pytest.mark.parametrize("data", ["", "[]", '{"raw": 1}', b"\xff", '{"raw": "a"}'])
def test_other_json_is_refused(data: str | bytes) -> None:
    with pytest.raises(newsparse.UsageError, match="not a bulletin"):
        Bulletin.from_json(data)


def test_tokens_are_a_view_outside_equality_json_and_pickle(bulletin: Bulletin) -> None:
    before = bulletin.to_json()
    assert "".join(str(t) for t in bulletin.tokens) == bulletin.text
    assert "清江集团" in [str(t) for t in bulletin.tokens]
    again = pickle.loads(pickle.dumps(bulletin))
    assert again == bulletin and "tokens" not in vars(again)
    assert bulletin.to_json() == before


def test_raw_span_leads_into_the_input(bulletin: Bulletin) -> None:
    assert bulletin.organizer is not None
    assert RAW[bulletin.raw_span(bulletin.organizer.span).slice] == "清江集團(tuán)"[:4]
    with pytest.raises(newsparse.UsageError, match="not within the text"):
        bulletin.raw_span(Span(0, len(bulletin.text) + 1))


def test_shortcuts_by_role(bulletin: Bulletin) -> None:
    assert bulletin.chair is not None and bulletin.chair.name == "石磊"
    assert [p.name for p in bulletin.speakers] == ["石磊"]
    assert [p.name for p in bulletin.attendees] == ["方圆"]
    assert [p.name for p in bulletin.participants] == ["石磊", "方圆"]
    assert (bulletin.observers, bulletin.presenters, bulletin.absent) == ((), (), ())
    assert bulletin.date is not None and bulletin.date.as_date() == datetime.date(2024, 3, 5)


@pytest.mark.parametrize(
    "arguments",
    [{"published": "yesterday"}, {"published": "2024-13-01"}],
)
def test_misuse_says_what_to_pass(arguments: dict[str, str]) -> None:
    with pytest.raises(newsparse.UsageError, match="YYYY-MM-DD"):
        newsparse.parse("会议", **arguments)  # type: ignore[arg-type]


def test_wrong_input_and_options_are_refused() -> None:
    with pytest.raises(newsparse.UsageError, match="read the file first"):
        newsparse.parse(None)  # type: ignore[arg-type]
    with pytest.raises(newsparse.UsageError, match="'keep'"):
        newsparse.Parser(script="traditional")
    with pytest.raises(newsparse.UsageError, match="pinyin"):
        newsparse.Parser(stages=("nothing",))
    with pytest.raises(newsparse.UsageError, match="negative"):
        newsparse.Parser(top_phrases=-1)


def test_own_stages_and_options() -> None:
    assert newsparse.Parser(stages=()).restore("學(xué)習").text == "學(xué)習"
    assert newsparse.Parser(script="keep").restore("學(xué)習").text == "學習"
    assert newsparse.Parser(punctuation="keep").restore("学习(扩大)会").text == "学习(扩大)会"
    assert newsparse.Parser(top_phrases=0).parse(RAW).key_phrases == ()
    explained = newsparse.Parser(explain=True).parse(RAW)
    assert explained.chair is not None and explained.chair.evidence[0].rule == "host-meeting"


@pytest.mark.parametrize(
    "raw", ["", " ", "\n\n", "\0", "\ud800", "𠮷" * 50, "\u202e会议", b"", b"\xff\xfe", b"\x00" * 9, "。" * 999]
)
def test_no_document_raises(raw: str | bytes) -> None:
    bulletin = newsparse.parse(raw)
    assert bulletin.people == ()
    again = Bulletin.from_json(bulletin.to_json())
    assert len(again.text) == len(bulletin.text) == len(bulletin.to_dict()["text"])
