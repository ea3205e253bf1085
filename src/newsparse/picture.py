"""The figures of `newsparse.plot`. Imports matplotlib: only `plot` imports it, when a picture is asked for."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from matplotlib.figure import Figure


class Picture(Figure):
    """A figure that a notebook shows also where pyplot was never imported.

    Attributes:
        boxes_are_known: whether somebody was told already that characters show as boxes; matplotlib would say it again
            for each character.
    """

    boxes_are_known: bool = False

    def _repr_png_(self) -> bytes:
        buffer = BytesIO()
        self.savefig(buffer, format="png", dpi=144)
        return buffer.getvalue()

    def draw(self, renderer: Any) -> None:  # noqa: ANN401 - as in matplotlib
        """Draw the figure, as every way of showing and saving it does."""
        with self._told_once():
            super().draw(renderer)

    def get_tightbbox(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as in matplotlib
        """Measure the figure, as notebooks do before they show it."""
        with self._told_once():
            return super().get_tightbbox(*args, **kwargs)

    @contextmanager
    def _told_once(self) -> Iterator[None]:
        with warnings.catch_warnings():
            if self.boxes_are_known:
                warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)
            yield
