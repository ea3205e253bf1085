"""Who made the report: reading bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from newsparse.lexicon import table
from newsparse.restoration.page import BLANK, HAN, labels, name, pair
from newsparse.text import Mark, Span

# Who signs a report: writers first, then those who only took its pictures.
WRITERS = (
    "特约通讯员|通讯员|全媒体记者|融媒记者|见习记者|实习记者|特约记者|记者|实习生|作者|撰稿人|撰稿|撰文|供稿人|供稿|投稿人|"
    "文字|图文|图/文|文/图|文图|文|笔者|通讯"
)
PICTURES = "摄影记者|摄影|摄像|图片|供图|拍摄|图|摄"
_BODY_ENDS = frozenset("部科处室局办社网报台委站所")  # 文/宣传科: a body signs, though 宣 is a surname
_PARTS = re.compile(rf"[{BLANK}、，,；;/／|｜：:]+")
# Who signs a report when it is no person; 代表 or 单位 alone is said of anybody.
_BODY = re.compile(
    rf"(?!.{{0,20}}(?:以下|以上|简称|其中|包括|同志))[{HAN}]{{1,20}}(?:部|办|室|处|科|局|委|委员会|中心|公司|集团|支部|学院|工会|站|所|校|台|网|报|社|联)|市委|县委|区委|省委"
)
_PART = re.compile(r"([^ \t\u3000\xa0、，,；;/／|｜：:]+)([ \t\u3000\xa0、，,；;/／|｜：:]*)")


class Signed(NamedTuple):
    """What a byline says: its writers, the kinds of mark its roles stand for, and whether it names anybody."""

    writers: tuple[str, ...]
    kinds: tuple[str, ...]
    has_signer: bool


class _Token(NamedTuple):
    """One word of a byline: `role` is writer, picture or other; `names` are persons; neither is a signing body."""

    role: str | None
    names: tuple[str, ...]
    colon: bool = False
    kind: str | None = None


@cache
def _roles() -> dict[str, str]:
    """Every word that says what somebody did for the report."""
    found = {word: "other" for word, (kind, _) in labels().items() if kind != "publish_line"}
    found |= dict.fromkeys([*WRITERS.split("|"), "报道", "报导"], "writer")
    return found | dict.fromkeys(PICTURES.split("|"), "picture")


@cache
def _role_pattern() -> re.Pattern[str]:
    every = sorted(_roles(), key=lambda role: (-len(role), role))
    # 学生记者, 海州发布记者: whose reporter it is stands before the role.
    plain = "|".join(map(re.escape, every))
    return re.compile(rf"(?:(?P<whose>[{HAN}]{{0,8}}?)(?P<of>记者|通讯员|报道|报导)|(?P<role>{plain}))(?P<rest>.*)")


def read_byline(content: str) -> Signed | None:
    """What a byline says; None when it holds anything but roles, names and bodies.

    >>> read_byline("记者 王 琦 摄影 李明").writers, read_byline("王琦/文 李明/图").writers, read_byline("均已报名")
    (('王琦',), ('王琦',), None)
    """
    tokens = _byline_tokens(content)
    if not tokens:
        return None
    # 王琦/文 李明/图 says afterwards what each did, 记者 王琦 and 编辑：李明 before.
    afterwards = tokens[0].role is None and not any(token.role and token.colon for token in tokens)
    groups: list[tuple[list[str], list[str]]] = []
    before = None
    for token in tokens:
        opens = (token.role is None) == afterwards
        if before is None or (opens and not before):
            groups.append(([], []))
        if token.role:
            groups[-1][0].append(token.role)
        groups[-1][1].extend(token.names)
        before = opens
    # 记者 王琦 摄: what comes last says what he did.
    if len(groups) > 1 and not groups[-1][1]:
        last = groups.pop()
        groups[-1] = (last[0], groups[-1][1])
    writers = [person for roles, names in groups if _wrote(roles) for person in names]
    kinds = dict.fromkeys(token.kind for token in tokens if token.kind)
    return Signed(tuple(dict.fromkeys(writers)), tuple(kinds), any(not token.role for token in tokens))


def _wrote(roles: list[str]) -> bool:
    return not roles or roles[-1] == "writer" or ("writer" in roles and "other" not in roles)


def _byline_tokens(content: str) -> list[_Token] | None:
    """The words of a byline; None when one is foreign."""
    parts = [(m[1], m[2]) for m in _PART.finditer(content.strip())]
    found: list[_Token] = []
    at, slash = 0, False
    while at < len(parts):
        part, ends = parts[at]
        following = parts[at + 1][0] if at + 1 < len(parts) else ""
        at += 1
        tied = slash or any(c in ends for c in "/／：:")  # 文/王琦, 王琦/图: a role, though 文 is a surname
        slash = any(c in ends for c in "/／")
        if not tied and part in table("surnames.tsv") and len(part) == len(following) == 1:
            found.append(_Token(None, (part + following,)))
            slash = any(c in parts[at][1] for c in "/／")
            at += 1
            continue
        read = _word_of_byline(part, colon=any(c in ends for c in "：:"))
        if read is None:
            return None
        found += read
    return found


def _word_of_byline(part: str, *, colon: bool) -> list[_Token] | None:
    """记者王琦, 王琦报道, 学生记者, 宣传科; None when it is nothing of the kind."""
    found = []
    role = _role_pattern().fullmatch(part)
    if role and (not role["rest"] or len(role["of"] or role["role"]) > 1):
        if role["of"] in ("报道", "报导"):
            found += [_Token(None, (person,)) for person in split_names(role["whose"])]
        word = role["of"] or role["role"]
        found.append(_Token(_roles()[word], (), colon, labels().get(word, ("byline",))[0]))
        part = role["rest"].removesuffix("报道").removesuffix("报导")
    names = tuple(split_names(part)) if part else ()
    if names or (part and _BODY.fullmatch(part)):
        found.append(_Token(None, names))
    elif part:
        return None
    return found


def split_names(value: str) -> Iterator[str]:
    """The persons of a byline, spaced names closed up; bodies and what is no name are left out.

    >>> list(split_names("王 琦 李 明，县委宣传部 欧阳锐"))
    ['王琦', '李明', '欧阳锐']
    """
    family = table("surnames.tsv")
    parts = [part for part in _PARTS.split(value.strip()) if part]
    at = 0
    while at < len(parts):
        part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else ""
        at += 1
        if part in family and len(part) == len(following) == 1:
            at += 1
            yield part + following
        elif part[:2] in family and 3 <= len(part) <= 4:
            yield part
        elif part[0] in family and part[-1] not in _BODY_ENDS:
            yield from _joined(part)


def _joined(part: str) -> Iterator[str]:
    """One name, or two that lost the blank between them (殷葵罗浩)."""
    family = table("surnames.tsv")
    if len(part) in (2, 3):
        yield part
    elif len(part) in (4, 5, 6):
        cuts = [cut for cut in (3, 2) if part[cut] in family and 2 <= len(part) - cut <= 3]
        if len(cuts) == 1 or (cuts and len(part) == 5):
            yield from (part[: cuts[0]], part[cuts[0] :])


@cache
def reporters() -> re.Pattern[str]:
    """Reporters after a dateline, without brackets: 本报讯 记者王琦 通讯员李明."""
    one = rf"(?:[{HAN}]{{0,4}}记者|通讯员)[{BLANK}]{{0,2}}{name()}(?:[{BLANK}、]{{1,2}}{name()}(?![{HAN}])){{0,3}}"
    return re.compile(rf"{one}(?:[{BLANK}]{{1,2}}{one})?(?:报道|摄影报道)?(?=[{BLANK}：:，])[：:，]?")


@cache
def credit() -> re.Pattern[str]:
    """A photo credit in running text: 新华社记者 王琦 摄."""
    return re.compile(
        rf"(?<![{HAN}])(?:[{HAN}]{{2,6}})?(?:记者|通讯员)[{BLANK}]{{0,2}}{name()}(?:[{BLANK}、]{{1,2}}{name()}){{0,2}}"
        rf"[{BLANK}]{{0,2}}[/／]?摄(?:影)?(?![{HAN}])"
    )


def byline_parts(content: str, *, last: bool = False) -> list[Mark]:
    """The parts of a byline without its brackets: labels with their values, or all of it; none when it is no byline.

    Args:
        content: what stands in the brackets, or on the line.
        last: it stands at the very end of the report, where bare names and bodies sign too.

    >>> [(mark.kind, str(mark.span)) for mark in byline_parts("文：王琦 编辑：李明")]
    [('byline', '[0, 4)'), ('editor', '[5, 10)')]
    """
    pairs = list(pair().finditer(content))
    if pairs and not pairs[0].start() and content[pairs[0].end("label") :].lstrip()[:1] in ("：", ":"):
        kinds = [labels()[match["label"]][0] for match in pairs]
        if kinds[0] == "publish_line":
            return []
        if not pair().sub("", content).strip(BLANK + "，,；;、|｜"):
            return [Mark(kind, Span(*match.span())) for kind, match in zip(kinds, pairs, strict=True)]
        return [Mark("byline", Span(0, len(content)))]
    signed = read_byline(content)
    if signed is None or not (last or (signed.kinds and signed.has_signer)):
        return []
    return [Mark(signed.kinds[0] if len(signed.kinds) == 1 else "byline", Span(0, len(content)))]
