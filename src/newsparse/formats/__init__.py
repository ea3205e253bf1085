"""Many documents out of files: folders of texts, JSONL, CSV, Excel, Parquet; and into files again.

`documents(inputs)` is the one way in: whatever the format, it yields `Document`s in an order that only depends on the
inputs, holds one at a time, and yields what cannot be read as a document with its `error`.
"""

from newsparse.formats.records import Columns
from newsparse.formats.sources import documents, files

__all__ = ["Columns", "documents", "files"]
