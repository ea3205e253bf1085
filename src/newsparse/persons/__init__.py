"""The same person in many bulletins: `registry`, and who was seen with whom: `co_attendance` (extra `graph`).

`posts.py` reads which post of which body a title names, `evidence.py` weighs what speaks for and against one person,
`joining.py` joins, `entries.py` is the result, `graph.py` the graph.
"""

from newsparse.persons.entries import Entry, Registry
from newsparse.persons.graph import co_attendance
from newsparse.persons.joining import registry

__all__ = ["Entry", "Registry", "co_attendance", "registry"]
