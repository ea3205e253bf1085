"""Web pages: which lines are the report, what the page says of itself, and pages made to harm."""

from __future__ import annotations

import doctest
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsparse
from newsparse.errors import MissingDependencyError, PageError, UsageError
from newsparse.pages import read_page
from newsparse.pages.reading import MOST_TEXT
from newsparse.pages.tree import MOST_MARKUP

PAGES = Path(__file__).parent / "html"
CASES = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
REPORT = "<p>3月1日，市水务局召开工作例会。局长方远山主持会议，各科室负责人参加会议，会议要求落实供水安全责任。</p>"


@pytest.mark.parametrize("name", CASES)
def test_layouts_are_read(name: str) -> None:
    case = CASES[name]
    html = (PAGES / name).read_text(encoding="utf-8").encode(case.get("charset", "utf-8"))
    b = newsparse.parse_html(html)
    assert (b.title, b.published, b.source) == (case["title"], case["published"], case["source"])
    assert b.date is not None
    assert b.date.start == case["date"]
    assert {person.name: list(person.roles) for person in b.people} == case["people"]
    assert [word for word in case["without"] if word in b.text] == []
    assert [word for word in case["with"] if word not in b.text] == []
    assert not {"page-whole", "page-unstructured"} & {warning.code for warning in b.warnings}


def test_every_page_has_its_expectation() -> None:
    assert sorted(CASES) == sorted(path.name for path in PAGES.glob("*.html"))


def test_spans_are_of_the_text_that_was_cut_out() -> None:
    html = (PAGES / "university.html").read_bytes()
    b = newsparse.parse_html(html)
    assert b.raw == read_page(html).text
    for person in b.people:
        assert b.raw[b.raw_span(person.span).slice] == person.name


def test_what_the_caller_knows_goes_first() -> None:
    html = (PAGES / "government.html").read_text(encoding="utf-8")
    b = newsparse.parse_html(html, title="会议召开", published="2022-05-20", parser=newsparse.Parser(explain=True))
    assert (b.title, b.published) == ("会议召开", "2022-05-20")
    assert b.chair.evidence[0].rule
    assert b.tokens


def test_short_paragraphs_and_tables_within_the_report_stay() -> None:
    list_of_those_present = "<p>出席：石磊</p><table><tr><td>列席</td><td>黎国栋</td></tr></table>"
    html = f"<body><ul><li>首页</li></ul>{REPORT}{list_of_those_present}{REPORT}</body>"
    assert read_page(html).text.splitlines()[1:-1] == ["出席：石磊", "列席 黎国栋"]


def test_a_line_of_the_source_is_no_line_of_the_text() -> None:
    assert read_page("<p>县委\n    书记<b>石</b>磊</p><p> John\n Smith</p>").text == "县委书记石磊\nJohn Smith"


@pytest.mark.parametrize("charset", ["gb18030", "big5", "utf-16", "utf-8"])
@pytest.mark.parametrize("declared", [True, False])
def test_charsets(charset: str, declared: bool) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if declared else ""
    report = (
        REPORT.translate(str.maketrans("会议主持开参负责实务长远", "會議主持開參負責實務長遠"))
        if charset == "big5"
        else REPORT
    )
    html = (head + report.replace("局", "局") * 2).encode(charset, "ignore")
    assert newsparse.parse_html(html).chair.name == "方远山"


def test_a_false_declaration_is_not_believed() -> None:
    assert newsparse.parse_html(f'<meta charset="gb2312">{REPORT}'.encode()).chair.name == "方远山"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="PubDate" content="2024-03-02 08:00">', "2024-03-02"),
        ('<meta property="article:published_time" content="2024-03-02T08:00:00+08:00">', "2024-03-02"),
        ('<script type="application/ld+json">{"pubDate": "2024-03-02T08:00:01"}</script>', "2024-03-02"),
        ('<script>var ct = "1709337600";</script>', "2024-03-02"),
        ('<time itemprop="datePublished" datetime="2024-03-02">昨天</time>', "2024-03-02"),
        ('<meta name="PubDate" content="soon"><meta name="publishdate" content="20240302">', None),
        ('<script>var ct = "9999999999999";</script>', None),
    ],
)
def test_dates_that_the_page_gives_to_machines(head: str, published: str | None) -> None:
    assert newsparse.parse_html(head + REPORT).published == published


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>市水务局召开工作例会 - 要闻 - 市水务局</title><h1>市水务局召开工作例会</h1>", "市水务局召开工作例会"),
        ("<title>水务-供水一体推进会召开 | 市水务局</title><p>水务-供水一体推进会召开</p>", "水务-供水一体推进会召开"),
        ("<title>市水务局门户网站欢迎您</title>", None),
        ("<title>市水务局门户网站欢迎您</title><h1>市水务局</h1>", None),
        ('<meta property="og:title" content="市水务局召开工作例会"><title>x</title>', "市水务局召开工作例会"),
    ],
)
def test_a_sites_name_is_no_headline(head: str, title: str | None) -> None:
    assert read_page(f"<html><head></head><body>{head}{REPORT}</body></html>").title == title


