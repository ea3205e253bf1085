"""Who was seen with whom, as a NetworkX graph (extra `graph`)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from newsparse.errors import UsageError, missing
from newsparse.persons.entries import Entry, Registry

if TYPE_CHECKING:
    import networkx


def co_attendance(people: Registry, *, at_least: int = 1) -> networkx.Graph:
    """The graph of those who took part in the same events.

    Args:
        people: from `registry`.
        at_least: how many bulletins a pair must share.

    Returns:
        A `networkx.Graph`. Nodes are the ids of entries, with `name`, `organizations` and `events`, the number of
        bulletins; edges have `weight`, the number of shared bulletins, and `doc_ids`. Those who were absent are no
        part of an event.

    Raises:
        UsageError: `people` is no registry.
        MissingDependencyError: networkx is not installed.

    >>> from newsparse import parse
    >>> from newsparse.persons import registry
    >>> graph = co_attendance(registry([parse("2024年3月1日，局长石磊主持会议，副局长方远山参加会议。")]))
    >>> list(graph.edges(data="weight"))
    [('石磊', '方远山', 1)]
    """
    try:
        import networkx
    except ImportError as error:
        raise missing("networkx", "graph") from error
    if not isinstance(people, Registry):
        raise UsageError(f"people is a {type(people).__name__}; pass newsparse.registry(bulletins)")
    events: dict[str, list[Entry]] = {}
    graph = networkx.Graph()
    for entry in people:
        present = [a.doc_id for a in entry.appearances if set(a.roles) - {"absent"}]
        graph.add_node(entry.id, name=entry.name, organizations=entry.organizations, events=len(present))
        for doc_id in present:
            events.setdefault(doc_id, []).append(entry)
    shared: dict[tuple[str, str], list[str]] = {}
    for doc_id, present_ones in events.items():
        for one, other in combinations(present_ones, 2):
            shared.setdefault((one.id, other.id), []).append(doc_id)
    for (one_id, other_id), doc_ids in shared.items():
        if len(doc_ids) >= at_least:
            graph.add_edge(one_id, other_id, weight=len(doc_ids), doc_ids=tuple(doc_ids))
    return graph
