"""The page that `newsparse report` writes, as a file: what it holds and what it may do."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import bulletins, sources
from test_notebook import EVIL, evil

import newsparse
from newsparse import MissingDependencyError, UsageError, report
from newsparse.cli import cli
from newsparse.demo import example
from newsparse.formats import Columns
from newsparse.view.making import make_report
from newsparse.view.markup import static
from newsparse.view.page import SCRIPTS
from pages import Reader

BLOCK = re.compile(r'<script type="application/json" id="(\w+)">(.*?)</script>', re.DOTALL)


def data(page: str) -> dict[str, object]:
    return {name: json.loads(held) for name, held in BLOCK.findall(page)}


def text_of(nodes: list[object]) -> str:
    return "".join(node if isinstance(node, str) else text_of(node[2:]) for node in nodes)


def test_the_page_holds_every_bulletin_whole() -> None:
    given = [*bulletins(8), newsparse.parse(example())]
    held = data(report(given, pictures=False))
    assert len(held["index"]["bulletins"]) == len(given)
    for number, bulletin in enumerate(given):
        detail = held[f"b{number}"]
        assert text_of(detail["text"]) == bulletin.text
        whole = {"text": bulletin.text, "repairs": bulletin.to_dict()["repairs"], **detail["record"]}
        assert whole == bulletin.to_dict()


def test_each_mark_leads_to_its_field_and_to_the_input() -> None:
    bulletin = newsparse.parse(example())
    detail = data(report([bulletin], pictures=False))["b0"]
    (first, *_) = [layer for layer in detail["layers"] if layer["kind"] == "chair"]
    assert first["of"] == ["people", 0]
    assert detail["record"]["people"][0]["evidence"][0]["text"].endswith("陆承岳主持会议并讲话，")
    assert bulletin.raw[slice(*first["raw"])] == first["was"] == "陸承岳"
    assert bulletin.text[slice(*first["at"])] == "陆承岳"


def test_persons_are_gathered_over_bulletins() -> None:
    texts = [
        "岚泉县副县长石磊主持会议。",
        "2023年5月8日，岚泉县县长石磊主持会议。",
        "2023年5月8日，枫川县县长石磊主持会议。",
    ]
    held = data(report([newsparse.parse(text) for text in texts], pictures=False))["index"]
    assert [
        (person["key"], person["name"], [seen["titles"] for seen in person["seen"]]) for person in held["people"]
    ] == [
        ("石磊", "石磊", [["岚泉县副县长"], ["岚泉县县长"]]),
        ("石磊#2", "石磊", [["枫川县县长"]]),
    ]
    assert [bulletin["people"] for bulletin in held["bulletins"]] == [[0], [0], [1]]


def test_only_our_script_may_run_and_nothing_may_be_fetched() -> None:
    page = report(bulletins(3))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.replace("&#x27;", "'").split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert rules["script-src"] == f"'sha256-{digest}'"
    addresses = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)""", re.sub(r"xmlns\S+", "", page))
    assert [found for found in addresses if re.match(r"(\w+:)?//", found)] == []


def test_the_script_never_reads_markup_out_of_data() -> None:
    code = "\n".join(static(name) for name in SCRIPTS)
    unsafe = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "DOMParser",
        "fetch(",
        "XMLHttp",
    )
    assert [word for word in unsafe if word in code] == []
    assert set(SCRIPTS) == {path.name for path in (Path(newsparse.view.__file__).parent / "static").glob("*.js")}


def test_hostile_words_stay_data() -> None:
    page = report([evil()], title=EVIL, ids=[EVIL], failures=[(EVIL, EVIL)])
    page.encode("utf-8")
    elements = Reader(page.replace("<svg", "<g").replace("</svg>", "</g>")).elements
    assert not [found for found in elements if found.tag == "img"]
    assert [found.attributes.get("type") for found in elements if found.tag == "script"] == [
        "application/json",
        "application/json",
        None,
    ]
    assert not [name for found in elements for name in found.attributes if name.startswith("on")]
    held = data(page)
    assert held["index"]["failures"] == [[EVIL.replace("\ud800", "\ufffd")] * 2]
    assert text_of(held["b0"]["text"]) == EVIL.replace("\ud800", "\ufffd")


def test_misuse_is_told() -> None:
    with pytest.raises(UsageError, match="2 ids for 1 bulletins"):
        report(bulletins(1), ids=["a", "b"], pictures=False)


def test_no_bulletins_make_a_page_too() -> None:
    assert data(report([]))["index"]["bulletins"] == []


def written(folder: Path) -> Path:
    path = folder / "pages.csv"
    rows = [
        {"id": f"p{i}", "body": page.raw, "title": page.title, "published": page.published}
        for i, page in enumerate(sources(4))
    ]
    rows.append({"id": "void", "body": " ", "title": "", "published": ""})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def ran(folder: Path, *options: str) -> Result:
    columns = ("--text-column", "body", "--id-column", "id", "--jobs", "1")
    return CliRunner().invoke(cli, ["report", str(written(folder)), *columns, *options])


def test_the_command_writes_the_page_and_tells_what_it_could_not_read(tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    result = ran(tmp_path, "-o", str(output), "--title", "岚江")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "newsparse: void: is empty",
        f"newsparse: {output}: 4 bulletins; could not be read: 1",
    ]
    page = output.read_text(encoding="utf-8")
    assert "<title>岚江</title>" in page and 'id="picture-timeline"' in page
    index = data(page)["index"]
    assert [bulletin["id"] for bulletin in index["bulletins"]] == ["p0", "p1", "p2", "p3"]
    assert index["failures"] == [["void", "is empty"]]
    assert data(page)["b0"]["record"]["people"][0]["evidence"][0]["rule"], "the report explains"


def test_the_command_can_do_without_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    output = tmp_path / "report.html"
    with pytest.raises(MissingDependencyError, match=r"newsparse\[plot\]"):
        make_report([written(tmp_path)], output, columns=Columns(text="body"), jobs=1)
    assert not output.exists()
    assert ran(tmp_path, "-o", str(output), "--no-pictures").exit_code == 1
    assert "picture-timeline" not in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "says"),
    [("none/r.html", "no place for a page"), (".", "no place for a page"), ("pages.csv", "is one of the inputs")],
)
def test_an_output_that_cannot_be_is_told_before_any_work(tmp_path: Path, name: str, says: str) -> None:
    result = ran(tmp_path, "-o", str(tmp_path / name))
    assert isinstance(result.exception, UsageError) and says in str(result.exception)