HOSTILE = {
    "deep": "<div>" * 10_000 + REPORT + "</div>" * 10_000,
    "deep inline": "<b>" * 100_000 + REPORT,
    "scripts": "<script>var a='</p><p>局长石磊主持会议。</p>';</script>" * 1_000 + REPORT,
    "unclosed scripts": REPORT + "<script>" * 100_000,
    "unclosed comments": REPORT + "<!--" * 100_000,
    "comment in a script": f"<script>var a = '<!--';</script>{REPORT}",
    "attributes": "<div " + " ".join(f"a{i}=1" for i in range(50_000)) + ">" + REPORT,
    "picture": f"<img src='data:image/png;base64,{'A' * 20_000_000}'>" + REPORT,
    "entities": REPORT + "<p>&nbsp;&#x4f1a;&#0;&#xd800;&#1114112;&bogus;&amp;lt;</p>" + "&a;" * 10_000,
    "controls": REPORT.replace("局长", "局\0长\x0b") + "\ufffe\ud800",
    "bombs": '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + REPORT + "&b;" * 100,
    "containers": "<div class=zoom>a</div>" * 10_000 + REPORT,
    "nested containers": ("<div class=zoom>" * 100 + REPORT + "</div>" * 100) * 10,
    "breaks": "<br>" * 100_000 + REPORT,
    "xml": "<?xml version='1.0' encoding='gbk'?>" + REPORT,
    "no page": "局长方远山主持会议。",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_with_its_report(name: str) -> None:
    assert newsparse.parse_html(HOSTILE[name]).chair.name == "方远山"


@pytest.mark.parametrize("html", ["", " ", "<html><frameset><frame src=a></frameset></html>", "<" * 100, "<!--", "\0"])
def test_a_page_without_a_report_is_no_error(html: str) -> None:
    assert newsparse.parse_html(html).people == ()


@pytest.mark.parametrize(
    ("html", "says"),
    [("<p>会议</p>" * (20_000_000 // 9), f"{MOST_MARKUP:,}"), ("<p>" + "会" * (MOST_TEXT + 1), f"{MOST_TEXT:,}")],
)
def test_a_page_larger_than_any_is_refused_at_once(html: str, says: str) -> None:
    with pytest.raises(PageError, match=says):
        newsparse.parse_html(html)


def test_broken_bytes_are_told() -> None:
    html = f"<meta charset=gbk>{REPORT * 4}".encode("gb18030") + b"\xff\x81"
    b = newsparse.parse_html(html)
    assert b.chair.name == "方远山"
    assert "bytes-lost" in {warning.code for warning in b.warnings}


def test_elements_without_end_are_told() -> None:
    codes = {warning.code for warning in newsparse.parse_html(HOSTILE["deep"]).warnings}
    assert "page-unstructured" in codes


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</div>", "<div id=zoom>", "<td", "会议由局长石磊主持。", "&lt;", "<!--", "\0", "来源：县水务局"]
        )
    )
)
def test_any_soup_is_read(pieces: list[str]) -> None:
    html = "".join(pieces)
    b = newsparse.parse_html(html)
    assert b.raw == read_page(html).text
    if "\0" not in html:  # bytes of which every other is zero are UTF-16
        assert newsparse.parse_html(html.encode()).text == b.text


def test_misuse_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="read the file first"):
        newsparse.parse_html(Path("page.html"))
    for module in ("lxml.html", "trafilatura"):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, module, None)
            with pytest.raises(MissingDependencyError, match=r'pip install "newsparse\[html\]"'):
                newsparse.parse_html(REPORT)


def test_the_page_of_the_docs_shows_what_comes_out() -> None:
    path = Path(__file__).parents[2] / "docs" / "html.md"
    ran = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert ran.attempted > 4
    assert ran.failed == 0


def test_the_command_reads_pages(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from newsparse.cli import cli

    page = tmp_path / "page.HTML"
    page.write_bytes((PAGES / "wechat.html").read_bytes())
    ran = CliRunner().invoke(cli, ["parse", str(page)])
    assert "陆承岳" in ran.output
    assert "首页" not in ran.output
    piped = CliRunner().invoke(cli, ["parse", "-", "--html"], input=page.read_bytes())
    assert piped.output == ran.output
    page.write_text("<html><body></body></html>", encoding="utf-8")
    ran = CliRunner().invoke(cli, ["parse", str(page)])
    assert (ran.exit_code, "holds no text" in ran.output) == (1, True)


def test_pages_among_many_documents(tmp_path: Path) -> None:
    from newsparse.documents import attempt
    from newsparse.formats import documents

    (tmp_path / "a.html").write_bytes((PAGES / "university.html").read_bytes())
    (tmp_path / "b.htm").write_text("<html><body></body></html>", encoding="utf-8")
    first, second = (attempt(document, newsparse.Parser()) for document in documents([tmp_path]))
    assert first.chair.name == "闻人越"
    assert second.error == "the page holds no text; a script may load it"
