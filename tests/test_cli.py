"""The command: what it prints, where, and with which exit code."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import jsonschema
import pytest

import newsparse
from newsparse import terminal
from newsparse.binary import binary
from newsparse.bulletin import (
    Bulletin,
    EventDate,
    Evidence,
    Group,
    KeyPhrase,
    Meeting,
    Person,
    Statement,
    json_schema,
)
from newsparse.cli import MISUSE, UNREADABLE, main
from newsparse.demo import example
from newsparse.text import Mark, Repair, Span, Warn, replay

BULLETIN = "5月12日,嵐江水務(wù)集團(tuán)召開(kāi)工作例會(huì)。董事長(zhǎng)陸承岳主持會(huì)議。\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")
NOISE = random.Random(1).randbytes(4096)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Command(Protocol):
    def __call__(self, *arguments: str, stdin: bytes = b"") -> Ran: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command in this process, with streams whose locale knows ASCII only."""

    def command(*arguments: str, stdin: bytes = b"") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        monkeypatch.setattr(sys, "argv", ["newsparse", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="ascii"))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="ascii"))
        with pytest.raises(SystemExit) as exit_:
            main()
        sys.stdout.flush()
        sys.stderr.flush()
        return Ran(int(exit_.value.code or 0), out.getvalue().decode(), err.getvalue().decode())

    return command


@pytest.fixture
def bulletin(tmp_path: Path) -> str:
    path = tmp_path / "bulletin.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    return str(path)


def shell(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newsparse", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **environment}, check=False)


def test_parse_shows_the_fields(run: Command, bulletin: str) -> None:
    ran = run("parse", bulletin, "--published", "2023-05-16")
    assert ran.code == 0
    assert not ran.err
    lines = {line.split()[0]: line for line in ran.out.splitlines() if not line.startswith(" ")}
    assert "2023-05-12" in lines["date"]
    assert "嵐" not in ran.out
    assert lines["people"].split() == ["people", "陆承岳", "董事长", "(chair)"]


def test_parse_explains_each_field(run: Command, bulletin: str) -> None:
    plain, explained = run("parse", bulletin), run("parse", bulletin, "--explain")
    assert "└" not in plain.out
    assert any("└" in line and "主持会议" in line and "[" in line for line in explained.out.splitlines())


def test_parse_writes_json_that_reads_back_and_fits_the_schema(run: Command, bulletin: str) -> None:
    ran = run("parse", bulletin, "--json", "--published", "2023-05-16", "--title", "集團召開例會")
    expected = newsparse.parse(BULLETIN, published="2023-05-16", title="集團召開例會")
    assert Bulletin.from_json(ran.out) == expected
    jsonschema.validate(json.loads(ran.out), json_schema())


def test_schema_is_the_schema(run: Command) -> None:
    schema = json.loads(run("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == json.loads(json.dumps(json_schema()))


def test_restore_writes_the_text(run: Command, bulletin: str) -> None:
    assert run("restore", bulletin).out == newsparse.restore(BULLETIN).text
    assert run("restore", "-", stdin=BULLETIN.encode("gb18030")).out == newsparse.restore(BULLETIN).text
    assert run("restore", bulletin, "--script", "keep").out.startswith("5月12日，嵐江水務集團召開")
    assert run("restore", bulletin, "--punctuation", "keep").out.startswith("5月12日,岚江水务集团召开")


def test_restore_shows_each_repair(run: Command, bulletin: str) -> None:
    repairs = newsparse.restore(BULLETIN).repairs
    heading, *lines = run("restore", bulletin, "--repairs").out.splitlines()
    assert heading.split() == ["raw", "reason", "before", "after"]
    assert len(lines) == len(repairs) > 0
    for line, repair in zip(lines, repairs, strict=True):
        assert line.startswith(str(repair.raw_span))
        assert repair.before in line


def test_restore_says_what_is_doubtful_on_stderr(run: Command) -> None:
    doubtful = "会议(yi)指出，要落实责任。\n"
    (warning,) = newsparse.restore(doubtful).warnings
    ran = run("restore", "-", stdin=doubtful.encode())
    assert (ran.code, ran.out) == (0, doubtful)
    assert ran.err == f"newsparse: -: {warning.code}: {warning.message} at {warning.span}\n"


def test_bytes_that_fit_no_charset_are_told_on_stderr(run: Command) -> None:
    ran = run("convert", "-", stdin="會議指出，".encode() + b"\xff\xff" + "要落實責任。\n".encode())
    assert ran.code == 0
    assert ran.out.startswith("会议指出，")
    assert ran.err.startswith("newsparse: -: bytes-lost: ")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "着力提升软体质量(shēng)\r\n"),
        (["--variant", "tw2sp"], "着力提升软件质量(shēng)\r\n"),
        (["--no-overlay"], "著力提升软体质量(shēng)\r\n"),
        (["--engine", "opencc-python-reimplemented", "--no-overlay"], "著力提升软体质量(shēng)\r\n"),
    ],
)
def test_convert_changes_characters_and_nothing_else(run: Command, arguments: list[str], expected: str) -> None:
    assert run("convert", "-", *arguments, stdin="著力提升軟體質量(shēng)\r\n".encode()).out == expected


