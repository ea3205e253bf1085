"""Traditional to simplified, with offsets."""

from __future__ import annotations

from collections.abc import Iterator

from newsparse.conversion.chain import REASON, chain_of
from newsparse.conversion.overlay import overlay as the_overlay
from newsparse.conversion.reimplemented import converter
from newsparse.errors import choose
from newsparse.text import Edit, Findings, Span, Stage, Text

VARIANTS = ("t2s", "tw2s", "hk2s", "tw2sp")
BUILTIN = "builtin"
REIMPLEMENTED = "opencc-python-reimplemented"
ENGINES = (BUILTIN, REIMPLEMENTED)


def stage(variant: str = "t2s", *, overlay: bool = True) -> Stage:
    """The conversion as a stage of the walk; what keeps its length keeps its offsets.

    Args:
        variant: OpenCC's name of the conversion: t2s, tw2s, hk2s, tw2sp.
        overlay: whether to settle what OpenCC cannot know, as in `convert`.

    Raises:
        UsageError: the variant is not known; the message lists those that are.

    >>> text = stage("tw2sp")(Text("換主機板"))
    >>> [(str(edit.span), edit.replacement) for edit in text.edits]
    [('[0, 1)', '换'), ('[1, 4)', '主板')]
    """
    choose("variant", variant, VARIANTS)

    def script(text: Text) -> Findings:
        return Findings(_edits(text.text, variant, overlay))

    return script


def convert(s: str, variant: str = "t2s", *, overlay: bool = True, engine: str = BUILTIN) -> str:
    """`s` in simplified characters.

    Args:
        s: any text. With the overlay, simplified text comes back as it is.
        variant: OpenCC's name of the conversion: t2s from any traditional text, tw2s from Taiwan's, hk2s from Hong
            Kong's, tw2sp from Taiwan's with its words (滑鼠 → 鼠标).
        overlay: whether to settle what OpenCC cannot know, by the context and by the lists of resources/: 著 for 着,
            characters in names, lines that are simplified already. False is OpenCC to the letter.
        engine: "builtin" reads OpenCC's official dictionaries; "opencc-python-reimplemented" runs that package, if it
            is what `import opencc` finds. The overlay works with both.

    Raises:
        UsageError: the variant or the engine is not known; the message lists those that are.
        MissingDependencyError: the engine is not installed, or its module is another package's.

    >>> convert("沿著河岸走訪著名企業，局長王乾介紹了情況")
    '沿着河岸走访著名企业，局长王乾介绍了情况'
    >>> convert("沿著河岸走訪著名企業，局長王乾介紹了情況", overlay=False)
    '沿著河岸走访著名企业，局长王干介绍了情况'
    """
    choose("variant", variant, VARIANTS)
    run = (
        chain_of(variant, overlay=overlay).convert
        if choose("engine", engine, ENGINES) == BUILTIN
        else converter(variant)
    )
    stretches = _stretches(s, overlay)
    return "".join([run(s[start:stop]) if became is None else became for start, stop, became in stretches])


def _edits(s: str, variant: str, overlay: bool) -> list[Edit]:
    """The conversion of `s` as edits."""
    chain = chain_of(variant, overlay=overlay)
    edits: list[Edit] = []
    for start, stop, became in _stretches(s, overlay):
        if became is None:
            edits += [edit._replace(span=edit.span.shift(start)) for edit in chain.edits(s[start:stop])]
        elif became != s[start:stop]:
            edits.append(Edit(Span(start, stop), became, REASON))
    return edits


def _stretches(s: str, overlay: bool) -> Iterator[tuple[int, int, str | None]]:
    """All of `s` in order: what is settled, and between, with None, what the engine converts."""
    settled = the_overlay().settled(s) if overlay else ()
    at = 0
    for start, stop, became in settled:
        if at < start:
            yield at, start, None
        yield start, stop, became
        at = stop
    if at < len(s):
        yield at, len(s), None
