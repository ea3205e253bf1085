"""Bulletins as tables: the fixed schema, the four tidy tables, and batches of Arrow."""

from __future__ import annotations

import datetime
import sys

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import newsparse
from newsparse.demo import example
from newsparse.documents import Failure
from newsparse.errors import MissingDependencyError, UsageError
from newsparse.tabular.schema import arrow_schema

OPEN = "3月1日，市水务局召开例会。局长方远山主持会议，各科室负责人参加。会议要求落实责任。"
STRANGE = "5月12日,局长方远山主持会议。\ud800\x00"
RAWS = [example(), OPEN, STRANGE]


@pytest.fixture(scope="module")
def bulletins() -> list[newsparse.Bulletin]:
    return [newsparse.parse(raw, published="2023-05-16") for raw in [example()]] + [newsparse.parse(OPEN)]


def test_a_batch_gives_the_rows_of_parse() -> None:
    parsed = newsparse.parse_batch(pa.table({"text": [raw.encode("utf-8", "surrogatepass") for raw in RAWS]}))
    single = newsparse.to_frame([newsparse.parse(raw.encode("utf-8", "surrogatepass")) for raw in RAWS], to="arrow")
    assert parsed.schema == single.schema == arrow_schema()
    assert parsed.drop(["doc_id"]).to_pylist() == single.drop(["doc_id"]).to_pylist()
    parsed.validate(full=True)


def test_spans_lead_to_text_and_input() -> None:
    (row,) = newsparse.parse_batch(pa.table({"text": [example()]})).to_pylist()
    (bulletin,) = [newsparse.parse(example())]
    assert len(row["people"]) == len(bulletin.people) > 3
    for person, found in zip(row["people"], bulletin.people, strict=True):
        assert row["text"][person["span"]["start"] : person["span"]["stop"]].replace(" ", "") == person["name"]
        assert tuple(person["raw_span"].values()) == tuple(bulletin.raw_span(found.span))


def test_columns_of_a_batch_may_be_of_any_fitting_type() -> None:
    day = datetime.date(2024, 3, 2)
    base = {"text": [OPEN], "doc_id": [7], "title": ["例會"], "other": [1.5]}
    for published in (pa.array([day]), pa.array([datetime.datetime(2024, 3, 2)]), pa.array(["2024/3/2"])):
        table = pa.table({**base, "published": published})
        (row,) = newsparse.parse_batch(table.to_batches()[0]).to_pylist()
        assert (row["doc_id"], row["title"], row["date"]) == ("7", "例会", datetime.date(2024, 3, 1))
    encoded = pa.table({"text": pa.array([OPEN]).dictionary_encode(), "url": pa.array([None], pa.string())})
    assert newsparse.parse_batch(encoded)["error"].to_pylist() == [None]
    large = pa.table({"text": pa.array([OPEN], pa.large_string())})
    assert newsparse.parse_batch(large)["doc_id"].to_pylist() == [None]


def test_documents_that_fail_keep_their_rows() -> None:
    texts = [OPEN.encode(), None, b"\x89PNG\r\n", b" ", OPEN.encode()]
    published = [None, None, None, None, "soon"]
    table = newsparse.parse_batch(pa.table({"doc_id": list("abcde"), "text": texts, "published": published}))
    assert table["doc_id"].to_pylist() == list("abcde")
    errors = table["error"].to_pylist()
    assert errors[0] is None
    assert [word in error for word, error in zip(["nothing", "PNG", "empty", "ISO"], errors[1:], strict=True)] == [
        True
    ] * 4
    assert table["people"].is_null().to_pylist() == [False, True, True, True, True]


def test_an_empty_batch_has_the_schema() -> None:
    empty = newsparse.parse_batch(pa.table({"text": pa.array([], pa.string())}))
    assert empty.num_rows == 0
    assert empty.schema == arrow_schema()