@pytest.mark.parametrize("engine", ["jieba", "pkuseg"])
def test_segment_writes_words_and_keeps_lines(run: Command, engine: str) -> None:
    text = "会议强调 高质量发展\n\n我们讨论问题。\n"
    ran = run("segment", "-", "--engine", engine, stdin=text.encode())
    assert not ran.err
    assert ran.out.replace(" ", "") == text.replace(" ", "")
    assert ran.out.splitlines()[2] == "我们 讨论 问题 。"


def test_segment_in_search_mode_also_writes_the_parts(run: Command) -> None:
    words = run("segment", "-", "--mode", "search", stdin="中华人民共和国".encode()).out.split()
    assert {"中华", "人民", "共和国", "中华人民共和国"} <= set(words)


def test_demo_shows_before_after_and_fields(run: Command) -> None:
    ran = run("demo")
    before, rest = ran.out.split("After: restored and simplified\n")
    after, fields = rest.split("Fields\n")
    assert example().strip() in before
    assert newsparse.parse(example()).text.strip() in after
    assert fields.startswith("title")
    assert run("demo", "--raw").out == example()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.txt", None, "no such file"),
        ("folder", None, "is a directory"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \r\n\t\n", "is empty"),
        ("picture.txt", PNG, "is a PNG picture"),
        ("document.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF document"),
        ("noise.bin", NOISE, "is a binary file"),
        ("bad\0name", None, "cannot be read"),
    ],
)
@pytest.mark.parametrize("command", ["parse", "restore", "convert", "segment"])
def test_what_cannot_be_read_gets_one_clear_line(
    run: Command, tmp_path: Path, command: str, name: str, content: bytes | None, says: str
) -> None:
    (tmp_path / "folder").mkdir()
    path = f"{tmp_path}/{name}"
    if content is not None:
        Path(path).write_bytes(content)
    ran = run(command, path)
    assert (ran.code, ran.out) == (UNREADABLE, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"newsparse: {path}: ")
    assert says in ran.err


def test_an_empty_standard_input_is_told_like_an_empty_file(run: Command) -> None:
    assert run("parse", "-") == Ran(UNREADABLE, "", "newsparse: -: is empty\n")


