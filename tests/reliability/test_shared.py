"""One parser for everybody: threads, processes, other parsers and other packages notice nothing of one another."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from newsparse import Lexicon, Parser

REPORT = (
    "3月{day}日上午，县委书记{name}在清江宾馆主持召开县委常委会（扩大）会议，传达學(xué)習《关于“双碳”工作的方案》。"
    "副县长方远山、于成出席，各部门负责人列席。会议指出，要提升服务水平。\n责任编辑：周文\n"
)
NAMES = ("石磊", "何平安", "欧阳文", "李 青", "\ud800石磊")
RAWS = [REPORT.format(day=day, name=name) for day in range(1, 7) for name in NAMES]


def results(parser: Parser, raws: list[str]) -> list[str]:
    """Fields and words of every text, as JSON."""
    found = []
    for raw in raws:
        bulletin = parser.parse(raw, published="2024-03-09")
        found.append(bulletin.to_json() + json.dumps(bulletin.tokens.texts))
    return found


def in_another_process(parser: Parser) -> list[str]:
    return results(parser, RAWS)


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return results(Parser(), RAWS)


def test_eight_threads_share_a_parser(expected: list[str]) -> None:
    parser = Parser()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(results, [parser] * 8, [RAWS] * 8))
    assert found == [expected] * 8


# Eight threads make the very first call of a process together: lists and engines are loaded while others wait.
TOGETHER = """
import json, sys, threading
import newsparse
raws = json.loads(sys.argv[1])
gate, found = threading.Barrier(8), [None] * 8
def run(i):
    gate.wait()
    read = [newsparse.parse(raw, published="2024-03-09") for raw in raws]
    found[i] = [b.to_json() + json.dumps(b.tokens.texts) for b in read]
threads = [threading.Thread(target=run, args=(i,)) for i in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
print(json.dumps(found))
"""


def test_eight_threads_make_the_first_call_together(expected: list[str]) -> None:
    command = [sys.executable, "-c", TOGETHER, json.dumps(RAWS[:4])]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == [expected[:4]] * 8


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")  # forking is what is tried
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_other_processes_find_the_same(method: str, expected: list[str]) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} on this system")
    parser = Parser()
    parser.parse(RAWS[0])
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(in_another_process, [parser] * 2)) == [expected] * 2
    assert results(parser, RAWS) == expected


def test_parsers_do_not_see_each_others_lexicons() -> None:
    text = "3月5日，局长于成主持会议，朵丽娅出席。会议讨论了青柠清江计划。"
    plain, mine = Parser(), Parser(lexicon=Lexicon().with_names(["朵丽娅"]).with_words(["青柠清江计划"]))
    other = Parser(lexicon=Lexicon().with_words(["讨论了青柠"]))

    def seen(parser: Parser) -> tuple[bool, bool, bool]:
        bulletin = parser.parse(text)
        words = bulletin.tokens.texts
        return "朵丽娅" in {p.name for p in bulletin.people}, "青柠清江计划" in words, "讨论了青柠" in words

    alone = (seen(plain), seen(mine), seen(other))
    assert alone == ((False, False, False), (True, True, False), (False, False, True))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(seen, [plain, mine, other] * 8)) == list(alone) * 8
    assert (seen(plain), seen(mine), seen(other)) == alone


# What belongs to others before and after: the environment, switches of the interpreter, jieba's words, regex's cache
# limits, the root logger. jieba is loaded first, because the program may use it too; numpy, because importing it adds
# filters for warnings.
LOOK = """
import json, locale, logging, os, signal, sys, threading, warnings
import jieba, jieba.finalseg, numpy, regex
jieba.setLogLevel(60)
def state():
    words = "县委书记石磊主持召开青柠清江计划会议"
    return {
        "environment": dict(os.environ), "folder": os.getcwd(), "path": list(sys.path), "hooks": len(sys.meta_path),
        "limits": [sys.getrecursionlimit(), sys.getswitchinterval(), sys.get_int_max_str_digits()],
        "locale": locale.setlocale(locale.LC_ALL), "filters": [str(f) for f in warnings.filters],
        "signals": [str(signal.getsignal(s)) for s in (signal.SIGINT, signal.SIGTERM)],
        "log": [str(logging.getLogger().handlers), logging.getLogger().level, len(jieba.default_logger.handlers)],
        "threads": threading.active_count(), "umask": os.umask(os.umask(0)),
        "jieba": [jieba.lcut(words), jieba.dt.total, len(jieba.dt.FREQ), len(jieba.finalseg.Force_Split_Words),
                  str(jieba.finalseg.viterbi), str(jieba.re_han_default)],
        "regex": [regex.DEFAULT_VERSION, regex.cache_all(None)],
    }
before = state()
import newsparse
lexicon = newsparse.Lexicon().with_words(["青柠清江计划"]).with_names(["石磊"])
for raw in json.loads(sys.argv[1]):
    newsparse.Parser(lexicon=lexicon, explain=True).parse(raw).tokens
newsparse.convert("縣委書記")
newsparse.segment("县委书记石磊", lexicon=lexicon)
after = state()
print(json.dumps({name: [before[name], after[name]] for name in before if before[name] != after[name]}))
"""
WITHOUT = """
import importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "rjieba" else find(name, *rest)
"""


@pytest.mark.parametrize("fast", [True, False], ids=["rjieba", "jieba"])
def test_nothing_of_others_is_changed(fast: bool, tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}  # jieba itself writes its cache there
    command = [sys.executable, "-W", "ignore", "-c", LOOK if fast else WITHOUT + LOOK, json.dumps(RAWS[:2])]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300, env=environment)
    assert json.loads(ran.stdout) == {}
