"""`parse_many`: the bulletins of `parse`, from one process or several, and what becomes of documents that fail."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsparse
from newsparse.demo import example
from newsparse.documents import Document, Failure
from newsparse.errors import DocumentError, UsageError

RAWS = [example(), "3月1日，局长方远山主持会议。", "局長方遠山主持會議。".encode(), "会议\ud800", "x" * 50]
BAD: list[object] = ["", b"\x89PNG\r\n", None, 5, {"title": "x"}, {"text": "会议", "published": "soon"}]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_bulletins_are_those_of_parse(jobs: int) -> None:
    expected = [newsparse.parse(raw) for raw in RAWS]
    assert list(newsparse.parse_many(RAWS, jobs=jobs)) == expected
    assert list(newsparse.parse_many(iter(RAWS), jobs=jobs, on_error="raise", progress=True)) == expected


def test_what_is_known_beside_the_text_is_used() -> None:
    row = {
        "text": "3月1日，局长方远山主持会议。",
        "published": "2024/3/2",
        "title": "例會",
        "doc_id": 5,
        "x": float("nan"),
    }
    (bulletin,) = newsparse.parse_many([row])
    assert bulletin.date is not None
    assert (bulletin.date.start, bulletin.title) == ("2024-03-01", "例会")
    document = Document("a", "a.txt", row["text"], published="2024-03-02")
    assert next(newsparse.parse_many([document])).date == bulletin.date


@pytest.mark.parametrize("jobs", [1, 2])
def test_failures_are_collected_in_their_places(jobs: int) -> None:
    given = [RAWS[1], *BAD, RAWS[1]]
    outcomes = list(newsparse.parse_many(given, jobs=jobs, on_error="collect"))
    assert [isinstance(outcome, Failure) for outcome in outcomes] == [False, *[True] * len(BAD), False]
    told = [outcome.error for outcome in outcomes if isinstance(outcome, Failure)]
    words = ["empty", "PNG", "NoneType", "is int", "nothing in", "no ISO date"]
    assert [word in error for word, error in zip(words, told, strict=True)] == [True] * len(BAD)
    assert [outcome.doc_id for outcome in outcomes if isinstance(outcome, Failure)] == list("123456")


def test_failures_are_left_out_with_a_warning() -> None:
    with pytest.warns(UserWarning, match="left out: document '1' cannot be parsed: is empty") as seen:
        assert len(list(newsparse.parse_many([RAWS[1], "", RAWS[1]]))) == 2
    assert [Path(warning.filename).name for warning in seen] == [Path(__file__).name]


def test_a_failure_can_end_the_work() -> None:
    found = newsparse.parse_many([RAWS[1], {"doc_id": "乙", "text": " "}, RAWS[1]], on_error="raise")
    assert next(found).chair
    with pytest.raises(DocumentError, match="'乙' cannot be parsed: is empty"):
        next(found)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_parser_travels_with_all_its_options(method: str) -> None:
    parser = newsparse.Parser(
        script="keep", explain=True, lexicon=newsparse.Lexicon().with_words(["青柠计划"]), top_phrases=1
    )
    raws = ["董事长陆承岳主持会议，會議指出要推进青柠计划。"] * 3
    found = list(newsparse.parse_many(raws, parser=parser, jobs=2, start_method=method))
    assert found == [parser.parse(raw) for raw in raws]
    assert found[0].chair
    assert found[0].chair.evidence[0].rule
    assert "青柠计划" in [str(token) for token in found[0].tokens]


def test_a_single_text_is_misuse() -> None:
    for single in ("局长主持会议", b"x", {"text": "x"}):
        with pytest.raises(UsageError, match="pass a list"):
            newsparse.parse_many(single)
    with pytest.raises(UsageError, match="'warn', 'raise', 'collect'"):
        newsparse.parse_many([], on_error="ignore")


def test_tables_take_its_results_as_they_come() -> None:
    found = newsparse.tables(newsparse.parse_many([RAWS[1], ""], on_error="collect"), ids="ab", to="arrow")
    assert found.meetings["error"].to_pylist() == [None, "is empty"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_the_bar_shows_on_a_terminal_and_nowhere_else() -> None:
    import pty

    code = (
        "import newsparse, warnings\nwarnings.simplefilter('ignore')\n"
        "list(newsparse.parse_many(['局长方远山主持会议。', ''] * 20, progress=True, jobs=2))"
    )
    silent = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (silent.stdout, silent.stderr) == (b"", b"")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
    with subprocess.Popen([sys.executable, "-c", code], stderr=theirs, stdout=subprocess.PIPE, env=environment) as ran:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:
            pass
        assert ran.stdout
        assert ran.stdout.read() == b""
    os.close(ours)
    assert b"40/40" in shown
    assert b"20 failed" in shown
