"""A font that has Chinese characters, for pictures."""

from __future__ import annotations

import warnings
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

# As matplotlib names them, the best ones first; each has the simplified characters.
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Heiti SC",
    "STHeiti",
    "Noto Sans CJK JP",  # one file holds all languages; older matplotlib knows it by its first name
    "Noto Serif CJK SC",
    "SimSun",
    "Songti SC",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)
LATIN = "DejaVu Sans"  # comes with matplotlib; has whatever the other lacks
ADVICE = (
    "no font with Chinese characters was found, so they show as boxes; install one, for instance with "
    "`apt-get install fonts-noto-cjk` or `pip install mplfonts`"
)


class MissingFontWarning(UserWarning):
    """Chinese characters will show as boxes."""


def families() -> list[str]:
    """The fonts to draw with, the first that has a character draws it.

    Warns:
        MissingFontWarning: none has Chinese characters; the message says how to get one.
    """
    known = _known()
    chinese = next((family for family in FAMILIES if family in known), None)
    if chinese is None:
        warnings.warn(ADVICE, MissingFontWarning, stacklevel=4)  # who asked for a picture
        return [LATIN]
    return [chinese, LATIN]


def _known() -> set[str]:
    """The families matplotlib knows; fonts that were installed after it last looked are made known to it first."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    if not {font.name for font in manager.ttflist} & set(FAMILIES):
        files = {font.fname for font in manager.ttflist}
        for path in (*font_manager.findSystemFonts(), *_packaged()):
            if path not in files:
                with suppress(OSError, RuntimeError):  # not a font that matplotlib can read
                    manager.addfont(path)
    return {font.name for font in manager.ttflist}


def _packaged() -> list[str]:
    """The fonts that the package mplfonts brings, if it is installed."""
    found = find_spec("mplfonts")
    folders = found.submodule_search_locations if found else None
    return [str(path) for folder in folders or () for path in Path(folder, "fonts").glob("NotoSansCJKsc-*.otf")]
