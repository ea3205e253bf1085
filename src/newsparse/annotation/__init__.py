"""Drafts of labels for an annotation tool, and the corrected labels back.

What newsparse finds is a draft that a person corrects in Label Studio or doccano; the corrections come back in the
shape that `newsparse.evaluate` reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from newsparse.annotation import doccano, label_studio
from newsparse.annotation.regions import Sheet, labels_of, sheet_of
from newsparse.bulletin import Bulletin
from newsparse.errors import choose

TOOLS: dict[str, ModuleType] = {"label-studio": label_studio, "doccano": doccano}


def drafts(documents: Iterable[tuple[str, Bulletin]], tool: str) -> Iterator[dict[str, Any]]:
    """Tasks with newsparse's findings as drafts, for import into the tool.

    Args:
        documents: an id and the bulletin of each.
        tool: "label-studio" (a JSON list of tasks) or "doccano" (a JSON object a line, project type: sequence
            labelling with relations).

    Raises:
        UsageError: the tool is not known.

    >>> import newsparse
    >>> bulletin = newsparse.parse("县长石磊主持会议。")
    >>> task = next(drafts([("1", bulletin)], "doccano"))
    >>> [(entity["label"], entity["start_offset"], entity["end_offset"]) for entity in task["entities"]]
    [('title', 0, 2), ('chair', 2, 4), ('meeting', 6, 8)]
    """
    choose("tool", tool, tuple(TOOLS))
    for name, bulletin in documents:
        yield TOOLS[tool].task(sheet_of(name, bulletin))


def corrections(tasks: Iterable[dict[str, Any]], tool: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Labels and texts, in the shape `newsparse.evaluate` reads, from what the tool exported.

    Args:
        tasks: what the tool exported; tasks that nobody has annotated are left out.
        tool: "label-studio" or "doccano".

    Returns:
        For each task a row of labels and a row with `id`, `text` and `title`.

    Raises:
        UsageError: the tool is not known, or a task is not one that `drafts` made; the message says what is wrong.
    """
    choose("tool", tool, tuple(TOOLS))
    for task in tasks:
        sheet: Sheet | None = TOOLS[tool].sheet(task)
        if sheet is not None:
            yield labels_of(sheet)
