"""What comes out is harmless where it is opened: markup stays text, no cell is a formula, no name leads elsewhere."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_closed import HOSTILE

import newsparse
from newsparse.batch import run

REPORT = "3月5日，县委书记石磊主持召开工作例会，副县长方远山出席。会议指出，要抓好落实。"
MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;svg onload=alert(1)&#62;",
    "\"'><iframe src=javascript:alert(1)>",
    "＜script＞alert(1)＜/script＞",
    "]]></style></title></textarea><b onmouseover=alert(1)>",
)
STARTS = "=+-@\t\r＝＋－＠"
NAMES = ("=cmd|' C'!A0", "-x", "..", "@SUM(1)", "＝1＋1", "<b onclick=x>", "%2e%2e%2f", "石磊", "a;b`c`$(d)")


class Seen(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", [*MARKUP, HOSTILE])
def test_markup_of_the_input_is_text_in_the_output(text: str) -> None:
    for raw in (REPORT + text, text + REPORT, REPORT.replace("工作例会", f"{text}工作例会")):
        bulletin = newsparse.parse(raw, title=text + "工作例会")
        seen = Seen()
        seen.feed(bulletin._repr_html_())
        assert len(seen.tags) > 20
        for tag, attributes in seen.tags:
            assert tag not in {"script", "iframe", "img", "svg", "object", "link", "base", "form"}
            assert not any(name.startswith("on") or name in {"src", "href", "srcset"} for name in attributes)


def test_no_cell_is_a_formula_and_no_name_leads_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.txt").write_text(f"=1+1\n{REPORT}", encoding="utf-8")
    # ids and titles of a table are data, whatever they look like
    ids = ["../../evil", "/etc/evil", "C:\\evil", "\\\\host\\evil", "=1+1", "@x", "-2", "\tx"]
    rows = [{"doc_id": i, "text": REPORT, "title": f"{i}关于召开工作例会的通知"} for i in ids]
    table = tmp_path / "table.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    before = tree(tmp_path)
    (tmp_path / "out").mkdir()
    for output in ("out/a.csv", "out/b.jsonl"):
        report = run([str(folder), str(table)], str(tmp_path / output), jobs=1, progress=False)
        assert report.failed == 0
    assert {path for path in tree(tmp_path) - before if not path.startswith("out")} == set()
    with (tmp_path / "out" / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert len(cells) > 100
    assert [cell for cell in cells if cell.startswith(tuple(STARTS)) and not is_number(cell)] == []
    lines = (tmp_path / "out" / "b.jsonl").read_text(encoding="utf-8").splitlines()
    assert set(ids) <= {json.loads(line)["doc_id"] for line in lines}


def test_the_tests_that_hold_each_promise_exist() -> None:
    root = Path(__file__).parents[2]
    named = re.findall(r"`((?:tests|benchmarks)/[^`]+)`", (root / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) > 9
    assert [path for path in named if not (root / path).exists()] == []


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
