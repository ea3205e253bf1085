"""Work on documents in several processes: results in order, lazily, a bounded number under way.

A process that dies takes nothing with it but the document that killed it: what was under way is done again, first in
the same pieces, then one by one, and a document that kills its process alone is a failure like any other.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from multiprocessing.connection import wait
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from newsparse.documents import Document, Failure
from newsparse.errors import UsageError, choose

R = TypeVar("R")
Work = Callable[[Document], R]
Piece = list[Document]
Done = tuple[Document, R | Failure]

PIECE = 16  # documents sent at a time: enough to make the sending cheap
PIECE_SIZE = 200_000  # or so many characters: a long document is not kept waiting for, nor do many fill the memory
AHEAD = 3  # pieces under way for each process, so that none waits while the caller is busy

DIED = "the process that parsed it died; it was killed, or the memory was not enough"
UNGUARDED = (
    "the worker processes could not start. With start_method {method!r} each imports the main script again: put what "
    'starts the work under `if __name__ == "__main__":`, and run it from a file or a notebook; or pass jobs=1'
)

_HERE = SimpleNamespace()  # what a worker process works with; set once when it starts, never in the caller's process


def ordered(
    documents: Iterable[Document], work: Work[R], *, jobs: int | None = 1, start_method: str | None = None
) -> Iterator[Done[R]]:
    """Each document with what `work` made of it, in order.

    Args:
        documents: read as far as needed.
        work: a function that travels to other processes; it should not raise.
        jobs: processes; 1 works in this one, None takes every core this process may use.
        start_method: "fork", "spawn" or "forkserver"; None takes Python's default.

    Raises:
        UsageError: at once, when an argument cannot be used.
    """
    count = cores() if jobs is None else jobs
    if count < 1:
        raise UsageError(f"jobs={jobs} is no number of processes; use 1 or more, or None for every core")
    if start_method is not None:
        choose("start_method", start_method, tuple(multiprocessing.get_all_start_methods()))
    if count == 1:
        return ((document, work(document)) for document in documents)
    if multiprocessing.current_process().daemon:
        raise UsageError("a worker process of multiprocessing may not start others; pass jobs=1")
    return _parallel(documents, Workers(work, count, start_method))


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(documents: Iterable[Document], workers: Workers[R]) -> Iterator[Done[R]]:
    waiting: deque[tuple[Piece, Future[list[R]]]] = deque()
    with closing(workers):
        workers.start()
        for piece in _pieces(documents):
            waiting.append((piece, workers.submit(piece)))
            if len(waiting) >= AHEAD * workers.jobs:
                yield from _first(waiting, workers)
        while waiting:
            yield from _first(waiting, workers)


def _first(waiting: deque[tuple[Piece, Future[list[R]]]], workers: Workers[R]) -> Iterator[Done[R]]:
    """The results of the first piece; if a process died, of all that wait, each piece now on its own."""
    piece, future = waiting.popleft()
    try:
        results = future.result()
    except BrokenProcessPool:
        pieces = [piece, *(piece for piece, _ in waiting)]
        waiting.clear()
        workers.restart()
        for piece in pieces:
            yield from workers.alone(piece)
        return
    yield from zip(piece, results, strict=True)


def _pieces(documents: Iterable[Document]) -> Iterator[Piece]:
    piece: Piece = []
    size = 0
    for document in documents:
        piece.append(document)
        size += len(document.raw) if isinstance(document.raw, str | bytes) else 0
        if len(piece) >= PIECE or size >= PIECE_SIZE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


class Workers(Generic[R]):
    """A pool of processes that can be made anew when one of them dies."""

    def __init__(self, work: Work[R], jobs: int, start_method: str | None) -> None:
        self.jobs = jobs
        self._work = work
        self._context = multiprocessing.get_context(start_method)
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Start the processes and see that one answers.

        Raises:
            UsageError: they cannot start; the message says what to change.
        """
        method = self._context.get_start_method()
        if method != "fork":
            _check_travels(self._work)
        self._pool = ProcessPoolExecutor(self.jobs, self._context, _begin, (self._work,))
        try:
            self._pool.submit(_ready).result()
        except (BrokenProcessPool, RuntimeError) as error:
            raise UsageError(UNGUARDED.format(method=method)) from error

    def restart(self) -> None:
        """Put new processes in the place of those that are broken."""
        self.close()
        self.start()

    def submit(self, piece: Piece) -> Future[list[R]]:
        """Begin with a piece; a broken pool shows when its result is asked for."""
        assert self._pool is not None
        try:
            return self._pool.submit(_do, piece)
        except (BrokenProcessPool, OSError) as error:  # OSError: it breaks at this very moment
            future: Future[list[R]] = Future()
            future.set_exception(BrokenProcessPool(str(error)))
            return future

    def alone(self, piece: Piece) -> Iterator[Done[R]]:
        """The results of a piece while nothing else is under way, so that it is known what a process died of."""
        try:
            yield from zip(piece, self.submit(piece).result(), strict=True)
            return
        except BrokenProcessPool:
            self.restart()
        if len(piece) == 1:
            (document,) = piece
            yield document, Failure(document.doc_id, document.input_path, DIED)
            return
        for document in piece:
            yield from self.alone([document])

    def close(self) -> None:
        """End the processes; what has not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _check_travels(work: Work[Any]) -> None:
    try:
        pickle.dumps(work)
    except Exception as error:
        raise UsageError(
            f"the parser cannot travel to other processes ({error}); give it stages and engines that are defined at "
            "the top of a module, or pass jobs=1"
        ) from error


def _begin(work: Work[Any]) -> None:
    """In a worker: leave Ctrl-C to the caller, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _HERE.work = work


def _end_with_parent() -> None:
    """A caller that is killed cannot end its workers, and they would wait for work forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _ready() -> bool:
    return hasattr(_HERE, "work")


def _do(piece: Piece) -> list[Any]:
    return [_HERE.work(document) for document in piece]
