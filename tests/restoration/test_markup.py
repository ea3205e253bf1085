"""HTML residue goes; what only looks like it stays."""

from __future__ import annotations

import pytest

from newsparse.restoration.markup import markup
from newsparse.text import Text, replay


def cleared(page: str) -> str:
    text = Text(page)
    done = text.apply(markup(text))
    assert replay(page, done.repairs) == done.text
    return done.text


@pytest.mark.parametrize(
    ("page", "clean"),
    [
        ("<p>县长石磊主持。</p><p>会议强调</p>", "县长石磊主持。\n会议强调"),
        ("会议指出<br/>要抓落实", "会议指出\n要抓落实"),
        ("会议指出<br>\n要抓落实", "会议指出\n要抓落实"),
        ('<span style="font-size: 16px">会议</span>指出', "会议指出"),
        ('<A HREF="http://a.cn/b">查看</A>', "查看"),
        ("会议<o:p></o:p>指出", "会议指出"),
        ("<正>会议指出", "会议指出"),
        ("县长石磊。?/p>会议", "县长石磊。\n会议"),
        ("会议<!-- 正文 -->指出", "会议指出"),
        ("会议<!-- <b>旧</b> -->指出", "会议指出"),
        ("<!DOCTYPE html>会议", "会议"),
        ("会议<script>var a = '<p>';</script>指出<style>p {color: red}</style>。", "会议指出。"),
        ("县长&nbsp;石磊&nbsp主持", "县长 石磊 主持"),
        ("&ldquo;双碳&rdquo;&hellip;", "“双碳”…"),
        ("&#20851;&#x4E8E;", "关于"),
        ("会&#8203;议", "会议"),
        ("&amp;nbsp;", " "),
        ("&lt;p&gt;会议&lt;/p&gt;指出", "会议\n指出"),
        ("&amp;lt;p&amp;gt;会议", "会议"),
        ("会<<b>b>议", "会议"),
        ("AT&amp;T", "AT&T"),
    ],
)
def test_residue_goes(page: str, clean: str) -> None:
    assert cleared(page) == clean


@pytest.mark.parametrize(
    "page",
    [
        "a<b且c>d",
        "a<b 且 c>d",
        "增长<5%，下降>3%",
        "《会议<草案>》",
        "会议<暂行>办法",
        "R&D投入",
        "AT&T公司",
        "B&B;",
        "&unknownword;",
        "首页 > 新闻 >> 正文",
        "<-- 上一页",
        "和/或",
        "会议</p",
        "<script>没有结尾",
    ],
)
def test_what_only_looks_like_markup_stays(page: str) -> None:
    kept = "没有结尾" if page.startswith("<script>") else page
    assert cleared(page) == kept


@pytest.mark.xfail(reason="HTML allows a > inside an attribute's quotation marks; the tag is read up to it")
def test_an_attribute_that_holds_a_bracket() -> None:
    assert cleared('会议<a title="a>b">指出</a>') == "会议指出"


@pytest.mark.parametrize(
    "unit",
    ["<p a=", "<p", "<", "&amp;", "&amp;lt;p ", "<!--", "<script", "<script></style>", "?/p", "<<p>p>", "&#8203;", "&"],
)
def test_hostile_markup_costs_no_more_than_its_length(unit: str) -> None:
    page = unit * (60_000 // len(unit))
    assert len(cleared(page)) <= len(page)
