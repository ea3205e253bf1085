"""Nothing is fetched, executed, unpickled or written: every process here is watched by an audit hook of its own.

An audit hook sees what C code does too, and cannot be taken off, so the watched code runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

# What a text could try: code of Python and of the shell, a pickle, markup, a template, a formula, a path.
HOSTILE = (
    "__import__('os').system('touch evil')；`touch evil`；$(touch evil)；{{7*7}}；${7*7}；%s%n；=cmd|'/C calc'!A0\n"
    "<script src='http://127.0.0.1:9/x.js'></script><img src=http://127.0.0.1:9/x.png onerror=alert(1)>\n"
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>\n"
    "cos\nsystem\n(S'touch evil'\ntR.\n"
    "../../evil /etc/passwd C:\\evil \\\\127.0.0.1\\evil http://127.0.0.1:9/20240305/a.html\n"
    "3月5日，县委书记石磊主持召开縣委常委會(huì)会议，副县长方远山出席。会议指出，要抓好落实。\n"
)
# `events` fills with whatever reaches out of the process; after `sealed` also with whatever runs code or loads more.
WATCH = """
import contextlib, encodings, importlib, json, os, pkgutil, sys
for codec in pkgutil.iter_modules(encodings.__path__, "encodings."):  # of Python itself; detection tries many
    with contextlib.suppress(ImportError):
        importlib.import_module(codec.name)
with contextlib.suppress(ImportError):
    import numpy  # its import sets an environment variable and takes it back
OUT = {"socket", "subprocess", "pty", "pickle", "urllib", "http", "ftplib", "smtplib", "webbrowser", "sqlite3"}
OUT |= {"shutil", "tempfile"}
OS = {"system", "exec", "posix_spawn", "spawn", "fork", "forkpty", "mkdir", "remove", "rename", "rmdir", "link"}
OS |= {"symlink", "chmod", "chown", "truncate", "putenv", "unsetenv", "chdir", "kill"}
RUNS = {"exec", "compile", "import", "ctypes", "marshal", "code"}
events, sealed = [], []
def watch(event, args):
    family, _, rest = event.partition(".")
    if event == "open":
        if isinstance(args[0], int) or not args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC):
            return
    elif not (family in OUT or family == "os" and rest in OS or sealed and family in RUNS):
        return
    events.append([event, repr(args)[:300]])
sys.addaudithook(watch)
"""
LIBRARY = """
import newsparse
from newsparse.parser import Parser
parser = Parser(explain=True, lexicon=newsparse.Lexicon().with_names(["石磊"]))
def use(raw):
    for given in (raw, raw.encode("gb18030", "replace")):
        bulletin = parser.parse(given, title=raw[:60], published="2024-03-06", url="http://127.0.0.1:9/a.html")
        bulletin.tokens, bulletin.boilerplate, bulletin.to_dict(raw=True), bulletin._repr_html_()
        newsparse.Bulletin.from_json(bulletin.to_json())
        newsparse.restore(given)
    for variant in ("t2s", "tw2sp"):
        newsparse.convert(raw, variant)
    newsparse.keyphrases(raw)
    with contextlib.suppress(newsparse.MissingDependencyError):
        newsparse.parse_html(f"<!DOCTYPE html [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><html><body><p>{raw}</p>&b;<br>")
    for engine in json.loads(sys.argv[3]):
        newsparse.segment(raw, engine, mode="search")
    for bad in (raw, b"\\x80\\x04cos\\nsystem\\n.", "[" * 100000):
        try:
            newsparse.Bulletin.from_json(bad)
        except newsparse.UsageError:
            pass
"""
REPORT_BACK = """
use(sys.argv[1])
sealed.append(True)
use(sys.argv[2])
found = list(events)
print(json.dumps(found))
"""
COMMAND = """
import contextlib, io
def use(file):
    from newsparse.__main__ import main
    for command in ("parse", "parse --json", "restore", "convert", "segment"):
        sys.argv = ["newsparse", *command.split(), file]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
            main()
