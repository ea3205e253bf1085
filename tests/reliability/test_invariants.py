"""Whatever comes in: spans are places, names stand where they are said to stand, and JSON gives everything back."""

from __future__ import annotations

import copy
import pickle

import pytest
from bulletins import bulletins
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invariants import check, check_text

import newsparse
from newsparse import Bulletin, Parser
from newsparse.text import Span

PARSERS = {
    "as it is": Parser(),
    "explaining": Parser(explain=True),
    "keeping": Parser(script="keep", punctuation="keep", top_phrases=2),
}


@given(bulletins)
@example("\ud800县委书记石磊主持会议。\udc00")
@settings(max_examples=100)
def test_a_restored_text_knows_where_it_came_from(raw: str) -> None:
    text = newsparse.restore(raw)
    assert text.raw == raw
    check_text(text)


@pytest.mark.parametrize("name", PARSERS)
@given(raw=bulletins, title=st.none() | bulletins)
@settings(max_examples=60)
def test_spans_are_places_and_names_stand_there(name: str, raw: str, title: str | None) -> None:
    bulletin = PARSERS[name].parse(raw, title=title, published="2024-03-06")
    assert bulletin.raw == raw
    check(bulletin)


@given(bulletins)
@settings(max_examples=60)
def test_json_and_pickle_give_everything_back(raw: str) -> None:
    bulletin = newsparse.parse(raw)
    written = bulletin.to_json()
    assert Bulletin.from_json(written).to_json() == written
    assert pickle.loads(pickle.dumps(bulletin)) == copy.deepcopy(bulletin) == bulletin
    if not any(0xD800 <= ord(char) <= 0xDFFF for char in raw):  # JSON is UTF-8, which cannot hold these
        assert Bulletin.from_json(written) == bulletin
    assert bulletin.to_dict().keys() == newsparse.parse("").to_dict().keys()


@given(bulletins)
@settings(max_examples=40)
def test_tokens_are_the_text(raw: str) -> None:
    bulletin = newsparse.parse(raw)
    assert "".join(bulletin.tokens.texts) == bulletin.text
    people = {token.text for token in bulletin.tokens if token.source == "entity"}
    for person in bulletin.people:
        if not any(span != person.span and span.overlaps(person.span) for span in person.mentions):
            assert any(bulletin.text[person.span.slice] in whole for whole in people)


@given(st.lists(bulletins, min_size=2, max_size=5))
@settings(max_examples=20)
def test_the_order_of_documents_does_not_matter(raws: list[str]) -> None:
    parser = Parser()
    first = [parser.parse(raw) for raw in raws]
    assert [parser.parse(raw) for raw in reversed(raws)] == first[::-1]
    assert [Parser().parse(raw) for raw in raws] == first


@pytest.mark.parametrize("form", [bytearray, memoryview])
@given(st.binary(max_size=60) | bulletins.map(lambda raw: raw.encode("gb18030", "replace")))
@settings(max_examples=40)
def test_bytes_of_every_kind_are_read_and_left_as_they_are(form: type, data: bytes) -> None:
    given_ = form(bytearray(data))
    bulletin = newsparse.parse(given_)
    assert bytes(given_) == data
    assert bulletin == newsparse.parse(data)
    check(bulletin)


@given(bulletins, st.integers(-5, 60), st.integers(-5, 60))
@settings(max_examples=40)
def test_raw_span_of_any_place_is_in_raw_or_refused(raw: str, start: int, stop: int) -> None:
    bulletin = newsparse.parse(raw)
    if 0 <= start <= stop <= len(bulletin.text):
        found = bulletin.raw_span(Span(start, stop))
        assert 0 <= found.start <= found.stop <= len(raw)
    else:
        with pytest.raises(newsparse.UsageError):
            bulletin.raw_span(Span(start, stop))
