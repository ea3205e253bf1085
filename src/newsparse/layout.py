"""Where the points of a network stand, so that groups show and names can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import hypot, sqrt

Places = dict[str, tuple[float, float]]

BETWEEN = 1.0  # room between groups that nobody links
SLACK = 1.2  # rows are so much wider than a square that holds every group
# How much of the picture's width and height a point with its name needs.
NAME = (0.075, 0.075)
PUSHES = 80


def laid_out(links: Iterable[tuple[str, str]]) -> Places:
    """A place for everyone who is linked; the same links give the same places.

    Args:
        links: pairs of names. Groups that nobody links stand in rows, the largest first.
    """
    import networkx

    graph = networkx.Graph(list(links))
    groups = sorted(networkx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    parts = []
    for group in groups:
        # The order of a set changes from run to run, the picture must not.
        part = networkx.Graph()
        part.add_nodes_from(sorted(group))
        part.add_edges_from(sorted(tuple(sorted(link)) for link in graph.subgraph(group).edges))
        radius = sqrt(len(group))
        found = networkx.spring_layout(part, seed=1, k=2.5 / radius, iterations=300, scale=radius)
        parts.append({name: (float(x), float(y)) for name, (x, y) in found.items()})
    return _apart(_in_rows(parts))


def _in_rows(parts: Iterable[Mapping[str, tuple[float, float]]]) -> Places:
    """Groups beside each other, in rows of about the width of all of them as a square."""
    given = [(part, 2 * sqrt(len(part))) for part in parts]
    widest = max([*(size for _, size in given), SLACK * sqrt(sum(size**2 for _, size in given))], default=0)
    places: Places = {}
    left = below = height = 0.0
    for part, size in given:
        if left and left + size > widest:
            left, below, height = 0.0, below - height - BETWEEN, 0.0
        for name, (x, y) in part.items():
            places[name] = (left + size / 2 + x, below - size / 2 + y)
        left += size + BETWEEN
        height = max(height, size)
    return places


def _apart(places: Places) -> Places:
    """The same places with points that are too close pushed apart."""
    moved = dict(places)
    wide, high = (_reach([place[axis] for place in moved.values()]) * NAME[axis] for axis in (0, 1))
    for _ in range(PUSHES):
        for one, other in combinations(moved, 2):
            (x, y), (u, v) = moved[one], moved[other]
            across, up = (u - x) / wide, (v - y) / high
            missing = 1 - hypot(across, up)
            if missing > 0:
                # Two at the very same place part sideways.
                pushed = missing * wide * (across or 0.1) / 2, missing * high * up / 2
                moved[one], moved[other] = (x - pushed[0], y - pushed[1]), (u + pushed[0], v + pushed[1])
    return moved


def _reach(values: Sequence[float]) -> float:
    """From the least to the most, never nothing."""
    return max(values, default=0) - min(values, default=0) or 1.0
