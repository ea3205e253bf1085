"""Page furniture is marked, the report never; what the furniture says is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsparse.parser import restore
from newsparse.restoration.bylines import read_byline, split_names
from newsparse.restoration.furniture import KINDS, furniture
from newsparse.restoration.metadata import PageMetadata, read_metadata
from newsparse.restoration.page import linked_date, read_date
from newsparse.text import Text

REPORT = "3月1日上午，青禾县召开全县防汛工作会议。县委书记方远山出席并讲话。"
GOLD = Path(__file__).parents[1] / "gold"
DEV = Path(__file__).parents[2].parent / "shared" / "gold"


def marks(page: str) -> list[tuple[str, str]]:
    text = Text(page)
    return [(mark.kind, page[mark.span.slice]) for mark in furniture(text).marks]


def said(page: str) -> PageMetadata:
    text = Text(page)
    return read_metadata(text.apply(furniture(text)))


WILD = {
    "breadcrumbs": (
        f"当前位置：首页 > 政务动态 > 县区动态\n{REPORT}",
        [("navigation", "当前位置：首页 > 政务动态 > 县区动态")],
    ),
    "a head in one line": (
        f"县里召开防汛会议\n发布时间：2024-03-02 来源：县水务局 作者：王 琦 浏览次数：12次 字号：[大 中 小]\n{REPORT}",
        [
            ("title", "县里召开防汛会议"),
            ("publish_line", "发布时间：2024-03-02"),
            ("source", "来源：县水务局"),
            ("byline", "作者：王 琦"),
            ("publish_line", "浏览次数：12次"),
            ("navigation", "字号：[大 中 小]"),
        ],
    ),
    "a head without line ends": (
        f"首页 > 要闻 > 正文 发布时间：2024-03-02 来源：县府办 本网讯 {REPORT}",
        [
            ("navigation", "首页 > 要闻 > 正文"),
            ("publish_line", "发布时间：2024-03-02"),
            ("source", "来源：县府办"),
            ("dateline", "本网讯"),
        ],
    ),
    "labels and values in lines of their own": (
        f"县里召开防汛会议\n2024-03-02 19:42\n来源：\n青禾日报\n字号：默认\n大\n超大\n|\n打印\n{REPORT}",
        [
            ("title", "县里召开防汛会议"),
            ("publish_line", "2024-03-02 19:42"),
            ("source", "来源："),
            ("source", "青禾日报"),
            ("navigation", "字号：默认"),
            ("navigation", "大"),
            ("navigation", "超大"),
            ("navigation", "打印"),
        ],
    ),
    "two decks": (
        f"防汛工作会议召开\n——县委书记方远山讲话\n日期：2024.03.02\n{REPORT}",
        [("title", "防汛工作会议召开"), ("title", "——县委书记方远山讲话"), ("publish_line", "日期：2024.03.02")],
    ),
    "a dateline and its reporters": (
        f"新华社北京3月13日电（记者王琦、李明）{REPORT}",
        [("dateline", "新华社北京3月13日电"), ("byline", "（记者王琦、李明）")],
    ),
    "a dateline without a day": (
        f"本报讯 记者王琦 {REPORT}",
        [("dateline", "本报讯"), ("byline", "记者王琦")],
    ),
    "a local dateline": (
        f"青禾日报讯（通讯员 李明）{REPORT}",
        [("dateline", "青禾日报讯"), ("byline", "（通讯员 李明）")],
    ),
    "a bracketed dateline": (f"〔本报讯〕{REPORT}", [("dateline", "〔本报讯〕")]),
    "news passed on": (f"据青禾县融媒体中心消息，{REPORT}", [("dateline", "据青禾县融媒体中心消息，")]),
    "reporters and photographers": (
        f"{REPORT}（记者 王 琦 李 明 摄影 赵一）",
        [("byline", "（记者 王 琦 李 明 摄影 赵一）")],
    ),
    "roles after slashes": (f"{REPORT}（文/王琦 图/李明）", [("byline", "（文/王琦 图/李明）")]),
    "roles after names": (f"{REPORT}（张  弛/文  李  想/图）", [("byline", "（张  弛/文  李  想/图）")]),
    "bare names sign the report": (f"{REPORT}（王琦 李明）", [("byline", "（王琦 李明）")]),
    "a body signs the report": (f"{REPORT}（县委宣传部 王琦）", [("byline", "（县委宣传部 王琦）")]),
    "source and author in one bracket": (
        f"{REPORT}（来源：县文联 作者：王琦）",
        [("source", "（来源：县文联"), ("byline", "作者：王琦）")],
    ),
    "editors": (
        f"{REPORT}\n撰稿：李明\n初审：王琦\n终审：方远山\n【我要纠错】责任编辑：赵一",
        [
            ("byline", "撰稿：李明"),
            ("editor", "初审：王琦"),
            ("editor", "终审：方远山"),
            ("navigation", "【我要纠错】"),
            ("editor", "责任编辑：赵一"),
        ],
    ),
    "editors behind the report": (f"{REPORT}【责任编辑：王琦】", [("editor", "【责任编辑：王琦】")]),
    "captions": (
        f"{REPORT}\n会议现场\n方远山讲话\n图为与会人员参观展板。\n{REPORT}",
        [("caption", "会议现场"), ("caption", "方远山讲话"), ("caption", "图为与会人员参观展板。")],
    ),
    "a photo credit in running text": (
        f"{REPORT}新华社记者 王琦 摄 新华社青禾3月1日电（记者李明）{REPORT}",
        [
            ("byline", "新华社记者 王琦 摄"),
            ("dateline", "新华社青禾3月1日电"),
            ("byline", "（记者李明）"),
        ],
    ),
    "the foot of the page": (
        f"{REPORT}\n上一篇：另一会议\n下一篇：没有了\n相关新闻\n某公司获奖\n版权所有：青禾县 ICP备12345号",
        [
            ("related", "上一篇：另一会议"),
            ("related", "下一篇：没有了"),
            ("related", "相关新闻"),
            ("related", "某公司获奖"),
            ("copyright", "版权所有：青禾县 ICP备12345号"),
        ],
    ),
    "subscriptions": (
        f"{REPORT}\n---\n请加入成为本站的月费订户，支持我们。",
        [("navigation", "---"), ("advert", "请加入成为本站的月费订户，支持我们。")],
    ),
    "a link to the page": (
        f"[查看原文](http://www.example.cn/2024/03/02/a.html)\n{REPORT}",
        [("navigation", "[查看原文](http://www.example.cn/2024/03/02/a.html)")],
    ),
    "Hong Kong's press releases": (
        f"{REPORT}\n完\n香港时间18时15分",
        [("navigation", "完"), ("publish_line", "香港时间18时15分")],
    ),
}

NEGATIVE = {
    "the report's own brackets": f"{REPORT}（以下简称中心）",
    "applause": f"{REPORT}（掌声）",
    "an absence": f"{REPORT}（王琦同志因公请假）",
    "an order of names": f"{REPORT}（以上按姓氏笔画排序）",
    "an agenda's labels": f"时间：2024年3月1日\n地点：三楼会议室\n主持人：王琦\n{REPORT}",
    "the people of a meeting": f"出席会议的有：王琦、李明\n{REPORT}",
    "who took the minutes": f"参加人员：方远山 王琦 李明\n{REPORT}",
    "a heading": f"一、会议时间\n{REPORT}",
    "an address": f"各位代表：\n{REPORT}",
    "a signature": f"{REPORT}\n青禾县水务局\n2024年3月2日",
    "来源 in a sentence": f"会议指出，来源：群众反映的问题要解决。{REPORT}",
    "审核 as a verb": f"审核：会议审核通过了报告，同意提交。\n{REPORT}",
    "an editor who presides": f"编辑部主任王琦主持会议，{REPORT}",
    "a reporter as a subject": f"记者王琦获评优秀。{REPORT}",
    "相关新闻 in a sentence": f"相关新闻宣传工作要跟上。\n{REPORT}",
    "上一篇 in a sentence": f"上一篇文章谈到作风。{REPORT}",
    "打印 in a sentence": f"打印机房设在三楼。\n{REPORT}",
    "讯 in a sentence": f"据悉，本报讯息灵通。{REPORT}",
    "a body that gives figures": f"据统计局消息，上半年增长5%。{REPORT}",
    "未经许可 in a report": f"{REPORT}\n未经许可不得开工，这是底线。\n{REPORT}",
    "a sentence without its stop": f"会上，方远山讲话\n{REPORT}",
    "subheadings": f"{REPORT}\n压实防汛责任\n{REPORT}\n上千群众点赞\n{REPORT}",
    "nothing": "",
    "blanks": " \n\u3000\n\t",
}


@pytest.mark.parametrize("case", WILD)
def test_furniture_is_marked(case: str) -> None:
    page, expected = WILD[case]
    assert marks(page) == expected


@pytest.mark.parametrize("case", NEGATIVE)
def test_the_report_is_not_marked(case: str) -> None:
    assert marks(NEGATIVE[case]) == []


@pytest.mark.xfail(reason="a caption with a full stop looks like a sentence of the report")
def test_a_caption_that_is_a_sentence() -> None:
    assert marks(f"{REPORT}\n方远山（前排左二）为获奖者颁奖。王琦 摄\n{REPORT}")[0][0] == "caption"


def test_another_story_at_the_foot() -> None:
    page = f"{REPORT}\n下一篇：县里召开另一会议\n3月2日，县里召开另一会议。县长石磊主持。"
    assert marks(page)[-1] == ("related", "3月2日，县里召开另一会议。县长石磊主持。")


def test_pages_of_one_report_are_not_other_stories() -> None:
    page = f"{REPORT}\n上一页 1 2 下一页\n3月2日，会议继续进行。县长石磊主持。"
    assert [kind for kind, _ in marks(page)] == ["navigation"]


@pytest.mark.parametrize(
    ("page", "field", "value"),
    [
        (f"县里召开会议\n2024-03-02 19:42\n{REPORT}", "title", "县里召开会议"),
        (f"县里召开会议\n（2024年3月2日）\n{REPORT}", "published", "2024-03-02"),
        (f"发布时间：二〇二四年三月二日\n{REPORT}", "published", "2024-03-02"),
        (f"[查看原文](http://a.cn/art/2024/3/2/x.html)\n{REPORT}", "published", "2024-03-02"),
        (f"[查看原文](http://a.cn/202403/t20240302_1.html)\n{REPORT}", "published", "2024-03-02"),
        (f"来源：\n青禾日报\n{REPORT}", "source", "青禾日报"),
        (f"{REPORT}（来源：县文联 作者：王琦）", "source", "县文联"),
        (f"{REPORT}\n来源 | 县委办", "source", "县委办"),
        (f"{REPORT}（记者 王 琦 李 明）", "authors", ("王琦", "李明")),
        (f"{REPORT}（王琦/文 李明/图）", "authors", ("王琦",)),
        (f"{REPORT}（县委办 供稿 责任编辑：文 静 审核：赵一）", "authors", ()),
        (f"{REPORT}（作者：文静 系县委党校教师）", "authors", ("文静",)),
        (f"本报讯 记者王琦报道：{REPORT}", "authors", ("王琦",)),
        (f"新华社北京3月13日电 {REPORT}", "filed", "--03-13"),
        (f"本报青禾13日电 {REPORT}", "filed", "---13"),
        (f"【本网讯】{REPORT}", "dateline", "本网讯"),
        (REPORT, "published", None),
    ],
)
def test_what_the_furniture_says(page: str, field: str, value: object) -> None:
    assert getattr(said(page), field) == value


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024/3/2 8:30:00", "2024-03-02"),
        ("2024.03.02", "2024-03-02"),
        ("民国113年3月2日", "2024-03-02"),
        ("二○二四年十二月二十一日", "2024-12-21"),
        ("2024-02-30", None),
        ("1024-01-01", None),
        ("3月2日", None),
        ("电话2024-03-021", None),
    ],
)
def test_publish_dates(written: str, day: str | None) -> None:
    assert read_date(written) == day


def test_dates_of_addresses() -> None:
    assert linked_date("http://a.cn/content/2024-03/02/content_1.htm") == "2024-03-02"
    assert linked_date("http://a.cn/20241302/1.htm") is None
    assert linked_date("http://a.cn/9820240302/1.htm") is None


@pytest.mark.parametrize(
    ("byline", "writers"),
    [
        ("记者 王琦 摄", ()),
        ("王琦 李明 文/图", ("王琦", "李明")),
        ("文/图 王琦", ("王琦",)),
        ("学生记者 苏晴 摄影 高兴 责任编辑 石竹", ("苏晴",)),
        ("记者王琦／青禾报导", ("王琦",)),
        ("欧阳锐、李明", ("欧阳锐", "李明")),
        ("均已报名", None),
    ],
)
def test_bylines(byline: str, writers: tuple[str, ...] | None) -> None:
    signed = read_byline(byline)
    assert (signed and signed.writers) == writers


def test_two_names_without_a_blank_are_told_apart() -> None:
    assert list(split_names("殷实罗浩")) == ["殷实", "罗浩"]
    assert list(split_names("欧阳青禾")) == ["欧阳青禾"]
    assert list(split_names("宣传科")) == []


def test_the_walk_marks_traditional_pages_too() -> None:
    text = restore("發布時間：2024-03-02 來源：縣水務局\n3月1日,縣水務局召開會議,局長石磊主持。")
    assert [mark.kind for mark in text.marks] == ["publish_line", "source"]
    assert read_metadata(text).published == "2024-03-02"


PIECES = [
    "首页",
    " > ",
    "发布时间：",
    "来源：",
    "记者",
    "王琦",
    " ",
    "\n",
    "（",
    "）",
    "2024-03-02",
    "本报讯",
    "新华社",
    "北京",
    "3月1日",
    "电",
    "。",
    "审核",
    "/",
    "图为",
    "摄",
    "上一篇",
    "：",
    "相关新闻",
    "版权所有",
    "http://a",
    "【",
    "】",
    REPORT,
    "\u3000",
    "会议现场",
    "|",
]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_marks_lie_in_order_within_the_text_and_do_not_overlap(page: str) -> None:
    found = furniture(Text(page))
    assert not found.edits
    reach = 0
    for mark in found.marks:
        assert mark.kind in KINDS
        assert reach <= mark.span.start < mark.span.stop <= len(page)
        assert page[mark.span.slice] == page[mark.span.slice].strip()
        reach = mark.span.stop
    text = Text(page)
    read_metadata(text.apply(found))


@pytest.mark.parametrize(
    "unit",
    [
        "首页 > ",
        "首页>a",
        "来源：王 ",
        "作者：王琦 ",
        "发布时间：2022-",
        "新华社北京",
        "某某报",
        "\n据某网",
        "摄 记者王琦",
        "记者王 琦 ",
        "（记者",
        "）（",
        "。（王琦",
        "图为会",
        "\n会议",
        "会议现场\n",
        "王琦致辞\n",
        "2022-02-21 ",
        "1月日电 ",
        "http://a",
        "打印\n",
        "相关新闻\n",
        "（作者：",
        "\r",
        "\u3000",
        "文/",
    ],
)
def test_hostile_pages_cost_no_more_than_their_length(unit: str) -> None:
    page = unit * (60_000 // len(unit))
    assert all(mark.span.stop <= len(page) for mark in furniture(Text(page)).marks)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def unmarked(text: Text) -> str:
    body = text.text
    for mark in text.marks:
        body = body[: mark.span.start] + "\n" * len(mark.span) + body[mark.span.stop :]
    return body


@pytest.mark.parametrize("name", ["seen", "aside"])
def test_nobody_of_the_labelled_events_is_lost_in_furniture(name: str) -> None:
    texts = {row["id"]: row["text"] for row in rows(GOLD / f"{name}-texts.jsonl")}
    for label in rows(GOLD / f"{name}.jsonl"):
        text = restore(texts[label["id"]])
        body = unmarked(text)
        for person in label["people"]:
            if person["name"] in text.text:
                assert person["name"] in body, (label["id"], person["name"])


@pytest.mark.skipif(not DEV.exists(), reason="the development texts are not beside this checkout")
def test_nobody_of_the_development_events_is_lost_in_furniture() -> None:
    texts = {row["id"]: row["text"] for row in rows(DEV / "dev-texts.jsonl")}
    for label in rows(DEV / "dev.jsonl"):
        text = restore(texts[label["id"]])
        body = unmarked(text)
        for person in label["people"]:
            if person["name"] in text.text:
                assert person["name"] in body, (label["id"], person["name"])
