"""Character tables: what each character of a text becomes, in one pass.

Plain Python walks the text with `str.translate`; with numpy a long text is one look-up of an array of code points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLANE = 0x10000  # code points of the basic plane, which holds nearly all text
UNICODE = 0x110000
LONG = 128  # code points from which an array earns its fixed cost
UTF32 = "utf-32-le"


def numpy_or_none() -> ModuleType | None:
    """numpy, where the extra `fast` is installed."""
    try:
        import numpy
    except ImportError:
        return None
    return numpy


class Table:
    """What each character becomes.

    Args:
        characters: single characters to the one that stands for each.
        others: the one that stands for all others; None leaves them. With it, all that stand for others are ASCII.

    >>> Table({"會": "会"})("會議"), Table({"會": "+"}, others="-")("會議")
    ('会議', '+-')
    """

    def __init__(self, characters: Mapping[str, str], *, others: str | None = None) -> None:
        self._characters = {ord(old): ord(new) for old, new in characters.items()}
        self._others = None if others is None else ord(others)
        self._numpy = numpy_or_none()

    def __call__(self, s: str) -> str:
        """`s` with each character replaced."""
        if self._numpy is None or len(s) < LONG:
            return s.translate(self._every if has_astral(s) else self._plane)
        array, encoding = self._array
        became = array.take(self._numpy.frombuffer(s.encode(UTF32, "surrogatepass"), "<u4"))
        return str(became.tobytes().decode(encoding, "surrogatepass"))

    @cached_property
    def _plane(self) -> list[int]:
        """For `str.translate`: a list takes half the time of a dictionary, which fails for most characters."""
        plane = list(range(PLANE)) if self._others is None else [self._others] * PLANE
        for old, new in self._characters.items():
            if old < PLANE:
                plane[old] = new
        return plane

    @cached_property
    def _every(self) -> Mapping[int, int]:
        """For `str.translate` on the rare text with characters beyond the basic plane."""
        others = self._others
        return self._characters if others is None else defaultdict(lambda: others, self._characters)

    @cached_property
    def _array(self) -> tuple[NDArray[Any], str]:
        """For numpy: what each code point becomes, and the encoding of that."""
        assert self._numpy is not None
        if self._others is None:
            array, encoding = self._numpy.arange(UNICODE, dtype="<u4"), UTF32
        else:
            array, encoding = self._numpy.full(UNICODE, self._others, "u1"), "ascii"
        array[list(self._characters)] = list(self._characters.values())
        return array, encoding


def has_astral(s: str) -> bool:
    """Whether `s` has characters beyond the basic plane.

    >>> has_astral("會"), has_astral("𠮷")
    (False, True)
    """
    return len(s.encode("utf-16-le", "surrogatepass")) != 2 * len(s)
