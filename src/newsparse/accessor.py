"""`df.newsparse` and `series.newsparse` for pandas: import this module once and they are there.

>>> import pandas
>>> import newsparse.accessor
>>> df = pandas.DataFrame({"body": ["3月1日，局长方远山主持会议。"], "day": ["2024-03-02"]}, index=["a"])
>>> print(df.newsparse.parse("body", published="day")[["date", "chairs"]])
        date chairs
a 2024-03-01  [方远山]
>>> df["body"].newsparse.tables().people[["doc_id", "name", "roles"]].to_dict("records")
[{'doc_id': 'a', 'name': '方远山', 'roles': ['chair']}]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict

from newsparse.batch import parse_many
from newsparse.bulletin import Bulletin
from newsparse.documents import Failure
from newsparse.errors import UsageError, missing
from newsparse.parser import Parser
from newsparse.tabular import tables
from newsparse.tabular.frames import Tables

try:
    import pandas as pd
except ImportError as error:
    raise missing("pandas", "pandas") from error


class Options(TypedDict, total=False):
    """What is handed on to `parse_many`: `jobs`, `progress`, `parser`, `start_method`."""

    jobs: int | None
    progress: bool
    parser: Parser | None
    start_method: str | None


@pd.api.extensions.register_dataframe_accessor("newsparse")
class FrameAccessor:
    """`df.newsparse`: a row is a document; `text` names the column that holds it, the others what is known beside."""

    def __init__(self, frame: Any) -> None:  # noqa: ANN401 - pandas has no types
        self._frame = frame

    def parse(
        self,
        text: str,
        *,
        title: str | None = None,
        published: str | None = None,
        url: str | None = None,
        **options: Any,  # noqa: ANN401 - `Options`
    ) -> Any:  # noqa: ANN401
        """A frame with the index of this one: the columns of `tables(...).meetings`, and `error`.

        Args:
            text: the name of the column with the texts.
            title: that of the headlines.
            published: that of the publish dates.
            url: that of the addresses.
            options: `jobs`, `progress`, `parser` and `start_method`, as for `parse_many`.

        Raises:
            UsageError: there is no such column.
        """
        found = self.tables(text, title=title, published=published, url=url, **options).meetings
        return found.drop(columns="doc_id").set_axis(self._frame.index)

    def tables(
        self,
        text: str,
        *,
        title: str | None = None,
        published: str | None = None,
        url: str | None = None,
        **options: Any,  # noqa: ANN401 - `Options`
    ) -> Tables:
        """The four tidy tables; `doc_id` is the label of the row.

        Args:
            text: the name of the column with the texts.
            title: that of the headlines.
            published: that of the publish dates.
            url: that of the addresses.
            options: `jobs`, `progress`, `parser` and `start_method`, as for `parse_many`.

        Raises:
            UsageError: there is no such column.
        """
        columns = {"text": text, "title": title, "published": published, "url": url}
        chosen = {role: self._column(name) for role, name in columns.items() if name is not None}
        return tables(_parsed(chosen, options), ids=map(str, self._frame.index))

    def _column(self, name: str) -> Any:  # noqa: ANN401
        if name not in self._frame.columns:
            raise UsageError(f"the frame has no column {name!r}; it has: {', '.join(map(str, self._frame.columns))}")
        return self._frame[name]


@pd.api.extensions.register_series_accessor("newsparse")
class SeriesAccessor:
    """`series.newsparse`: a value is a document."""

    def __init__(self, series: Any) -> None:  # noqa: ANN401
        self._frame = FrameAccessor(series.to_frame("text"))

    def parse(self, **options: Any) -> Any:  # noqa: ANN401
        """As `df.newsparse.parse`."""
        return self._frame.parse("text", **options)

    def tables(self, **options: Any) -> Tables:  # noqa: ANN401
        """As `df.newsparse.tables`."""
        return self._frame.tables("text", **options)


def _parsed(columns: dict[str, Any], options: dict[str, Any]) -> Iterator[Bulletin | Failure]:
    if unknown := set(options) - set(Options.__annotations__):
        raise UsageError(f"{min(unknown)!r} is not known; use one of: {', '.join(Options.__annotations__)}")
    rows = (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))
    return parse_many(rows, on_error="collect", **options)
