"""A progress bar on a terminal or in a notebook, and silence elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Bar:
    """Documents done, rate, failures and the time left; a context manager.

    It starts with the first document, when the worker processes are there: its thread should not be copied into them.

    Args:
        show: whether it is wanted; even so nothing is shown where nobody would see it.
        total: how many documents there will be, if that is known.
        done: how many were done in earlier runs.
        failed: how many of those had failed.
    """

    def __init__(self, *, show: bool, total: int | None = None, done: int = 0, failed: int = 0) -> None:
        self._progress: Progress | None = _progress() if show else None
        self._start = (total, done)
        self._failed = failed
        self._task: TaskID | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()

    def advance(self, *, failed: bool) -> None:
        """One more document is done."""
        self._failed += failed
        if self._progress is None:
            return
        if self._task is None:
            total, done = self._start
            self._task = self._progress.add_task("", total=total, completed=done, failed=self._failed)
            self._progress.start()
        self._progress.update(self._task, advance=1, failed=self._failed)


def visible() -> bool:
    """Whether somebody would see a bar."""
    from rich.console import Console

    return Console(stderr=True).is_terminal


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Documents a second over the last moments."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.finished_speed or task.speed or 0:.0f}/s")

    console = Console(stderr=True)
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TextColumn("{task.fields[failed]} failed"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
