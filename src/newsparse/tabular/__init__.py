"""Bulletins as tables: one row a bulletin with nested lists, or four tidy tables; as Arrow, pandas or polars.

Everything is built once, as Arrow (extra `arrow`), and handed on from there.
"""

from newsparse.tabular.batches import parse_batch
from newsparse.tabular.frames import tables, to_frame

__all__ = ["parse_batch", "tables", "to_frame"]
