"""The pkuseg engine."""

from __future__ import annotations

from newsparse.errors import missing
from newsparse.segmentation.tokens import Segmenter


def default() -> Segmenter:
    """The engine with the model of the extra."""
    raise missing("pkuseg", "pkuseg")
