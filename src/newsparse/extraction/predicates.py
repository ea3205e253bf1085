"""What people do at an event: the predicates, each with the role it gives and why.

A rule is a name, a pattern over text whose quotations are filled, the role of the subject and, where the object takes
part too, the role of the object. An earlier rule wins at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsparse.bulletin import GroupRole, Role
from newsparse.text import Span


@dataclass(frozen=True, slots=True)
class Rule:
    """One predicate.

    Attributes:
        name: for evidence; no two rules share it.
        pattern: what it looks like.
        roles: the roles of the subject on its left.
        objects: the roles of those on its right, empty when the object takes no part.
        groups: the role of an unnamed subject where it differs from `roles`.
        first: the characters it may begin with, one or two each: a look spares most places its trial (tested).
        why: the linguistic reason.
    """

    name: str
    pattern: str
    roles: tuple[Role, ...]
    objects: tuple[Role, ...] = ()
    groups: GroupRole | None = None
    first: str = ""
    why: str = ""


_END = r"(?=[，。；、：！\n]|$)"
_NOT_CHAIR = (
    "人|词|台|设计|研究|编|修|开发|完成|制定|起草|研制|翻译|正义|公道|节目|栏目|[^，。；、]{0,12}(?:工作|日常)的|"
    "(?:全面|日常|党委|行政|[^，。；]{0,6})工作[）的]"
)
_SPOKEN = "讲话|发言|致辞|致词|表态|总结|演讲|部署|点评|动员|指示|讲评|寄语|贺词|祝酒词|答辞|答谢词|阐述"
_SAID = "小结|安排|布置|评价|阐释|分析|剖析|强调|要求|回应|答复|解答|开场白|提示|提醒|承诺|肯定"
_PRESENTED = (
    "报告|汇报|讲解|介绍|说明|宣讲|讲座|授课|辅导|解读|通报|述职|讲述|党课|分享|推介|讲授|导学|领学|示范|回顾|课"
)
_FILLER = r"[^，。；：！？\n]"

# 工作人员 and 合作 hold no verb 作.
_DO = r"(?:(?<![工合操运制动协写创著耕劳])作(?!为|用|出|风|业|品)|做(?!出|好|大|强|优|实))"
_PRESENCE = "出席|参加|参会|到会|与会|参与|陪同|随同|随行|莅临|到场|亲临|观摩|应邀前来"
_MEETINGS = "会谈|座谈|会晤|交流|洽谈|磋商|会面|交谈|对话|对接|交换意见"

RULES: tuple[Rule, ...] = (
    Rule(
        "who-attends",
        rf"(?:应邀)?(?:{_PRESENCE}|同坐|同席|在座|到贺){_FILLER}{{0,16}}?(?:的|者)(?:领导|嘉宾|单位|人员|同志|专家)?(?:还|尚|另|主要|分别)*(?:有(?![关限序效])|包括|是|：)[：:]?|"
        rf"(?:应邀)?(?:{_PRESENCE}){_FILLER}{{0,16}}?(?:的[^，。；：、的]{{1,12}}|人员|代表|领导|嘉宾|专家|同志)(?:还|尚|另|主要|分别)*(?:有(?![关限序效])|包括|：)[：:]?",
        (),
        ("attendee",),
        first="与会 亲临 出席 到会 到场 到贺 参与 参会 参加 同坐 同席 在座 应邀 莅临 观摩 陪同 随同 随行",
        why="出席会议的有A、B: the list stands on the right",
    ),
    Rule(
        "also-there",
        r"的还有[：:]?|(?:代表团|考察团|访问团|慰问团|调研组|工作组|督导组|督查组|检查组|专家组|一行)(?:成员|团员)?(?:中)?(?:还|尚)?(?:有(?![关限序效])|包括)[：:]?",
        (),
        ("attendee",),
        first="一行 专家 代表 工作 慰问 检查 的还 督导 督查 考察 访问 调研",
        why="一同走访的还有A、B; 代表团包括A、B",
    ),
    Rule(
        "made-of",
        r"由(?=[^。；\n]{4,160}?(?:组成的|任组长|任团长|带队|率队|率领的|带领的))|以(?=[^，。；\n]{2,40}为(?:团长|组长|领队|首)的)",
        (),
        ("attendee",),
        first="以 由",
        why="由A、B组成的调研组: who is named as its members came with it",
    ),
    Rule(
        "lead",
        r"率领?|带领|携|会同|偕同?|带着",
        ("attendee",),
        ("attendee",),
        first="偕 携 率 会同 带着 带领",
        why="率副市长A、局长B: both sides are there; without a person behind it the word is figurative",
    ),
    Rule(
        "with",
        rf"(?:与|同|和)(?=[^，。；]{{2,60}}?(?:举行|进行|开展|展开|亲切|深入|友好)?了?[^，。；]{{0,10}}(?:{_MEETINGS}))",
        ("attendee",),
        ("attendee",),
        first="与 同 和",
        why="A与B举行会谈: both sides are there",
    ),
    Rule(
        "attending",
        rf"(?:应邀|受邀)?(?:{_PRESENCE})(?:会议|活动|仪式|本次会议|此次活动)?的(?=[^，。；]{{2,60}})",
        (),
        ("attendee",),
        first="与会 亲临 出席 到会 到场 参与 参会 参加 受邀 应邀 莅临 观摩 陪同 随同 随行",
        why="应邀参会的T X: a relative clause before its noun",
    ),
    Rule(
        "press",
        r"告诉[^，。；]{0,6}记者|对[^，。；]{0,6}记者|接受[^，。；]{0,16}采访",
        (),
        first="对 告诉 接受",
        why="remarks to reporters are no speech",
    ),
    Rule("led-by", r"的?(?:亲自)?主持下", ("chair",), first="主持 亲自 的主 的亲", why="在X主持下"),
    Rule(
        "accompanied-by",
        r"的?(?:亲自)?(?:陪同|带领|率领|见证|引导|引领|伴同|陪伴)下",
        ("attendee",),
        first="亲自 伴同 带领 引导 引领 率领 的亲 的伴 的带 的引 的率 的见 的陪 见证 陪伴 陪同",
        why="在X陪同下: the object of 在 takes part",
    ),
    Rule(
        "who-sits-in",
        rf"列席(?:人员|者)(?:还|主要|分别)?(?:有|包括|是|为)?[：:]?(?=[^，。；：])|列席{_FILLER}{{0,12}}?的(?:还|主要|分别)?(?:有|包括)[：:]?",
        (),
        ("observer",),
        first="列席",
        why="列席会议的有A、B: the list stands on the right",
    ),
    Rule(
        "sit-in",
        "(?:列席|旁听|巡听|巡学)(?:了|会议|活动|并|和|旁听|巡听|指导|督导|督查)*",
        ("observer",),
        first="列席 巡听 巡学 旁听",
        why="presence without a vote",
    ),
    Rule(
        "absent",
        r"(?:因[事公病故][^，。；]{0,8}|未|没有|均)?请假|缺席|"
        r"(?:未能?|没有|无法|不能?)(?:按时|到场|到会)?(?:出席|参加|到会|现身|报名)",
        ("absent",),
        first="不出 不到 不参 不报 不按 不现 不能 因事 因公 因故 因病 均请 无法 未出 未到 未参 未报 未按 "
        "未现 未能 未请 没有 缺席 请假",
        why="stated absence",
    ),
    Rule(
        "host-meeting",
        rf"主持(?!{_NOT_CHAIR})",
        ("chair",),
        first="主持",
        why="主持 a meeting; not a title or a project",
    ),
    Rule(
        "convene",
        r"召集(?!人)(?=召开|并主持|[^，。；]{0,16}(?:会议?|茶叙|座谈)(?:[，。；召并]|$))",
        ("chair",),
        first="召集",
        why="whoever convenes presides",
    ),
    Rule(
        "meet",
        r"(?:集体|亲切|热情)?(?:会见|接见|会晤|拜会|拜访|接待|迎接|宴请)(?![厅室处站人能工日者标]|中心)了?|"
        r"(?:迎接|陪同|欢迎)(?=[^，。；]{0,40}(?:一行|总统|首相|国王|访问|来访))",
        ("attendee",),
        ("attendee",),
        first="亲切 会晤 会见 宴请 拜会 拜访 接待 接见 欢迎 热情 迎接 陪同 集体",
        why="both sides of a meeting take part",
    ),
    Rule(
        "attend",
        r"(?:出席|参加|参会|到会|与会(?=[，。；]|并)|参与(?=学习|活动|研讨|会议|调研|座谈|讨论|此次|本次|了|[，。；])|陪同|随同|随行|"
        r"同机抵达|齐聚|云集|(?:加入|投入)(?=了?(?:本次|此次)?(?:学习|活动|会议)[，。])|到场|到位|参训|观礼|就座|出场|亮相|见证|观摩|观看|参会|参评|参赛|在主席台就[座坐]|赴会|热情迎接|场迎接)(?!者|人数|率|范围)",
        ("attendee",),
        ("attendee",),
        first="与会 云集 亮相 出场 出席 到会 到位 到场 加入 参与 参会 参加 参训 参评 参赛 同机 在主 场迎 "
        "就座 投入 热情 见证 观摩 观看 观礼 赴会 陪同 随同 随行 齐聚",
        why="stated presence",
    ),
    Rule(
        "pledge",
        rf"(?:签订|递交|签署)了?(?={_FILLER}{{0,24}}(?:责任书|承诺书|军令状|＿))",
        (),
        groups="attendee",
        first="签署 签订 递交",
        why="who signs a pledge at the meeting is there; a leader who signs it with them is not reported as attending",
    ),
    Rule(
        "act",
        r"(?:共同|一同|一起|联合)?(?:为[^，。；]{0,40})?"
        r"(?:揭牌|揭幕|剪彩|授牌|授旗|按下|推杆|点燃|培土|奠基|颁奖|签约|鉴签|签署|监交|合影(?!留念))(?=[^的]|$)",
        ("attendee",),
        first="为 一同 一起 共同 剪彩 合影 培土 奠基 按下 授旗 授牌 推杆 揭幕 揭牌 点燃 监交 签约 签署 联合 鉴签 颁奖",
        why="a ceremonial act is presence",
    ),
    Rule(
        "reporting-speech",
        rf"(?:{_DO}|进行)了?{_FILLER}{{0,30}}?(?:汇报|述职)发言",
        ("presenter", "speaker"),
        first="作 做 进行",
        why="both",
    ),
    Rule(
        "make",
        rf"(?:{_DO}|发表|进行)(?!主持)了?{_FILLER}{{0,60}}?(?:{_SPOKEN})(?!的|精神|要求|提纲|人|者|活动|会)",
        ("speaker",),
        first="作 做 发表 进行",
        why="作…讲话",
    ),
    Rule(
        "make-clear",
        rf"(?:{_DO}|进行|做出|作出)(?!主持)了?{_FILLER}{{0,60}}?(?:{_SAID}|指示|部署)(?!的|精神|提纲|人|者|活动|会)",
        ("speaker",),
        first="作 做 进行",
        why="作…安排, 进行…分析: what one does by speaking",
    ),
    Rule(
        "report",
        rf"{_DO}了?(?:题为|关于)?(?=＿{{4,}}[，。；、]|＿{{4,}}(?:的)?$)|"
        rf"(?:{_DO}|进行|开展|讲授?|上(?={_FILLER}{{0,16}}课))(?!述)了?{_FILLER}{{0,60}}?(?:{_PRESENTED})(?!会|精神|提纲|人|者|团|稿)",
        ("presenter",),
        first="上 作 做 讲 开展 进行",
        why="作…报告",
    ),
    Rule(
        "speech",
        r"(?:并|分别|先后|依次|上|先)?(?:讲话|致[^，。；：、的]{0,8}?[辞词]|表态|开讲|作答|发言|点评|"
        r"谈了?(?:[^，。；]{0,8})体会|对照检查)(?=[，。；、：]|并|后|$)",
        ("speaker",),
        first="致 谈 上作 上发 上对 上开 上点 上致 上表 上讲 上谈 作答 依次 先作 先发 先后 先对 先开 先点 "
        "先致 先表 先讲 先谈 分别 发言 对照 并作 并发 并对 并开 并点 并致 并表 并讲 并谈 开讲 点评 "
        "表态 讲话",
        why="讲话 as a verb",
    ),
    Rule(
        "evaluate",
        rf"(?:给予|予以|表达|致以)了?{_FILLER}{{0,16}}?(?:肯定|评价|表扬|赞扬|赞赏|感谢|祝贺|问候|敬意|指导|祝愿|谢意)(?!的)|"
        r"(?:充分|高度|热烈|衷心|诚挚|逐一|简要|全面|详细|深入|系统|深刻)?(?:肯定|赞扬|称赞|赞赏|感谢|祝贺|回顾|总结|阐述|分析|剖析|解答|回答|部署|安排|评价|点评|勉励|重申|承诺|阐释|交流|分享|畅谈)了(?!的)|"
        r"(?:充分肯定|高度评价|高度赞扬|高度赞赏|高度肯定|衷心感谢|热烈祝贺|诚挚感谢|诚挚邀请|衷心祝愿|衷心祝贺)(?!的)",
        ("speaker",),
        first="予以 交流 充分 全面 分享 分析 剖析 勉励 回答 回顾 安排 总结 感谢 承诺 深入 深刻 点评 热烈 "
        "畅谈 祝贺 称赞 简要 系统 给予 肯定 致以 表达 衷心 解答 评价 诚挚 详细 赞扬 赞赏 逐一 部署 "
        "重申 阐述 阐释 高度",
        why="肯定, 感谢, 回顾: acts done by speaking",
    ),
    Rule(
        "document",
        r"(?:所?[作做])?的(?=＿{4,})",
        ("presenter",),
        first="的 作的 做的 所作 所做",
        why="审议通过了院长石磊的《工作报告》",
    ),
    Rule(
        "say",
        r"(?:指出|强调|认为|说道?|称|谈到|坦言|透露|明确|回应|重申|感慨|提议|补充说?|质疑|追问|反问|直言|解释说?|指(?![导示定标挥向派引数令责]))(?=[，：,:“＿])|"
        r"(?:指出|强调了?|认为)(?=[^，：,:“＿。；、的和与时后])|"
        r"(?:(?<![的点条项个和等出])(?<!工作)(?<!按照)(?:要求|(?<!不)希望|建议)|表示|呼吁|叮嘱|勉励|提醒|寄语|祝愿|预祝|号召)(?=[，：,:“＿]|[^的和与工作会书、。；])",
        ("speaker",),
        first="指 称 说 勉励 反问 叮嘱 号召 呼吁 回应 坦言 寄语 希望 建议 强调 感慨 提议 提醒 明确 直言 "
        "祝愿 补充 表示 要求 解释 认为 谈到 质疑 追问 透露 重申 预祝",
        why="verbs of saying",
    ),
    Rule(
        "propose",
        rf"(?:提出|提了?|阐述了?)(?!的){_FILLER}{{0,40}}?(?:要求|意见|建议|希望|期望|倡议|任务|举措|观点|看法)",
        ("speaker",),
        first="提 阐述",
        why="提出要求",
    ),
    Rule(
        "thank",
        r"感谢|祝贺|欢迎|赞赏|赞扬|肯定|勉励|叮嘱|提议|回顾|提醒|建议",
        ("speaker",),
        first="勉励 叮嘱 回顾 建议 感谢 提议 提醒 欢迎 祝贺 肯定 赞扬 赞赏",
        why="石磊感谢…: right behind a person acts done by speaking",
    ),
    Rule(
        "inform",
        r"(?:汇报|通报|报告(?=了|大会|工作|情况)|传达(?!学习)|宣读|介绍|宣布|解读|讲解|讲授|授课|主讲|述职|领学|分享|宣讲|总结(?=了[^，。；]{0,24}工作))"
        r"(?!会|人|的|稿|材料|发言)(?:了|学习)?",
        ("presenter",),
        first="主讲 介绍 传达 分享 宣布 宣讲 宣读 总结 报告 授课 汇报 解读 讲授 讲解 述职 通报 领学",
        why="brings something before the meeting",
    ),
    Rule(
        "discuss",
        rf"(?:进行|开展|展开|举行|{_DO})了?{_FILLER}{{0,20}}?(?:研讨|讨论|座谈|交流|会谈|洽谈|磋商|对接)(?!会|班|材料|发言|的)|"
        "座谈(?=[，。；])",
        ("attendee",),
        first="作 做 举行 展开 座谈 开展 进行",
        why="who discusses is there",
    ),
    Rule(
        "converse",
        r"建言献策|畅谈|共商|共话|热议|交换了?意见|互动交流|参与讨论",
        ("attendee",),
        first="互动 交换 共商 共话 参与 建言 热议 畅谈",
        why="the same without a noun",
    ),
    Rule(
        "hear",
        r"(?:听取(?:了|完)?(?!并)|听了|听完)(?=[^，。；]{2,80}(?:汇报|报告|介绍|说明|通报|讲解|情况))",
        (),
        ("presenter",),
        first="听了 听取 听完",
        why="听取X对…的汇报",
    ),
    Rule(
        "heard",
        rf"关于{_FILLER}{{1,60}}?的?(?:工作)?(?:情况)?的?(?:专题)?(?:汇报|报告|说明|通报|介绍)(?!会|人|的)",
        ("presenter",),
        first="关于",
        why="听取X关于…的汇报",
    ),
    Rule(
        "take-part",
        "夹道欢迎|献花|(?:集中|共同|集体|一同|认真)?(?:观看|收看|收听收看|收听)了?|(?:认真|专心|仔细)听取了?|聆听了?|宣誓(?!仪式|词)|郑重签名|齐唱|重温(?=入党)",
        (),
        groups="attendee",
        first="一同 专心 仔细 共同 夹道 宣誓 收听 收看 献花 聆听 观看 认真 郑重 重温 集中 集体 齐唱",
        why="a group that listens, welcomes or takes an oath is there; of a leader it says nothing new",
    ),
    Rule(
        "deliberate",
        r"听取并审议|(?:分组|认真)审议|审议并?通过|举手表决|投票表决",
        ("attendee",),
        first="举手 分组 听取 审议 投票 认真",
        why="who deliberates is there",
    ),
    Rule(
        "visit",
        rf"(?:(?:先后|专程|率队|率团|带队)?(?:前往|赴|到|来到|走进|深入|在)(?:(?!会见|接见|会谈){_FILLER}){{0,40}}?|专题|实地|一行)?"
        r"(?:调研|考察|视察|督导|检查|慰问|看望|走访|巡查|访问|参观|督查)(?!小?组|团|员|报告|情况|问题|时的|期间的|的(?!时候))",
        ("attendee",),
        first="到 在 赴 一行 专程 专题 先后 前往 参观 实地 巡查 带队 慰问 来到 检查 深入 率团 率队 看望 "
        "督导 督查 考察 视察 访问 调研 走访 走进",
        why="the main actor of a visit",
    ),
    Rule(
        "arrive",
        r"(?:抵达|来到|莅临)(?=[^，。；]{1,20}(?:出席|参加|访问|[，。；]|并))",
        ("attendee",),
        first="抵达 来到 莅临",
        why="arrival for the event",
    ),
)


_Tried = tuple[tuple[Rule, re.Pattern[str]], ...]


@cache
def _beginnings() -> tuple[re.Pattern[str], dict[str, _Tried]]:
    """Where any rule may begin, and which may with each beginning of one or two characters, in their order."""
    compiled = [(rule, re.compile(rule.pattern), frozenset(rule.first.split())) for rule in RULES]
    firsts = {first for *_, firsts in compiled for first in firsts}
    tried = {
        begin: tuple((rule, pattern) for rule, pattern, firsts in compiled if begin in firsts or begin[0] in firsts)
        for begin in firsts
    }
    return re.compile(f"[{''.join(sorted({first[0] for first in firsts}))}]"), tried


def find(text: str) -> Iterator[tuple[Rule, Span]]:
    """Every predicate of `text` with its place, in text order, not overlapping.

    >>> [(rule.name, str(span)) for rule, span in find("石磊主持会议，于鸣出席。")]
    [('host-meeting', '[2, 4)'), ('attend', '[9, 11)')]
    """
    anywhere, tried = _beginnings()
    at = 0
    for beginning in anywhere.finditer(text):
        start = beginning.start()
        if start < at:
            continue
        for rule, pattern in tried.get(text[start : start + 2]) or tried.get(text[start], ()):
            found = pattern.match(text, start)
            if found:
                at = found.end()
                yield rule, Span(start, at)
                break