def test_a_batch_that_cannot_be_meant_is_misuse() -> None:
    with pytest.raises(UsageError, match="no column 'text'; rename one of: body, id"):
        newsparse.parse_batch(pa.table({"body": ["x"], "id": [1]}))
    with pytest.raises(UsageError, match="RecordBatch or Table, got list"):
        newsparse.parse_batch([OPEN])


def test_tables_are_tidy(bulletins: list[newsparse.Bulletin]) -> None:
    outcomes = [*bulletins, Failure("x", "x.txt", "is empty")]
    found = newsparse.tables(outcomes, ids=["a", "b", "c"], to="arrow")
    meetings = found.meetings.to_pylist()
    assert [row["doc_id"] for row in meetings] == ["a", "b", "c"]
    assert [row["date"] for row in meetings] == [datetime.date(2023, 5, 12), None, None]
    assert [row["date_start"] for row in meetings] == ["2023-05-12", "--03-01", None]
    assert [row["error"] for row in meetings] == [None, None, "is empty"]
    for name, attribute in (("people", "people"), ("statements", "statements"), ("groups", "groups")):
        rows = getattr(found, name).to_pylist()
        expected = [(doc, field) for doc, b in zip("ab", bulletins, strict=True) for field in getattr(b, attribute)]
        assert len(rows) == len(expected) > 0
        assert [row["doc_id"] for row in rows] == [doc for doc, _ in expected]
        assert [(row["start"], row["stop"]) for row in rows] == [tuple(field.span) for _, field in expected]
    first = found.people.to_pylist()[0]
    assert (first["name"], first["titles"], first["roles"]) == (
        "陆承岳",
        ["集团党委书记", "董事长"],
        ["chair", "speaker"],
    )


def test_each_kind_of_frame_holds_the_same(bulletins: list[newsparse.Bulletin]) -> None:
    arrow = newsparse.tables(bulletins, to="arrow")
    for ours, theirs in zip(arrow, newsparse.tables(iter(bulletins), to="polars"), strict=True):
        assert isinstance(theirs, pl.DataFrame)
        assert theirs.to_dicts() == ours.to_pylist()
    pandas = newsparse.tables(bulletins)
    assert isinstance(pandas.people, pd.DataFrame)
    assert pandas.people["name"].tolist() == arrow.people["name"].to_pylist()
    assert pandas.meetings["date"].dt.year.tolist()[0] == 2023
    assert pandas.meetings["date"].isna().tolist() == [False, True]
    assert len(newsparse.to_frame(bulletins)) == newsparse.to_frame(bulletins, to="polars").height == 2


def test_no_bulletins_are_empty_tables_with_all_columns() -> None:
    for ours, theirs in zip(newsparse.tables([], to="arrow"), newsparse.tables([]), strict=True):
        assert ours.num_rows == len(theirs) == 0
        assert ours.schema.names == list(theirs.columns)
    assert newsparse.to_frame([], to="arrow").schema == arrow_schema()


def test_frames_that_cannot_be_meant_are_misuse(bulletins: list[newsparse.Bulletin]) -> None:
    for make in (newsparse.tables, newsparse.to_frame):
        for ids in (["a"], ["a", "b", "c"], []):
            with pytest.raises(UsageError, match="differ in number"):
                make(bulletins, ids=ids)
        with pytest.raises(UsageError, match="pass a list"):
            make(bulletins[0])
        with pytest.raises(UsageError, match="holds a str"):
            make(["局长主持会议"])
        with pytest.raises(UsageError, match="'pandas', 'polars', 'arrow'"):
            make(bulletins, to="spark")


@pytest.mark.parametrize(("module", "extra"), [("pyarrow", "arrow"), ("pandas", "pandas"), ("polars", "polars")])
def test_what_is_missing_is_told_with_the_pip_line(monkeypatch: pytest.MonkeyPatch, module: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingDependencyError, match=rf'pip install "newsparse\[{extra}\]"'):
        newsparse.tables([], to=extra)
