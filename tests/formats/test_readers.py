"""Documents out of files: every format gives the same documents, and what cannot be read is told."""

from __future__ import annotations

import datetime
import gzip
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsparse.documents import Document
from newsparse.errors import UsageError
from newsparse.formats import Columns, documents, files
from newsparse.formats.sources import count

ROWS: list[dict[str, Any]] = [
    {"编号": "甲", "body": "局长方远山主持会议，“要求”, 落实。\n第二段。", "published": "2024-03-02", "title": "例会"},
    {"编号": "=乙", "body": "局長方遠山主持會議。", "published": None, "title": None},
]
COLUMNS = Columns(text="body", doc_id="编号")


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    ending = "".join(path.suffixes)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if ending == ".jsonl":
        path.write_text(lines, encoding="utf-8")
    elif ending == ".jsonl.gz":
        path.write_bytes(gzip.compress(lines.encode()))
    elif ending == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif ending == ".xlsx":
        book = openpyxl.Workbook()
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
            book.worksheets[0].append([f"{cell}" if cell else None for cell in row])
        for line in book.worksheets[0]:
            for cell in line:
                cell.data_type = "s" if cell.value else "n"
        book.save(path)
    else:
        mark = "\t" if ending == ".tsv" else ","
        table = [list(rows[0]), *(["" if cell is None else cell for cell in row.values()] for row in rows)]
        quoted = [mark.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in table]
        path.write_text("\r\n".join(quoted), encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".csv", ".tsv", ".xlsx", ".parquet"])
def test_every_table_gives_the_same_documents(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"新闻 一{ending}", ROWS)
    name = path.as_posix()
    assert list(documents([path], COLUMNS)) == [
        Document("甲", name, ROWS[0]["body"], title="例会", published="2024-03-02"),
        Document("=乙", name, ROWS[1]["body"]),
    ]
    assert count([path]) == 2


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".xlsx", ".parquet"])
def test_a_column_that_is_not_there_is_misuse_at_once(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"news{ending}", ROWS)
    with pytest.raises(UsageError, match=r"no column 'text'.*--text-column: 编号, body, published, title"):
        documents([path])
    with pytest.raises(UsageError, match=r"no column 'id'.*--id-column"):
        documents([path], Columns(text="body", doc_id="id"))


