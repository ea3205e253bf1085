"""What the pages say is what happens: their code runs, and the written pages are those of this code."""

from __future__ import annotations

import ast
import doctest
import re
import runpy
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "```python\n" in path.read_text(encoding="utf-8"))
CLUSTER = re.compile(r'^```python title="on a cluster"\n(.*?)^```$', re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the pages name: a bulletin, and a model of pkuseg."""
    (tmp_path / "models").mkdir()
    carrier = find_spec("pkuseg")
    if carrier and carrier.origin:
        (tmp_path / "models" / "own").symlink_to(Path(carrier.origin).parent / "models" / "ctb8")
    (tmp_path / "bulletin.txt").write_text("3月1日，县长石磊主持会议。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_pages() -> None:
    assert len(PAGES) > 5


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_python_block_runs_and_gives_what_the_page_shows(page: Path, elsewhere: Path) -> None:
    """Blocks of a page share their names, as in one session; a block without prompts is run as it stands."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, block in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), 1):
        if ">>>" not in block:
            exec(compile(block, f"{page.name}, block {number}", "exec"), names)
            continue
        test = doctest.DocTestParser().get_doctest(block, names, f"{page.name}, block {number}", str(page), 0)
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        said: list[str] = []
        runner.run(test, out=said.append, clear_globs=False)
        names.update(test.globs)
        assert not runner.failures, "".join(said)


def test_blocks_for_a_cluster_compile_and_import_what_there_is() -> None:
    """They cannot run here: tests/engines does the same on Ray and Spark of one machine."""
    blocks = CLUSTER.findall((DOCS / "scale.md").read_text(encoding="utf-8"))
    assert len(blocks) == 4
    for block in blocks:
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("newsparse"):
                module = import_module(str(node.module))
                assert all(hasattr(module, name.name) for name in node.names), ast.unparse(node)


def test_the_written_pages_are_those_of_this_code() -> None:
    """Mend a difference with: python tools/generated_pages.py."""
    pages = runpy.run_path(str(ROOT / "tools" / "generated_pages.py"))["PAGES"]
    for page, write in pages.items():
        assert page.read_text(encoding="utf-8") == write(), page.name


@pytest.mark.filterwarnings("default")
def test_the_tutorial_shows_what_it_gives() -> None:
    """Mend a difference with: python tools/run_tutorial.py."""
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("nbclient")
    tools = runpy.run_path(str(ROOT / "tools" / "run_tutorial.py"))
    shown, given = nbformat.read(tools["TUTORIAL"], as_version=4), tools["run"]()
    for before, after in zip(shown.cells, given.cells, strict=True):
        assert _said(before) == _said(after), before.source
    assert sum(bool(_said(cell)) for cell in shown.cells) > 8


def _said(cell: Any) -> list[str]:
    """What a cell shows; without pictures, whose bytes differ from machine to machine, and what stderr says."""
    outputs = [output for output in cell.get("outputs", []) if output.get("name") != "stderr"]
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
