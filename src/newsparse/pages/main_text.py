"""Which lines of a page are the report.

The builders of Chinese sites put the report into an element that each names in its own way; where there is one, it is
the report. Elsewhere trafilatura finds the report's first and last line. Nothing between is left out: trafilatura drops
short paragraphs and tables, which in a bulletin are the list of those present.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsparse.errors import missing
from newsparse.pages.lines import lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Ids and classes of the element that holds the report, with who writes them.
_CONTAINERS = re.compile(
    r"TRS_(?:Editor|PreAppend|UEDITOR)|trs_editor_view|"  # TRS, the builder of most ministries and provinces
    r"UCAP-CONTENT|pages_content|"  # gov.cn
    r"v_news_content|vsb_content(?:_\d{1,4})?|"  # VSB, of universities
    r"wp_articlecontent|"  # WebPlus, of universities
    r"js_content|rich_media_content|"  # WeChat
    r"[zZ]oom|zoomcon|articleContent|article[-_]content|art_con|ArticleContent|"  # Hanweb's and smaller ones
    r"news[-_]?content|info[-_]content|content_body|contentText|article-body|articleBody"
)
ENOUGH = 40  # Han characters of a report; a container with fewer is empty, filled by a script, or another one's
_SILENT = logging.NullHandler()
_SENTENCE, _ENDS = 9, tuple("。！？；：")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MOST_ELEMENTS = 20_000  # trafilatura takes seconds for more, and no report's page has them


def span(root: HtmlElement, all_lines: Sequence[str], url: str | None) -> tuple[range, bool]:
    """The places of the report in `all_lines`, the lines of the whole page.

    Returns:
        The range, and whether it is more than a guess: nothing found means all lines.
    """
    contained = _contained(root)
    if _han(contained) >= ENOUGH and (found := _run(contained, all_lines)):
        return found, True
    extracted = _extracted(root, url) if _han(all_lines) >= ENOUGH else []
    if _han(extracted) >= ENOUGH and (found := _reach(extracted, all_lines)):
        return found, True
    return range(len(all_lines)), False


def _contained(root: HtmlElement) -> list[str]:
    """The lines of the outermost known container with enough text; the fullest, if there are several."""
    found = [lines(element) for element in _containers(root)]
    return max(found, key=_han, default=[])


def _containers(root: HtmlElement) -> Iterator[HtmlElement]:
    """Outermost known containers, at most a few: a list of stories may name each of its entries so."""
    from lxml.etree import iterwalk

    walk, count = iterwalk(root, events=("start",), tag=("div", "article", "section", "td", "form", "span")), 0
    for _, element in walk:
        names = (element.get("id", ""), *element.get("class", "").split(maxsplit=9)[:9])
        if any(map(_CONTAINERS.fullmatch, names)):
            walk.skip_subtree()
            yield element
            count += 1
            if count == 9:
                return


def _extracted(root: HtmlElement, url: str | None) -> list[str]:
    """The lines that trafilatura takes for the report."""
    try:
        import trafilatura
    except ImportError as error:
        raise missing("trafilatura, which finds the report in a page,", "html") from error
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return []
    logging.getLogger("trafilatura").addHandler(_SILENT)  # else it prints to stderr what it finds too short
    # fast: the second opinions it would ask for tell text from furniture by the words of Western languages.
    text = trafilatura.extract(root, url=url, fast=True, include_comments=False, include_tables=True) or ""
    return text.splitlines()


def _run(chosen: list[str], all_lines: Sequence[str]) -> range | None:
    """Where the chosen lines stand one after the other."""
    size = len(chosen)
    for start in range(len(all_lines) - size + 1):
        if all_lines[start] == chosen[0] and all_lines[start : start + size] == chosen:
            return range(start, start + size)
    return None


def _reach(chosen: list[str], all_lines: Sequence[str]) -> range | None:
    """From the first to the last line of the page that was chosen, alone or joined with others."""
    wanted = {key for line in chosen if (key := _key(line))}
    joined = "\n".join(wanted)

    def is_chosen(line: str) -> bool:
        key = _key(line)
        # A headline returns within the first sentence, so only what ends like a sentence is looked for inside others.
        return key in wanted or (key.endswith(_ENDS) and len(key) > _SENTENCE and key in joined)

    places = [place for place, line in enumerate(all_lines) if is_chosen(line)]
    return range(places[0], places[-1] + 1) if places else None


def _key(line: str) -> str:
    """A line without its blanks and without what a table or list is drawn with, which each program sets differently."""
    return re.sub(r"[\s|\-•·\u3000\xa0]+", "", line)


def _han(chosen: Sequence[str]) -> int:
    return sum(len(_HAN.findall(line)) for line in chosen)
