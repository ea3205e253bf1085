"""Any number of invented bulletins: bodies with a steady staff, who meet, change posts and are reported on."""

from __future__ import annotations

import datetime
import random
from typing import NamedTuple

from newsparse import Bulletin, parse

SURNAMES = "陆贺闻邵秦顾蒋方林石祁黎成任纪毕欧温庄郭叶沈段孟罗陶魏薛曹严"
GIVEN = [
    "承岳",
    "云舟",
    "晓棠",
    "群",
    "可桢",
    "南乔",
    "若谷",
    "远山",
    "望舒",
    "安禾",
    "知秋",
    "长河",
    "国栋",
    "向阳",
    "锐",
    "青",
]
BODIES = {
    "岚江水务集团": ("集团党委书记、董事长", "总经理", "副总经理", "纪委书记", "信息中心主任"),
    "青屿大学": ("校党委书记", "校长", "副校长", "纪委书记", "教务处处长"),
    "云渡县": ("县委书记", "县委副书记、县长", "县委常委", "县纪委书记", "县水务局局长"),
    "澄州市卫生健康委员会": ("党组书记、主任", "副主任", "党组成员", "派驻纪检监察组组长", "医政处处长"),
    "北栈港务股份有限公司": ("党委书记、董事长", "总经理", "副总经理", "总会计师", "安全总监"),
}
MEETINGS = [
    "工作例会",
    "安全生产工作会议",
    "党委理论学习中心组学习会",
    "党委会议",
    "年度工作总结会",
    "座谈会",
    "项目签约仪式",
    "青年干部培训班",
]
TOPICS = [
    "老旧管网改造",
    "智慧供水建设",
    "乡村振兴",
    "安全生产",
    "节能降碳",
    "人才培养",
    "医疗服务能力提升",
    "港口智能化升级",
    "防汛备汛",
]
PLACES = ["三楼会议室", "大礼堂", "机关报告厅", "调度中心"]


class Source(NamedTuple):
    raw: str
    title: str
    published: str


def sources(count: int, seed: int = 1) -> list[Source]:
    """So many pages over three years; the same seed gives the same pages."""
    chance = random.Random(seed)
    names = [surname + given for surname in SURNAMES for given in GIVEN]
    chance.shuffle(names)
    staff = {body: [names.pop() for _ in range(9)] for body in BODIES}
    days = sorted(chance.randrange(1000) for _ in range(count))
    return [_page(chance, staff, datetime.date(2021, 2, 1) + datetime.timedelta(day)) for day in days]


def bulletins(count: int, seed: int = 1) -> list[Bulletin]:
    return [parse(page.raw, title=page.title, published=page.published) for page in sources(count, seed)]


def _page(chance: random.Random, staff: dict[str, list[str]], day: datetime.date) -> Source:
    body = chance.choice(list(BODIES))
    people = staff[body]
    if chance.random() < 0.05:  # a post changes hands
        people[0], people[1] = people[1], people[0]
    posts, meeting, topic = BODIES[body], chance.choice(MEETINGS), chance.choice(TOPICS)
    listed = chance.sample(range(1, len(people)), chance.randrange(2, 5))
    attending = "、".join(f"{posts[min(at, 4)]}{people[at]}" for at in sorted(listed))
    guest = ""
    if chance.random() < 0.25:
        other = chance.choice([name for name in BODIES if name != body])
        guest = f"{other}{BODIES[other][2].split('、')[0]}{staff[other][2]}应邀参加会议。"
    title = f"{body}召开{meeting} 部署{topic}工作"
    published = day + datetime.timedelta(chance.randrange(4))
    raw = (
        f"{title}\n发布时间：{published.isoformat()}　来源：{body}　作者：{people[-1]}\n"
        f"本网讯 {day.month}月{day.day}日上午，{body}在{chance.choice(PLACES)}召开{meeting}。"
        f"{posts[0]}{people[0]}主持会议并讲话，{attending}出席会议。{guest}各部门负责人参加会议。\n"
        f"会议听取了{topic}进展情况的汇报。会议指出，{topic}关系长远，要细化任务清单，明确责任分工。\n"
        f"{people[0]}强调，要把{topic}同{chance.choice(TOPICS)}结合起来，定期调度，确保年底前完成各项目标。\n"
        f"责任编辑：{people[-1]}"
    )
    return Source(chance.choice([raw, _damaged(raw)]), title, published.isoformat())


def _damaged(raw: str) -> str:
    """As a mirror site serves it: traditional, with pinyin behind some of the characters."""
    for plain, torn in (
        ("会", "會(huì)"),
        ("书记", "書記"),
        ("长", "長(zhǎng)"),
        ("议", "議"),
        ("责", "責(zé)"),
        ("进", "進"),
    ):
        raw = raw.replace(plain, torn)
    return raw