"""
# Harmless, and with some of each damage, so that every list and module it takes is loaded before the sealing.
PLAIN = "3月1日，局长方远山主持學(xué)習(xí)会。会议?gòu)通过\ufffd\ufffd了<b>方案</b>&amp;章程。\n责任编辑：周文\n"
HAS_PKUSEG = util.find_spec("spacy_pkuseg") is not None and util.find_spec("pkuseg") is not None


def watched(code: str, *arguments: str, home: Path) -> list[list[str]]:
    """The events while `code` ran in an empty folder with nothing but `home` to write to."""
    folder = home / "empty"
    folder.mkdir(exist_ok=True)
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-B", "-W", "ignore", "-c", WATCH + code + REPORT_BACK, *arguments]
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=600
    )
    assert ran.returncode == 0, ran.stderr
    assert list(folder.iterdir()) == []
    return json.loads(ran.stdout)


def asks_for_ipv6(event: str, args: str) -> bool:
    """Importing urllib3 (spacy-pkuseg, trafilatura) binds a socket to this machine's own ::1, once, and no more."""
    return event == "socket.__new__" or (event == "socket.bind" and args.endswith("('::1', 0))"))


def test_the_watch_sees_what_it_should(tmp_path: Path) -> None:
    code = """
import pickle, socket, subprocess
from pathlib import Path
def use(text):
    if not sealed:
        return
    socket.socket().close()
    subprocess.run([sys.executable, "-c", ""])
    pickle.loads(pickle.dumps(Path))
    eval("1")
    import wave
    (Path(text) / "x").write_text("")
"""
    seen = [event for event, _ in watched(code, PLAIN, str(tmp_path), home=tmp_path)]
    assert {"socket.__new__", "subprocess.Popen", "pickle.find_class", "compile", "exec", "import", "open"} <= set(seen)


def test_the_library_stays_inside(tmp_path: Path) -> None:
    assert [e for e in watched(LIBRARY, PLAIN, HOSTILE, '["jieba"]', home=tmp_path) if not asks_for_ipv6(*e)] == []


def test_the_command_stays_inside(tmp_path: Path) -> None:
    for name, text in (("plain.txt", PLAIN), ("hostile.txt", HOSTILE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert watched(COMMAND, str(tmp_path / "plain.txt"), str(tmp_path / "hostile.txt"), home=tmp_path) == []


@pytest.mark.skipif(not HAS_PKUSEG, reason="the extra pkuseg is not installed")
def test_pkuseg_writes_its_cache_once_and_nothing_else(tmp_path: Path) -> None:
    """The first use converts the model in one process of its own; later ones stay inside."""
    engines = '["jieba", "pkuseg"]'
    first = watched(LIBRARY, PLAIN, HOSTILE, engines, home=tmp_path)
    started = [args for event, args in first if event == "subprocess.Popen"]
    assert len(started) == 1 and "spacy_pkuseg" in started[0]
    cache = str(tmp_path / "newsparse")
    assert [e for e in first if e[0] != "subprocess.Popen" and cache not in e[1] and not asks_for_ipv6(*e)] == []
    assert [e for e in watched(LIBRARY, PLAIN, HOSTILE, engines, home=tmp_path) if not asks_for_ipv6(*e)] == []


# Every way to a socket is closed, as on a machine without any network; what still works needs none.
BLOCK = """
import _socket, socket
class Blocked:
    def __init__(self, *args, **options):
        raise OSError("the network was asked for")
_socket.socket = socket.socket = Blocked
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = Blocked
"""


@pytest.mark.parametrize(
    "engine",
    [
        "jieba",
        pytest.param("pkuseg", marks=pytest.mark.skipif(not HAS_PKUSEG, reason="the extra pkuseg is not installed")),
    ],
)
def test_nothing_is_missed_where_sockets_are_blocked(engine: str) -> None:
    code = f"""
b = newsparse.parse({HOSTILE!r})
print([b.chair.name, newsparse.convert("會議"), "".join(newsparse.segment("县委会议", {engine!r}).texts)])
"""
    command = [sys.executable, "-W", "ignore", "-c", BLOCK + "import newsparse\n" + code]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=600, env=environment)
    assert ran.stdout == "['石磊', '会议', '县委会议']\n", ran.stderr
