"""What a whole line of a page is by its own wording."""

from __future__ import annotations

from newsparse.restoration.bylines import byline_parts
from newsparse.restoration.page import CRUMBS, LINK, TITLE, phrases

SHORT = 120  # a line of furniture is shorter; of a longer line only this much at each edge is read
_BYLINE = 60


def is_prose(line: str) -> bool:
    """Whether a line has a sentence in it."""
    return len(line) > SHORT or (len(line) >= TITLE.start * 2 and any(end in line for end in "。！？"))


def kind_of_line(line: str) -> str | None:
    """What a whole short line is by its own wording."""
    if len(line) > SHORT:
        return None
    bare = line.lstrip("-—*·•>■◆●★【[（( ")
    start = phrases("start")[1].match(bare)
    if start and _certain(start[0], bare):
        return phrases("start")[0][start[0]]
    inside = phrases("inside")[1].search(line)
    if inside:
        return phrases("inside")[0][inside[0]]
    if CRUMBS.fullmatch(line) or LINK.fullmatch(line):
        return "navigation"
    bare = line.strip("（）()【】[]〖〗")
    parts = byline_parts(bare) if len(bare) <= _BYLINE and not any(c in bare for c in "。：:") else []
    return parts[0].kind if parts else None


def _certain(phrase: str, line: str) -> bool:
    """Whether `phrase` at the start of a line makes it furniture: 上一篇：, but not 上一篇文章谈到."""
    rest = line[len(phrase) :]
    kind = phrases("start")[0][phrase]
    if kind == "advert":
        return "。" not in rest[:-1] or any(word in line for word in ("订户", "订阅", "公众号", "二维码", "客户端"))
    if kind == "copyright" and phrase[-1] not in "：:©":
        return True
    return phrase[-1] in "：:©" or not rest or rest[0] in "：:>》] ）)】　←→"