def test_a_folder_is_read_in_order_whatever_the_file_system(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c/页 面.HTML", "c/z.txt", ".hidden.txt", "picture.png", ".git/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = list(documents([tmp_path]))
    assert [Path(d.input_path).relative_to(tmp_path).as_posix() for d in found] == [
        "a.txt",
        "b.md",
        "c/z.txt",
        "c/页 面.HTML",
    ]
    assert [d.doc_id for d in found] == [d.input_path for d in found] == [p.as_posix() for p in files([tmp_path])]
    assert [d.html for d in found] == [False, False, False, True]
    assert found[0].raw == b"a.txt"
    assert count([tmp_path]) == 4


def test_rows_without_an_id_are_named_by_file_and_row(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "会议"}\n\n{"text": "会议", "doc_id": " "}\n{"doc_id": 7.0, "text": "会议"}\n')
    assert [d.doc_id for d in documents([path])] == [f"{path}#1", f"{path}#3", "7"]


def test_broken_lines_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = ['{"text": "会议"}', '{"text": "会', "[1]", '{"title": "x"}', '{"text": 5}', '{"text": "好"}']
    path.write_bytes("\n".join(lines).encode() + b"\n" + '{"text": "国家会议召开，局长讲话。"}'.encode("gbk"))
    found = list(documents([path]))
    assert [bool(d.error) for d in found] == [False, True, True, True, True, False, False]
    assert "no JSON" in str(found[1].error)
    assert "no object" in str(found[2].error)
    assert "nothing in the column 'text'" in str(found[3].error)
    assert "holds int" in str(found[4].error)
    assert found[6].raw == "国家会议召开，局长讲话。"


def test_csv_in_other_encodings(tmp_path: Path) -> None:
    table = "text,title\r\n局长方远山主持会议，会议指出要落实责任。,例会\r\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(table.encode(encoding))
        (found,) = documents([path])
        assert (found.raw, found.title) == ("局长方远山主持会议，会议指出要落实责任。", "例会")


def test_a_stray_byte_in_a_csv_reaches_the_parser_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    good = "会议指出，要落实责任。" * 20
    path.write_bytes(f"text\n{good}\n".encode() + b"\xff" + f"{good}\n{good}\n".encode())
    assert [d.raw for d in documents([path])] == [good, b"\xff" + good.encode(), good]


def test_csv_records_with_too_many_cells_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("doc_id,text\n1,会议,好\n\n2,会议\n3\n", encoding="utf-8")
    found = list(documents([path]))
    assert "3 cells, the header 2" in str(found[0].error)
    assert (found[1].doc_id, found[1].raw, found[1].error) == ("2", "会议", None)
    assert "nothing in the column" in str(found[2].error)


def test_a_quotation_mark_that_is_not_closed_or_not_doubled_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text\n会议\n"他说"好"，"\n会议\n"没有完\n会议\n', encoding="utf-8")
    found = list(documents([path]))
    assert [bool(d.error) for d in found] == [False, True, False, True]
    assert all("is no CSV" in str(d.error) for d in found if d.error)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.xlsx"])
def test_an_empty_table_is_one_failure(tmp_path: Path, name: str) -> None:
    if name == "a.xlsx":
        openpyxl.Workbook().save(tmp_path / name)
    else:
        (tmp_path / name).touch()
    (found,) = documents([tmp_path / name])
    assert found.error == "is empty"


def test_a_table_of_broken_lines_is_a_failure_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{\n" * 150 + '{"text": "会议"}\n', encoding="utf-8")
    found = list(documents([tmp_path / "a.jsonl"]))
    assert [d.doc_id.rpartition("#")[2] for d in found if d.error] == [str(number) for number in range(1, 151)]
    assert found[-1].raw == "会议"


def test_excel_dates_and_numbers_are_read_as_what_they_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    day = datetime.datetime(2024, 3, 2)
    for line in (["doc_id", "text", "published"], [17, "会议", day], [None, None, None], [18.5, 5, None]):
        book.worksheets[0].append(line)
    path = tmp_path / "a.xlsx"
    book.save(path)
    first, second = documents([path])
    assert (first.doc_id, first.published) == ("17", day)
    assert (second.doc_id, second.error) == ("18.5", "the column 'text' holds int, not text")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"no zip"), ("a.parquet", b"PAR1"), ("a.jsonl.gz", b"\x1f\x8b\x08broken"), ("a.xlsx", b"")],
)
def test_a_broken_table_is_one_failure(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (found,) = documents([tmp_path / name])
    assert found.doc_id == (tmp_path / name).as_posix()
    assert "cannot be read" in str(found.error)


def test_a_file_that_breaks_off_gives_what_was_whole(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"会议{os.urandom(64).hex()}"}) + "\n" for _ in range(2000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-4000])
    *whole, last = documents([path])
    assert len(whole) > 1000
    assert not any(d.error for d in whole)
    assert "cannot be read from here on" in str(last.error)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("会议")
    (tmp_path / "a.txt").chmod(0)
    (found,) = documents([tmp_path])
    assert "Permission denied" in str(found.error)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], "no input is named"),
        (["missing.txt"], "no such file or folder"),
        (["old.xls"], "save it as .xlsx"),
        (["noise.bin"], "no known format.*jsonl"),
        (["tables"], "name its .csv and .jsonl files one by one"),
        (["."], "holds no"),
        (["tables/a.csv", "tables/../tables/a.csv"], "read twice"),
        (["texts/a.txt", "texts"], "read twice"),
        (["texts", "texts/a.txt"], "read twice"),
    ],
)
def test_inputs_that_cannot_be_meant_are_misuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], says: str
) -> None:
    if names == ["."]:
        (tmp_path / "empty").mkdir()
        monkeypatch.chdir(tmp_path / "empty")
    else:
        for name in ("old.xls", "noise.bin", "tables/a.csv", "tables/b.jsonl", "texts/a.txt"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("text\n会议\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=says):
        documents(names)
