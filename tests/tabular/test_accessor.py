"""The pandas accessors: rows that fit the frame they came from."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

import newsparse
import newsparse.accessor
from newsparse.errors import UsageError

TEXT = "3月1日，市水务局召开例会。局长方远山主持会议。"


@pytest.fixture
def frame() -> pd.DataFrame:
    day = [pd.Timestamp("2024-03-02"), pd.NaT, pd.Timestamp("2023-03-02")]
    title = ["例會", None, float("nan")]
    return pd.DataFrame({"body": [TEXT, float("nan"), TEXT], "day": day, "title": title}, index=[7, 7, 9])


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_rows_are_those_of_the_frame(frame: pd.DataFrame, jobs: int) -> None:
    found = frame.newsparse.parse("body", published="day", title="title", jobs=jobs)
    assert list(found.index) == [7, 7, 9]
    assert found["date"].dt.strftime("%Y-%m-%d").tolist()[::2] == ["2024-03-01", "2023-03-01"]
    assert found["date"].isna().tolist() == [False, True, False]
    assert found["error"].isna().tolist() == [True, False, True]
    assert found["title"].tolist()[0] == "例会"
    assert "doc_id" not in found


def test_a_series_is_a_column(frame: pd.DataFrame) -> None:
    for series in (frame["body"], frame["body"].rename(None)):
        assert series.newsparse.parse()["date_start"].tolist()[::2] == ["--03-01", "--03-01"]
        people = series.newsparse.tables().people
        assert people[["doc_id", "name"]].to_numpy().tolist() == [["7", "方远山"], ["9", "方远山"]]
    assert len(pd.Series([], dtype=str).newsparse.parse()) == 0


def test_the_options_are_those_of_parse_many(frame: pd.DataFrame) -> None:
    parser = newsparse.Parser(top_phrases=0)
    assert frame["body"].newsparse.parse(parser=parser)["key_phrases"].map(len, na_action="ignore").sum() == 0
    with pytest.raises(UsageError, match="'on_error' is not known; use one of: jobs"):
        frame.newsparse.parse("body", on_error="raise")
    with pytest.raises(UsageError, match="no column 'text'; it has: body, day, title"):
        frame.newsparse.parse("text")


def test_without_pandas_the_pip_line_is_told() -> None:
    code = "import sys; sys.modules['pandas'] = None; import newsparse.accessor"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'pip install "newsparse[pandas]"' in ran.stderr
