"""Processes: results in order and lazily, a bounded number under way, no death that takes more than its document."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsparse.batch.workers import AHEAD, DIED, PIECE, PIECE_SIZE, _pieces, cores, ordered
from newsparse.documents import Document, Failure
from newsparse.errors import UsageError

METHODS = multiprocessing.get_all_start_methods()
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


def work(document: Document) -> tuple[str, int]:
    if document.raw == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if document.raw == "slow":
        time.sleep(0.2)
    return document.doc_id, os.getpid()


def made(raws: list[str]) -> list[Document]:
    return [Document(str(number), "x", raw) for number, raw in enumerate(raws)]


@pytest.mark.parametrize("method", METHODS)
def test_results_come_in_order_from_other_processes(method: str) -> None:
    given = made(["slow", *["x"] * 100])
    done = list(ordered(given, work, jobs=2, start_method=method))
    assert [document for document, _ in done] == given
    assert [result[0] for _, result in done] == [document.doc_id for document in given]
    assert os.getpid() not in {result[1] for _, result in done}
    assert not multiprocessing.active_children()


def test_one_job_works_here() -> None:
    assert [result for _, result in ordered(made(["x", "y"]), work, jobs=1)] == [("0", os.getpid()), ("1", os.getpid())]


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_more_is_read_than_is_under_way(jobs: int) -> None:
    read = 0

    def source() -> Iterator[Document]:
        nonlocal read
        for number in range(100_000):
            read += 1
            yield Document(str(number), "", "x")

    done = ordered(source(), work, jobs=jobs, start_method="fork" if "fork" in METHODS else None)
    assert read == 0
    for number in range(1, 200):
        next(done)
        assert read <= number + (AHEAD * jobs * PIECE if jobs > 1 else 0)
    done.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
    assert read < 1000


def test_long_documents_travel_in_small_pieces() -> None:
    long = "x" * (PIECE_SIZE // 2)
    pieces = list(_pieces(made([long] * 5 + ["x"] * (PIECE + 1))))
    assert [len(piece) for piece in pieces] == [2, 2, PIECE, 2]


@unix
@pytest.mark.parametrize("method", [m for m in METHODS if m != "spawn"])
def test_a_process_that_dies_takes_only_its_document_with_it(method: str) -> None:
    raws = ["x"] * 120
    for number in (0, 17, 18, 119):
        raws[number] = "die"
    given = made(raws)
    done = list(ordered(given, work, jobs=2, start_method=method))
    assert [document for document, _ in done] == given
    for document, result in done:
        if document.raw == "die":
            assert result == Failure(document.doc_id, "x", DIED)
        else:
            assert isinstance(result, tuple)
            assert result[0] == document.doc_id


@unix
def test_workers_do_not_outlive_a_killed_caller(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, time\n"
        "from newsparse.batch.workers import ordered\n"
        "from newsparse.documents import Document\n"
        "def documents():\n"
        "    yield from (Document('1', '', 'x') for _ in range(200))\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "    time.sleep(60)\n"
        "for _ in ordered(documents(), repr, jobs=3): pass\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        children = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert len(children) == 3
    until = time.monotonic() + 20
    while any(running(pid) for pid in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(running(pid) for pid in children)


def running(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"  # nobody may be there to reap it


UNGUARDED = """
import newsparse
print(len(list(newsparse.parse_many(["局长方远山主持会议。"] * 5, jobs=2, start_method={method!r}))))
"""


@pytest.mark.parametrize("method", METHODS)
def test_a_script_without_a_guard_works_or_is_told_what_to_do(tmp_path: Path, method: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED.format(method=method), encoding="utf-8")
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False, timeout=120)
    if method == "fork":
        assert (ran.returncode, ran.stdout) == (0, "5\n"), ran.stderr
    else:
        last = ran.stderr.strip().splitlines()[-1]
        assert ran.returncode == 1
        assert 'put what starts the work under `if __name__ == "__main__":`' in last
        assert f"{method!r}" in last


@pytest.mark.parametrize("method", METHODS)
def test_code_from_a_pipe_can_use_other_processes(method: str) -> None:
    """As in a notebook or at the prompt: there is no file that a process could import."""
    ran = subprocess.run(
        [sys.executable, "-c", UNGUARDED.format(method=method)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ran.returncode, ran.stdout) == (0, "5\n"), ran.stderr


def test_arguments_that_cannot_be_used_are_told_at_once() -> None:
    for jobs in (0, -1):
        with pytest.raises(UsageError, match="1 or more"):
            ordered([], work, jobs=jobs)
    with pytest.raises(UsageError, match="spawn"):
        ordered([], work, jobs=2, start_method="thread")
    with pytest.raises(UsageError, match="top of a module"):
        list(ordered(made(["x"]), lambda document: document, jobs=2, start_method="spawn"))
    assert cores() >= 1
