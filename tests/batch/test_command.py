"""`newsparse batch` as a user meets it: exit codes, messages, and what it leaves on the disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsparse.bulletin import Bulletin

TEXT = "3月1日，局长方远山主持会议。"


def batch(folder: Path, *arguments: str, shell: str = '"$@"') -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsparse", "batch", *arguments]
    if shell != '"$@"':
        command = ["bash", "-c", shell, "bash", *command]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with texts under a name with a blank."""
    (tmp_path / "公 报").mkdir()
    for number in range(3):
        (tmp_path / "公 报" / f"第 {number} 期.txt").write_text(TEXT, encoding="gb18030" if number else "utf-8")
    return tmp_path


def test_all_is_well(folder: Path) -> None:
    ran = batch(folder, "公 报", "-o", "new/out.jsonl", "--jobs", "2")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr.startswith("newsparse: 3 documents, ")
    assert ran.stderr.count("\n") == 1
    lines = (folder / "new" / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == [f"公 报/第 {number} 期.txt" for number in range(3)]
    assert all(Bulletin.from_json(line).chair for line in lines)
    assert sorted(path.name for path in (folder / "new").iterdir()) == ["out.journal", "out.jsonl"]


def test_some_fail(folder: Path) -> None:
    (folder / "公 报" / "empty.md").touch()
    (folder / "公 报" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    ran = batch(folder, "公 报", "-o", "out.csv", "--jobs", "1")
    assert ran.returncode == 1
    assert "5 documents" in ran.stderr
    assert "2 failed, see out.errors.jsonl" in ran.stderr
    errors = [json.loads(line) for line in (folder / "out.errors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["doc_id"], row["error"][:8]) for row in errors] == [
        ("公 报/empty.md", "is empty"),
        ("公 报/picture.txt", "is a PNG"),
    ]
    again = batch(folder, "公 报", "-o", "out.csv", "--resume", "--quiet")
    assert (again.returncode, again.stderr) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["公 报"], "Missing option '-o'"),
        (["-o", "out.jsonl"], "Missing argument"),
        (["nowhere", "-o", "out.jsonl"], "nowhere: no such file or folder"),
        (["公 报", "-o", "out.txt"], "name a .jsonl or .csv file"),
        (["公 报", "-o", "out.jsonl", "--jobs", "0"], "--jobs"),
        (["公 报", "-o", "news.csv/out.jsonl"], "news.csv/out.jsonl cannot be written"),
        (["公 报", "-o", "out.jsonl", "--resume", "--force"], "choose one"),
        (["news.csv", "-o", "out.jsonl"], "no column 'text'; name one of its columns with --text-column: 正文, day"),
        (["news.csv", "-o", "out.jsonl", "--text-column", "正文", "--id-column", "x"], "--id-column: 正文, day"),
        (["news.csv", "-o", "out.jsonl", "--text-column", "正文", "--url-column", "x"], "--url-column: 正文, day"),
    ],
)
def test_misuse_is_told_and_changes_nothing(folder: Path, arguments: list[str], says: str) -> None:
    (folder / "news.csv").write_text(f"正文,day\n{TEXT},2024-03-02\n", encoding="utf-8")
    before = sorted(folder.iterdir())
    ran = batch(folder, *arguments)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr
    assert sorted(folder.iterdir()) == before


def test_columns_are_read_as_named(folder: Path) -> None:
    (folder / "news.csv").write_text(f"正文,day,no\n{TEXT},2024-03-02,甲\n", encoding="utf-8-sig")
    options = ["--text-column", "正文", "--published-column", "day", "--id-column", "no"]
    assert batch(folder, "news.csv", "-o", "out.jsonl", *options).returncode == 0
    (line,) = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(line)["doc_id"], json.loads(line)["date"]["start"]) == ("甲", "2024-03-01")


def test_an_output_that_is_there_needs_a_decision(folder: Path) -> None:
    (folder / "out.jsonl").write_text("mine")
    ran = batch(folder, "公 报", "-o", "out.jsonl")
    assert ran.returncode == 2
    assert "pass --resume" in ran.stderr
    assert (folder / "out.jsonl").read_text() == "mine"
    assert batch(folder, "公 报", "-o", "out.jsonl", "--resume").returncode == 2
    assert (folder / "out.jsonl").read_text() == "mine"
    assert batch(folder, "公 报", "-o", "out.jsonl", "--force").returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
@pytest.mark.parametrize("streams", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_closed_streams_do_no_harm(folder: Path, streams: str) -> None:
    ran = batch(folder, "公 报", "-o", "out.jsonl", "--jobs", "2", shell=f'"$@" {streams}')
    assert ran.returncode == 0, ran.stderr
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
def test_a_full_disk_is_one_line_and_the_run_can_go_on(folder: Path) -> None:
    ran = batch(folder, "公 报", "-o", "out.jsonl", shell='ulimit -f 1; "$@"')
    assert ran.returncode == 1
    assert ran.stderr.startswith("newsparse: stopped: ")
    assert "--resume" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert batch(folder, "公 报", "-o", "out.jsonl", "--resume").returncode == 0
    assert len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_control_c_stops_and_a_resumed_run_ends_as_one(folder: Path) -> None:
    rows = "".join(json.dumps({"text": f"{TEXT}{number}"}) + "\n" for number in range(12_000))
    (folder / "many.jsonl").write_text(rows)
    command = [sys.executable, "-m", "newsparse", "batch", "many.jsonl", "-o", "out.jsonl", "--jobs", "2"]
    group = {"cwd": folder, "stderr": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen(command, **group) as process:  # type: ignore[call-overload]
        until = time.monotonic() + 60
        while not (folder / "out.jsonl").exists() or not (folder / "out.jsonl").stat().st_size:
            assert time.monotonic() < until
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all of them
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert told == "newsparse: stopped; what was done is kept, go on with --resume\n"
    assert batch(folder, "many.jsonl", "-o", "out.jsonl", "--resume").returncode == 0
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == [f"many.jsonl#{number}" for number in range(1, 12_001)]
