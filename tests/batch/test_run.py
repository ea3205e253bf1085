"""From files to files: each format, resuming after a kill at any moment, and what is refused."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import newsparse
from newsparse.batch import journal, run, sinks
from newsparse.batch.run import Report
from newsparse.bulletin import Bulletin
from newsparse.errors import UsageError
from newsparse.formats import Columns, documents
from newsparse.tabular.schema import arrow_schema

OUTPUTS = ("out.jsonl", "out.csv", "parts")


def text(number: int) -> str:
    day = f"{number % 12 + 1}月{number % 28 + 1}日"
    return f"{day}，市水务局召开例会。局长方远山、科长林知夏主持会议。会议指出，{number}。"


def rows(path: Path, number: int) -> Path:
    """A JSONL of which every seventh row is bad and every fifth has the id of another."""
    lines = []
    for n in range(number):
        row = {"doc_id": "twice" if n % 5 == 0 else f"n{n}", "text": " " if n % 7 == 3 else text(n)}
        lines.append("{broken" if n % 14 == 3 else json.dumps(row))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def content(folder: Path) -> dict[str, Any]:
    """Everything that a run wrote, but for the journal; parts as their rows."""
    found: dict[str, Any] = {}
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            found[path.name] = [row for part in sorted(path.iterdir()) for row in pq.read_table(part).to_pylist()]
        elif path.suffix != ".journal":
            found[path.name] = path.read_bytes()
    return found


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rows(tmp_path_factory.mktemp("source") / "新闻.jsonl", 60)


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    found = {}
    for output in OUTPUTS:
        folder = tmp_path_factory.mktemp("whole")
        run([source], folder / output, jobs=1)
        found[output] = content(folder)
    return found


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_document_is_there_once_and_in_order(
    source: Path, undisturbed: dict[str, dict[str, Any]], output: str
) -> None:
    found = undisturbed[output]
    errors = [json.loads(line) for line in found[f"{Path(output).stem}.errors.jsonl"].splitlines()]
    given = list(documents([source]))
    bad = [d for d in given if d.error or not d.raw.strip()]
    good = [d for d in given if d not in bad]
    assert [(row["doc_id"], row["input_path"]) for row in errors] == [(d.doc_id, d.input_path) for d in bad]
    assert len(bad) == 9
    if output == "out.jsonl":
        lines = found[output].splitlines()
        assert [Bulletin.from_json(line) for line in lines] == [newsparse.parse(d.raw) for d in good]
        written = [json.loads(line) for line in lines]
    elif output == "out.csv":
        written = list(csv.DictReader(found[output].decode("utf-8-sig").splitlines()))
        people = list(csv.DictReader(found["out.people.csv"].decode("utf-8-sig").splitlines()))
        parsed = [(row["document"], newsparse.parse(d.raw)) for row, d in zip(written, good, strict=True)]
        expected = [(number, person.name) for number, bulletin in parsed for person in bulletin.people]
        assert [(row["document"], row["name"]) for row in people] == expected
        assert len({row["document"] for row in written}) == len(written)
    else:
        written = found[output]
        expected_rows = newsparse.to_frame([newsparse.parse(d.raw) for d in good], to="arrow").to_pylist()
        assert [row["people"] for row in written] == [row["people"] for row in expected_rows]
    assert [(row["doc_id"], row["input_path"]) for row in written] == [(d.doc_id, d.input_path) for d in good]


@pytest.mark.parametrize("output", OUTPUTS)
def test_two_processes_write_what_one_writes(
    source: Path, undisturbed: dict[str, dict[str, Any]], output: str, tmp_path: Path
) -> None:
    report = run([source], tmp_path / output, jobs=2)
    assert content(tmp_path) == undisturbed[output]
    assert (report.documents, report.failed, report.resumed) == (60, 9, 0)


class Killed(BaseException):
    """Stands for SIGKILL: nothing in the library catches it."""


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_run_that_ends_at_any_step_goes_on_to_the_same_end(
    source: Path,
    undisturbed: dict[str, dict[str, Any]],
    output: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ends before and after everything that reaches the disk, with torn lines left behind, again and again."""
    monkeypatch.setattr(sinks, "PART", 10)
    dice = random.Random(7)
    steps = left = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps >= left:
            raise Killed

    def breaking(function: Any) -> Any:
        def broken(*arguments: Any, **options: Any) -> Any:
            step()
            result = function(*arguments, **options)
            step()
            return result

        return broken

    for module, name in ((journal, "settle"), (sinks, "settle"), (os, "truncate"), (Path, "replace"), (Path, "unlink")):
        monkeypatch.setattr(module, name, breaking(getattr(module, name)))
    for attempt in range(400):
        steps, left = 0, 1 + attempt // 4
        try:
            run([source], tmp_path / output, jobs=1, resume=True, commit_seconds=0)
        except Killed:
            tear(tmp_path, dice)
        else:
            break
    assert attempt > 8
    assert content(tmp_path) == undisturbed[output]


