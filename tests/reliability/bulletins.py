"""Bulletins made up by Hypothesis: sentences of the genre from invented parts, as a mirror damages them, or worse."""

from __future__ import annotations

import random

from hypothesis import strategies as st

NAMES = ("石磊", "方远山", "于成", "李 青", "欧阳文", "阿布都·热西提", "王晓红（女）", "何平安")
TITLES = ("县委书记", "副局长", "党组成员、副主任", "总经理", "工会主席", "清江集团党委书记、董事长")
EVENTS = ("县委常委会（扩大）会议", "党组理论学习中心组学习会", "工作例会", "“双碳”专题座谈会", "第3次办公会")
DATES = ("3月5日上午，", "2024年12月29日至30日，", "二〇二四年三月五日", "近日，", "9时30分，", "")
FURNITURE = (
    "来源：清江日报",
    "责任编辑：周文",
    "上一篇：没有了",
    "2024-03-06 09:12",
    "【打印】",
    "",
    "扫一扫在手机打开当前页",
)
MARKS = ("，", "。", "；", "：", "、", "\n", "”", "“", "《", "》", "（", "）", "(", ",", "?", " ", "\u3000", "……", "等")
DAMAGE = (
    "(xué)",
    "?gòu)",
    "學",
    "\ufffd",
    "&nbsp;",
    "<p>",
    "</div>",
    "\u200b",
    "\ue000",
    "\0",
    "\ud800",
    "\udc00",
    "𠮷",
    "e\u0301",
    "\u202e",
    "א",
    "\r\n",
    "\x85",
    "\u2028",
    "⼀",
    "𝟐",
    "😀",
    "http://a.cn/1",
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One sentence that a rule may read."""
    person = st.builds(str.__add__, st.sampled_from(TITLES), st.sampled_from(NAMES))
    people = "、".join(draw(st.lists(person | st.sampled_from(NAMES), min_size=1, max_size=4)))
    date, event = draw(st.sampled_from(DATES)), draw(st.sampled_from(EVENTS))
    forms = (
        f"{date}{people}主持召开{event}。",
        f"{date}{event}在清江宾馆召开，{people}出席，各部门负责人列席。",
        f"{people}指出，要抓好落实；强调：“一是改革，二是安全。”",
        f"受{people}委托，{draw(st.sampled_from(NAMES))}传达了《关于{event}的通知》精神。",
        f"会议要求，{people}要认真汇报。{people}请假。",
    )
    return draw(st.sampled_from(forms))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A text with damage strewn over it."""
    text = list("".join(draw(st.lists(sentences() | st.sampled_from(FURNITURE + MARKS), max_size=6))))
    dice = random.Random(draw(st.integers(0, 9999)))
    for piece in draw(st.lists(st.sampled_from(DAMAGE + MARKS), max_size=12)):
        text.insert(dice.randint(0, len(text)), piece)
    return "".join(text)


ANY = st.text(st.characters(), max_size=40)  # every code point, lone surrogates too
bulletins = damaged() | st.builds(str.__add__, damaged(), ANY) | ANY
