"""An install, a home and a working folder that cannot be written, and no folder for temporary files at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# root may write everywhere; without these powers it obeys the permissions like any other owner.
OBEDIENT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")
WRITES = "import sys; open(sys.argv[1], 'w')"
PROGRAM = """
import sys, tempfile
tempfile._candidate_tempdir_list = lambda: []
import newsparse
assert newsparse.__file__.startswith(sys.argv[1]), newsparse.__file__
raw = "3月1日，縣委書記石磊主持學(xué)習(xí)会議，副县长方远山出席。会议指出，要推进绿色低碳发展。"
b = newsparse.parse(raw.encode("gb18030"))
print(b.chair.name, len(b.people), len(b.key_phrases) > 0, "".join(b.tokens.texts) == b.text)
print(newsparse.convert("會議"), len(newsparse.segment("县委会议", lexicon=newsparse.Lexicon().with_words(["县委会"]))))
"""
PKUSEG = """
try:
    newsparse.segment("会议", "pkuseg")
except newsparse.ResourceError as error:
    print(error)
"""


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A folder with an install and a home that nobody can write to."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has other permissions")
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and there is no setpriv to take that from it")
    (tmp_path / "home").mkdir()
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    folders = [path for path in (tmp_path, *tmp_path.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    yield tmp_path
    for folder in folders:
        folder.chmod(0o755)


def run(shut: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    home = str(shut / "home")
    environment = {**os.environ, "HOME": home, "XDG_CACHE_HOME": home, "TMPDIR": "/nowhere", "PYTHONUTF8": "1"}
    environment["PYTHONPATH"] = str(shut / "src")
    command = [sys.executable, "-c", code, *arguments]
    if os.geteuid() == 0:
        command = [*OBEDIENT, *command]
    return subprocess.run(command, cwd=shut, env=environment, capture_output=True, text=True, check=False, timeout=300)


def test_the_folders_cannot_be_written(shut: Path) -> None:
    for folder in (shut, shut / "home", shut / "src" / "newsparse"):
        assert "PermissionError" in run(shut, WRITES, str(folder / "x")).stderr


def test_everything_works(shut: Path) -> None:
    ran = run(shut, PROGRAM, str(shut))
    assert (ran.stdout, ran.stderr) == ("石磊 2 True True\n会议 2\n", "")
    assert not list(shut.rglob("__pycache__"))


@pytest.mark.skipif(util.find_spec("spacy_pkuseg") is None, reason="the extra pkuseg is not installed")
def test_the_one_engine_that_needs_a_folder_says_so(shut: Path) -> None:
    ran = run(shut, "import warnings; warnings.simplefilter('ignore')\n" + PROGRAM + PKUSEG, str(shut))
    assert "set TMPDIR or XDG_CACHE_HOME to a folder that can be written" in ran.stdout.splitlines()[-1], ran.stderr
