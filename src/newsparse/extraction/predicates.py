"""What people do at an event: the predicates, each with the role it gives and why.

A rule is a name, a pattern over text whose quotations are filled, the role of the subject and, where the object takes
part too, the role of the object. The patterns are joined into one, in this order: an earlier rule wins at its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newsparse.bulletin import GroupRole, Role


@dataclass(frozen=True, slots=True)
class Rule:
    """One predicate.

    Attributes:
        name: for evidence; no two rules share it.
        pattern: what it looks like.
        roles: the roles of the subject on its left.
        objects: the roles of those on its right, empty when the object takes no part.
        groups: the role of an unnamed subject where it differs from `roles`.
        why: the linguistic reason.
    """

    name: str
    pattern: str
    roles: tuple[Role, ...]
    objects: tuple[Role, ...] = ()
    groups: GroupRole | None = None
    why: str = ""


_END = r"(?=[，。；、：！\n]|$)"
_NOT_CHAIR = (
    "人|词|台|设计|研究|编|修|开发|完成|制定|起草|研制|翻译|正义|公道|节目|栏目|[^，。；、]{0,12}(?:工作|日常)的|"
    "(?:全面|日常|党委|行政|[^，。；]{0,6})工作[）的]"
)
_SPOKEN = "讲话|发言|致辞|致词|表态|总结|演讲|部署|点评|动员|指示|讲评|寄语|贺词|祝酒词|答辞|答谢词|阐述"
_PRESENTED = "报告|汇报|讲解|介绍|说明|宣讲|讲座|授课|辅导|解读|通报|述职|讲述|党课|分享|推介|讲授|课"
_FILLER = r"[^，。；：！？\n]"

# 工作人员 and 合作 hold no verb 作.
_DO = r"(?:(?<![工合操运制动协写创著耕劳])作(?!为|用|出|风|业|品)|做(?!出|好|大|强|优|实))"
_PRESENCE = "出席|参加|参会|到会|与会|列席|陪同|随同|应邀前来"

# Every rule begins with one of these (a test compares with the rules alone).
FIRST_CHARACTERS = (
    "一上不与云加投补质追反直专为主举亲介仔会传作依做先共关出分列到前剪勉参发受召叮号合同听告呼回因在场均坦培夹奠实审宣寄对展巡希带并应建开引强总感慰投抵"
    "拜指按授接推提揭旁无明未来检欢汇没深点热献率的监看督祝称签缺考聆联致莅表要见观视解认讲访说请调谈走赴迎进述透递通郑重鉴阐陪随集颁预领齐"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "who-attends",
        rf"(?:应邀)?(?:{_PRESENCE}|同坐|同席|在座|到贺){_FILLER}{{0,16}}?(?:的|者)(?:领导|嘉宾|单位|人员|同志|专家)?(?:还|主要)?(?:有|包括|是)[：:]?",
        (),
        ("attendee",),
        why="出席会议的有A、B: the list stands on the right",
    ),
    Rule(
        "attending",
        rf"(?:应邀|受邀)?(?:{_PRESENCE})(?:会议|活动|仪式|本次会议|此次活动)?的(?=[^，。；]{{2,60}})",
        (),
        ("attendee",),
        why="应邀参会的T X: a relative clause before its noun",
    ),
    Rule(
        "press",
        r"告诉[^，。；]{0,6}记者|对[^，。；]{0,6}记者|接受[^，。；]{0,16}采访",
        (),
        why="remarks to reporters are no speech",
    ),
    Rule("led-by", r"的?(?:亲自)?主持下", ("chair",), why="在X主持下"),
    Rule(
        "accompanied-by",
        r"的?(?:亲自)?(?:陪同|带领|率领|见证|引导|引领)下",
        ("attendee",),
        why="在X陪同下: the object of 在 takes part",
    ),
    Rule("sit-in", "列席", ("observer",), why="列席 is presence without a vote"),
    Rule(
        "absent",
        r"(?:因[事公病故][^，。；]{0,8}|未|没有|均)?请假|缺席|"
        r"(?:未能?|没有|无法|不能?)(?:按时|到场|到会)?(?:出席|参加|到会|现身|报名)",
        ("absent",),
        why="stated absence",
    ),
    Rule("host-meeting", rf"主持(?!{_NOT_CHAIR})", ("chair",), why="主持 a meeting; not a title or a project"),
    Rule("convene", r"召集(?=会议|召开|并主持)", ("chair",), why="whoever convenes presides"),
    Rule(
        "meet",
        r"(?:集体|亲切)?(?:会见|接见|会晤|拜会)(?!厅)了?|"
        r"(?:迎接|陪同|欢迎)(?=[^，。；]{0,40}(?:一行|总统|首相|国王|访问|来访))",
        ("attendee",),
        ("attendee",),
        why="both sides of a meeting take part",
    ),
    Rule(
        "attend",
        r"(?:出席|参加|参会|到会|与会(?=[，。；]|并)|参与(?=学习|活动|研讨|会议|调研|座谈|讨论|此次|本次|了|[，。；])|陪同|随同|随行|"
        r"同机抵达|齐聚|云集|(?:加入|投入)(?=了?(?:本次|此次)?(?:学习|活动|会议)[，。])|到场|参训|旁听|观礼|在主席台就[座坐]|赴会|热情迎接|场迎接)(?!者|人数|率|范围)",
        ("attendee",),
        why="stated presence",
    ),
    Rule(
        "pledge",
        rf"(?:签订|递交|签署)了?(?={_FILLER}{{0,24}}(?:责任书|承诺书|军令状|＿))",
        (),
        groups="attendee",
        why="who signs a pledge at the meeting is there; a leader who signs it with them is not reported as attending",
    ),
    Rule(
        "act",
        r"(?:共同|一同|一起|联合)?(?:为[^，。；]{0,40})?"
        r"(?:揭牌|揭幕|剪彩|授牌|授旗|按下|推杆|点燃|培土|奠基|颁奖|签约|鉴签|签署|监交|合影(?!留念))(?=[^的]|$)",
        ("attendee",),
        why="a ceremonial act is presence",
    ),
    Rule(
        "reporting-speech",
        rf"(?:{_DO}|进行)了?{_FILLER}{{0,30}}?(?:汇报|述职)发言",
        ("presenter", "speaker"),
        why="both",
    ),
    Rule(
        "make",
        rf"(?:{_DO}|发表|进行)(?!主持)了?{_FILLER}{{0,60}}?(?:{_SPOKEN})(?!的|精神|要求|提纲|人|者|活动|会)",
        ("speaker",),
        why="作…讲话",
    ),
    Rule(
        "report",
        rf"(?:{_DO}|进行|开展|讲授?|上(?={_FILLER}{{0,16}}课))(?!述)了?{_FILLER}{{0,60}}?(?:{_PRESENTED})(?!会|精神|提纲|人|者|团|稿)",
        ("presenter",),
        why="作…报告",
    ),
    Rule(
        "speech",
        r"(?:并|分别|先后|依次|上|先)?(?:讲话|致辞|致词|致欢迎词|致贺词|致开幕词|致闭幕词|致答谢词|表态|发言|点评|"
        r"谈了?(?:[^，。；]{0,8})体会|对照检查)(?=[，。；、：]|并|后|$)",
        ("speaker",),
        why="讲话 as a verb",
    ),
    Rule(
        "say",
        r"(?:指出|强调|认为|说道?|称|谈到|坦言|透露|明确|回应|重申|感慨|提议|补充说?|质疑|追问|反问|直言|解释说?|指(?![导示定标挥向派引数令责]))(?=[，：,:“＿])|"
        r"(?:指出|强调了?|认为)(?=[^，：,:“＿。；、的和与时后])|"
        r"(?:(?<![的点条项个和等出])(?<!工作)(?<!按照)(?:要求|(?<!不)希望|建议)|表示|呼吁|叮嘱|勉励|提醒|寄语|祝愿|预祝|号召)(?=[，：,:“＿]|[^的和与工作会书、。；])",
        ("speaker",),
        why="verbs of saying",
    ),
    Rule(
        "propose",
        rf"(?:提出|提了?|阐述了?)(?!的){_FILLER}{{0,40}}?(?:要求|意见|建议|希望|期望|倡议|任务|举措|观点|看法)",
        ("speaker",),
        why="提出要求",
    ),
    Rule(
        "inform",
        r"(?:汇报|通报|传达(?!学习)|宣读|介绍|宣布|解读|讲解|讲授|授课|主讲|述职|领学|分享|宣讲|总结(?=了[^，。；]{0,24}工作))"
        r"(?!会|人|的|稿|材料|发言)(?:了|学习)?",
        ("presenter",),
        why="brings something before the meeting",
    ),
    Rule(
        "discuss",
        rf"(?:进行|开展|展开)了?{_FILLER}{{0,20}}?(?:研讨|讨论|座谈|交流)(?!会|班|材料|发言)",
        ("attendee",),
        why="who discusses is there",
    ),
    Rule(
        "heard",
        rf"关于{_FILLER}{{1,60}}?的?(?:工作)?(?:情况)?的?(?:专题)?(?:汇报|报告|说明|通报|介绍)(?!会|人|的)",
        ("presenter",),
        why="听取X关于…的汇报",
    ),
    Rule(
        "take-part",
        "夹道欢迎|献花|(?:集中|共同|集体|一同|认真)?(?:观看|收看|收听收看|收听)了?|(?:认真|专心|仔细)听取了?|聆听了?|宣誓(?!仪式|词)|郑重签名|齐唱|重温(?=入党)",
        (),
        groups="attendee",
        why="a group that listens, welcomes or takes an oath is there; of a leader it says nothing new",
    ),
    Rule(
        "deliberate",
        r"听取并审议|(?:分组|认真)审议|审议并?通过|举手表决|投票表决",
        ("attendee",),
        why="who deliberates is there",
    ),
    Rule(
        "visit",
        rf"(?:(?:先后|专程|率队|率团|带队)?(?:前往|赴|到|来到|走进|深入|在)(?:(?!会见|接见|会谈){_FILLER}){{0,40}}?|专题|实地|一行)?"
        r"(?:调研|考察|视察|督导|检查|慰问|看望|走访|巡查|访问|参观|督查)(?!组|团|员|报告|情况|问题)",
        ("attendee",),
        why="the main actor of a visit",
    ),
    Rule(
        "arrive",
        r"(?:抵达|来到|莅临)(?=[^，。；]{1,20}(?:出席|参加|访问|[，。；]|并))",
        ("attendee",),
        why="arrival for the event",
    ),
)


@cache
def pattern() -> re.Pattern[str]:
    """All rules as one pattern; the group that matched is the rule's number."""
    rules = "|".join(f"(?P<r{i}>{rule.pattern})" for i, rule in enumerate(RULES))
    # One look at the first character spares most places the trial of every rule.
    return re.compile(f"(?=[{FIRST_CHARACTERS}])(?:{rules})")


def rule_of(match: re.Match[str]) -> Rule:
    """The rule that matched."""
    return next(rule for i, rule in enumerate(RULES) if match[f"r{i}"] is not None)
