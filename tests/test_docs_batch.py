"""What docs/batch.md and docs/tables.md show is what happens, and the schema they describe is the schema."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from newsparse.batch.sinks import PART
from newsparse.formats.sources import KNOWN
from newsparse.tabular import tidy
from newsparse.tabular.schema import arrow_schema

ROOT = Path(__file__).parents[1]


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["batch.md", "tables.md"])
def test_every_block_runs_and_gives_what_the_page_shows(name: str, tmp_path: Path) -> None:
    refreshed = runpy.run_path(str(ROOT / "tools" / "readme_output.py"))["refreshed"]
    assert "```python" in page(name)
    assert refreshed(page(name), tmp_path) == page(name)


def columns(name: str, type_: pa.DataType) -> Iterator[tuple[str, str]]:
    """A column and what is in it, as the page writes them."""
    if pa.types.is_list(type_):
        yield from columns(f"{name}[]", type_.value_type)
    elif not pa.types.is_struct(type_):
        yield name, str(type_)
    elif [(field.name, str(field.type)) for field in type_] == [("start", "int32"), ("stop", "int32")]:
        yield name, "span"
    else:
        for field in type_:
            yield from columns(f"{name}.{field.name}", field.type)


def test_the_schema_is_described_column_by_column() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| [^|]{4,} \|$", page("tables.md"), re.MULTILINE)
    described = [(name, type_) for name, type_ in rows if "(" not in name]
    assert described == [column for field in arrow_schema() for column in columns(field.name, field.type)]


def test_the_tidy_tables_are_described_column_by_column() -> None:
    rows = re.findall(r"^\| (\w+) \| [^|]+ \| (`[^|]+`) \|$", page("tables.md"), re.MULTILINE)
    tables = {"meetings": tidy.MEETINGS, "people": tidy.PEOPLE, "statements": tidy.STATEMENTS, "groups": tidy.GROUPS}
    assert {name: re.findall(r"`(\w+)`", cells) for name, cells in rows if name in tables} == {
        name: list(table.columns) for name, table in tables.items()
    }


def test_every_format_is_named() -> None:
    assert [ending for ending in KNOWN if ending.removesuffix(".gz") not in page("batch.md")] == []
    assert f"up to {PART:,} documents" in page("batch.md")