def tear(folder: Path, dice: random.Random) -> None:
    """What a killed process may leave: more than is safe, half a line, a part that nobody vouches for."""
    for path in folder.iterdir():
        if path.is_dir():
            (path / "_writing").write_bytes(b"PAR1")
            (path / f"part-{len(list(path.glob('part-*'))):05}.parquet").write_bytes(b"PAR1")
        elif dice.random() < 0.7:
            with path.open("ab") as file:
                file.write('{"documents": 99, "公'.encode()[: dice.randrange(1, 22)])


KILLED = """
import sys
from newsparse.batch import run, sinks
sinks.PART = 40
run([sys.argv[1]], sys.argv[2], jobs=2, resume=True, commit_seconds=0.02)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("output", OUTPUTS)
def test_killed_three_times_and_resumed(tmp_path: Path, output: str) -> None:
    source = rows(tmp_path / "新闻.jsonl", 1500)
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    run([source], tmp_path / "whole" / output, jobs=1)
    command = [sys.executable, "-c", KILLED, str(source), str(tmp_path / "killed" / output)]
    progress = []
    for kill in range(3):
        with subprocess.Popen(command) as process:
            wait_for(tmp_path / "killed", 300 * (kill + 1))
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        progress.append(committed(tmp_path / "killed"))
    assert 0 < progress[0] < progress[1] < progress[2] < 1500
    subprocess.run(command, check=True)
    assert content(tmp_path / "killed") == content(tmp_path / "whole")


def wait_for(folder: Path, number: int) -> None:
    until = time.monotonic() + 60
    while committed(folder) < number and time.monotonic() < until:
        time.sleep(0.002)


def committed(folder: Path) -> int:
    """The documents of the last whole line of the journal."""
    for path in folder.glob("*.journal"):
        lines = [line for line in path.read_bytes().split(b"\n")[:-1] if b'"documents"' in line]
        return int(json.loads(lines[-1])["documents"]) if lines else 0
    return 0


def test_a_complete_run_is_left_as_it_is(source: Path, tmp_path: Path) -> None:
    first = run([source], tmp_path / "out.jsonl", jobs=1)
    before = content(tmp_path)
    again = run([source], tmp_path / "out.jsonl", jobs=1, resume=True)
    assert content(tmp_path) == before
    assert (again.documents, again.failed, again.resumed) == (first.documents, first.failed, first.documents)


@pytest.mark.parametrize("output", OUTPUTS)
def test_an_output_that_is_there_is_not_written_over(source: Path, tmp_path: Path, output: str) -> None:
    run([source], tmp_path / output, jobs=1)
    before = content(tmp_path)
    with pytest.raises(UsageError, match=r"is there already; pass --resume .* --force"):
        run([source], tmp_path / output, jobs=1)
    assert content(tmp_path) == before
    small = tmp_path / "small.txt"
    small.write_text(text(1), encoding="utf-8")
    run([small], tmp_path / output, jobs=1, force=True)
    small.unlink()
    after = content(tmp_path)
    assert not any("errors" in name for name in after)
    assert 0 < sum(map(len, after.values())) < sum(map(len, before.values())) / 2


def test_what_changed_since_is_told_and_not_gone_on_with(source: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.jsonl"
    copy.write_bytes(source.read_bytes())
    run([copy], tmp_path / "out.jsonl", jobs=1)
    again = {"inputs": [copy], "output": tmp_path / "out.jsonl", "jobs": 1, "resume": True}
    with pytest.raises(UsageError, match="the columns changed"):
        run(**again, columns=Columns(doc_id="doc_id"))
    with pytest.raises(UsageError, match="the parser's options changed"):
        run(**again, parser=newsparse.Parser(script="keep"))
    run(**again, parser=newsparse.Parser())
    copy.write_bytes(source.read_bytes() + b"\n{}")
    with pytest.raises(UsageError, match=r"the inputs changed .*--force"):
        run(**again)
    (tmp_path / "out.journal").unlink()
    with pytest.raises(UsageError, match=r"without .*out\.journal; pass --force"):
        run(**again)
    (tmp_path / "out.journal").write_bytes(b"5\n")
    with pytest.raises(UsageError, match="no journal of newsparse"):
        run(**again)


@pytest.mark.parametrize("output", ["out.jsonl", "parts"])
def test_an_output_that_lost_something_is_not_gone_on_with(source: Path, tmp_path: Path, output: str) -> None:
    stopped(source, tmp_path / output)
    lost = tmp_path / output
    (lost / "part-00000.parquet" if lost.is_dir() else lost).unlink()
    with pytest.raises(UsageError, match=r"(since|when) the run stopped"):
        run([source], tmp_path / output, jobs=1, resume=True)


def stopped(source: Path, output: Path) -> None:
    """A run that ended in the middle."""
    monkeypatch = pytest.MonkeyPatch()
    entries = 0
    commit = journal.Journal.commit

    def ending(self: journal.Journal, entry: journal.Entry) -> None:
        nonlocal entries
        commit(self, entry)
        entries += 1
        if entries == 3:
            raise Killed

    monkeypatch.setattr(journal.Journal, "commit", ending)
    monkeypatch.setattr(sinks, "PART", 10)
    with pytest.raises(Killed):
        run([source], output, jobs=1, commit_seconds=0)
    monkeypatch.undo()


@pytest.mark.skipif(sys.platform == "win32", reason="no locks there")
def test_two_runs_do_not_write_one_output(source: Path, tmp_path: Path) -> None:
    stopped(source, tmp_path / "out.jsonl")
    with journal._locked(tmp_path / "out.journal"):
        for mode in ("resume", "force"):
            with pytest.raises(UsageError, match="another process is writing"):
                run([source], tmp_path / "out.jsonl", jobs=1, **{mode: True})
    assert run([source], tmp_path / "out.jsonl", jobs=1, resume=True).documents == 60


def test_outputs_that_cannot_be_meant_are_misuse(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "x.jsonl").mkdir()
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "a.parquet").write_text("x")
    for output, says in (
        ("x.xlsx", "no known format"),
        ("file", "need a folder"),
        ("x.jsonl", "is a folder"),
        ("foreign", "not written by newsparse"),
    ):
        for force in (False, True):
            with pytest.raises(UsageError, match=says):
                run([source], tmp_path / output, jobs=1, force=force)
    with pytest.raises(UsageError, match="is an input too"):
        run([source], source, jobs=1, force=True)
    with pytest.raises(UsageError, match="choose one"):
        run([source], tmp_path / "y.jsonl", force=True, resume=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "foreign", "x.jsonl"]


def test_cells_of_a_csv_run_nothing(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    signs = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1", "＋1", "－1", "＠1"]
    lines = [
        {"doc_id": sign, "title": f"{sign}会议", "text": f"局长方远山主持{sign}会议。", "url": sign} for sign in signs
    ]
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    run([source], tmp_path / "out.csv", jobs=1)
    for name in ("out.csv", "out.people.csv"):
        read = list(csv.reader((tmp_path / name).read_text(encoding="utf-8-sig").splitlines()))
        assert len(read) == len(signs) + 1
        cells = [cell for line in read[1:] for cell in line]
        assert not [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]", cell)]
        assert [line[1] for line in read[1:]] == [f"'{sign}" for sign in signs]


def test_parts_are_one_dataset_of_the_schema(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sinks, "PART", 20)
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "_SUCCESS").touch()
    run([source], tmp_path / "parts", jobs=1, commit_seconds=0)
    assert len(list((tmp_path / "parts").glob("part-*.parquet"))) == 3
    table = pq.read_table(tmp_path / "parts")
    assert table.schema.equals(arrow_schema())
    assert table.num_rows == 51


def test_names_of_inputs_lead_nowhere(tmp_path: Path) -> None:
    """An id is data: it is never a path to be written to."""
    source = tmp_path / "in" / "a.jsonl"
    source.parent.mkdir()
    names = ["../../evil", "/etc/passwd", "a\0b", "..\\evil", "\u202e", "公 报"]
    source.write_text("\n".join(json.dumps({"doc_id": name, "text": text(1)}) for name in names), encoding="utf-8")
    (tmp_path / "out").mkdir()
    for output in OUTPUTS:
        run([source], tmp_path / "out" / output, jobs=1, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    lines = (tmp_path / "out" / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == names


def test_no_documents_are_an_empty_output(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,doc_id\n", encoding="utf-8")
    for output in OUTPUTS:
        report = run([tmp_path / "a.csv"], tmp_path / output, jobs=2, force=True)
        assert (report.documents, report.failed) == (0, 0)
        assert (tmp_path / output).exists()
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").startswith("document,doc_id,input_path,title")


def test_a_report_is_one_line() -> None:
    assert str(Report(1200, 0, 0, 3.25, Path("x"))) == "1,200 documents, 3.2 s"
    assert str(Report(5, 2, 3, 0, Path("x"))) == "5 documents, 3 of them earlier, 0.0 s; 2 failed, see x"


def test_the_iterator_of_a_run_is_not_read_ahead_of_its_outputs(tmp_path: Path) -> None:
    """What waits to be written is bounded, however many documents there are."""
    read: list[int] = []

    def source() -> Iterator[str]:
        for number in range(5000):
            read.append(number)
            yield text(number)

    found = newsparse.parse_many(source(), jobs=2)
    next(found)
    assert len(read) < 200
    found.close()  # type: ignore[attr-defined]