@pytest.mark.parametrize(
    "text",
    [
        BULLETIN.encode(encoding)
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5-hkscs")
        if encoding != "big5-hkscs"
    ]
    + ["董事長主持會議。".encode("big5-hkscs"), ("会\x08议" + "会议指出" * 40).encode(), "标题\x0c\x1b[0m".encode()],
)
def test_text_in_any_encoding_is_no_binary(text: bytes) -> None:
    assert binary(text) is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["parse", "-", "--published", "yesterday"], "YYYY-MM-DD"),
        (["restore", "-", "--script", "traditional"], "'simplified', 'keep'"),
        (["convert", "-", "--variant", "x2y"], "t2s"),
        (["convert", "-", "--engine", "x"], "builtin"),
        (["segment", "-", "--engine", "x"], "jieba"),
        (["segment", "-", "--mode", "x"], "search"),
    ],
)
def test_misuse_of_ours_is_one_line_that_says_what_works(run: Command, arguments: list[str], says: str) -> None:
    ran = run(*arguments, stdin=BULLETIN.encode())
    assert (ran.code, ran.out) == (MISUSE, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("newsparse: ")
    assert says in ran.err


@pytest.mark.parametrize("arguments", [["parse"], ["parse", "-", "--nonsense"], ["nonsense"], ["parse", "a", "b"]])
def test_misuse_of_the_command_line_ends_with_2(run: Command, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (MISUSE, "")
    assert "Traceback" not in ran.err


def test_help_has_examples_and_version_is_the_packages(run: Command) -> None:
    assert run("--version").out == f"newsparse {newsparse.__version__}\n"
    for command in ((), ("parse",), ("restore",), ("convert",), ("segment",)):
        ran = run(*command, "--help")
        assert ran.code == 0
        assert "\n  Examples:\n    newsparse " in ran.out


def test_output_is_utf_8_in_any_locale_and_plain_in_a_pipe() -> None:
    ran = shell(
        "demo", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1", FORCE_COLOR="1"
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "陆承岳" in ran.stdout.decode()
    assert b"\x1b" not in ran.stdout


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(BULLETIN * 5000, encoding="utf-8")
    command = [sys.executable, "-m", "newsparse", "convert", str(long)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_emphasis() -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "newsparse", "demo"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:  # Linux ends a pseudo-terminal with EIO
            pass
    os.close(ours)
    assert process.returncode == 0
    assert b"\x1b[1m" in shown


TEXT = "5月12日至13日，岚江水务集团召开会议。陆承岳要求落实责任。"
CLAUSE = Evidence("陆承岳要求落实责任", Span(20, 29), "speech")
WHOLE = Bulletin(
    raw=TEXT,
    text=TEXT,
    title="岚江[bold]会议",
    authors=("叶知秋", "沈安禾"),
    date=EventDate("2023-05-12", "2023-05-13", "09:30", "上午", "5月12日至13日", "minute", "published", Span(0, 9)),
    meeting=Meeting("会议", Span(18, 20), "会议"),
    people=(
        Person("陆承岳", ("党委书记", "董事长"), None, ("chair", "speaker"), Span(21, 24), (), (CLAUSE,)),
        Person("贺云舟", (), None, ("attendee",), Span(21, 24)),
    ),
    groups=(Group("各部门负责人", "attendee", Span(0, 1)),),
    statements=(Statement("陆承岳", "要求", "落实责任", Span(26, 30), CLAUSE),),
    key_phrases=(KeyPhrase("落实责任", 1.0, ()), KeyPhrase("供水", 0.5, ())),
    furniture=(Mark("title", Span(0, 1)), Mark("byline", Span(0, 1)), Mark("title", Span(1, 2))),
    warnings=(Warn("year-unknown", "the year is not known", Span(0, 9)), Warn("spun", "looks spun")),
)
TABLE = """\
title        岚江[bold]会议
authors      叶知秋、沈安禾
date         2023-05-12 to 2023-05-13 上午 09:30  5月12日至13日 (year from published)
place        —
organizer    —
meeting      会议                                 会议
people       陆承岳                               党委书记、董事长  (chair, speaker)
                                                  └ speech: 陆承岳要求落实责任 [20, 29)
             贺云舟                               (attendee)
groups       各部门负责人                         attendee
statements   陆承岳 要求                          落实责任
                                                  └ speech: 陆承岳要求落实责任 [20, 29)
key phrases  落实责任                             1.00
             供水                                 0.50
furniture    3                                    title 2, byline 1
warnings     year-unknown                         the year is not known [0, 9)
             spun                                 looks spun"""


def test_the_table_shows_every_field_one_line_a_row() -> None:
    assert terminal.rendered(terminal.fields(WHOLE, explain=True)) == TABLE
    plain = [line for line in TABLE.splitlines() if "└" not in line]
    assert terminal.rendered(terminal.fields(WHOLE)).splitlines() == plain


def test_nothing_in_a_document_steers_the_terminal() -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07[bold red]会议[/]\u202e"
    changes = [Repair("control", hostile, "", Span(0, len(hostile)), Span(0, 0), False)]
    assert replay(hostile, changes) == ""
    shown = terminal.rendered(terminal.repairs(changes))
    assert "\\x1b[2J\\x1b]0;owned\\x07[bold red]会议[/]\\u202e" in shown
    assert "\x1b" not in shown
