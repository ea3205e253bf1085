"""A run from files to files: what `newsparse batch` does."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from newsparse import __version__
from newsparse.batch.journal import Entry, Journal
from newsparse.batch.progress import Bar, visible
from newsparse.batch.sinks import Errors, Render, Sink, sink
from newsparse.batch.workers import Done, ordered
from newsparse.documents import Document, Failure, attempt, described
from newsparse.errors import UsageError
from newsparse.formats import Columns, documents, files
from newsparse.formats.sources import count
from newsparse.parser import Parser

COMMIT_SECONDS = 1.0  # work that a kill may cost


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    Attributes:
        documents: how many are done, earlier runs included.
        failed: how many of them could not be read or parsed.
        resumed: how many were done in earlier runs.
        seconds: how long this run took.
        errors: the file with the failures; it is there if there are any.
    """

    documents: int
    failed: int
    resumed: int
    seconds: float
    errors: Path

    def __str__(self) -> str:
        """One line for a reader."""
        before = f", {self.resumed:,} of them earlier" if self.resumed else ""
        failed = f"; {self.failed:,} failed, see {self.errors}" if self.failed else ""
        return f"{self.documents:,} documents{before}, {self.seconds:.1f} s{failed}"


def run(  # noqa: PLR0913 - one argument an option
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    columns: Columns | None = None,
    parser: Parser | None = None,
    jobs: int | None = None,
    resume: bool = False,
    force: bool = False,
    progress: bool = False,
    start_method: str | None = None,
    commit_seconds: float = COMMIT_SECONDS,
) -> Report:
    """Parse every document of the inputs into one output, a document at a time.

    Args:
        inputs: folders and files, as `formats.documents` takes them.
        output: `x.jsonl`, `x.csv`, or a folder for Parquet parts. Beside it come `x.errors.jsonl`, if something fails,
            and `x.journal`, which `resume` needs.
        columns: which columns of tables to read.
        parser: the options; those of `newsparse.parse` if there is none.
        jobs: processes; None takes every core.
        resume: go on with a run that was stopped; begin if there is none.
        force: write over an output that is there already.
        progress: show a bar on a terminal.
        start_method: "fork", "spawn" or "forkserver"; None takes Python's default.
        commit_seconds: how often what is done is put on disk.

    Raises:
        UsageError: the arguments cannot be used, or the output is there already; nothing was changed then.
        OSError: the output cannot be written; what was done is kept for `resume`.
    """
    parser, columns, started = parser or Parser(), columns or Columns(), time.monotonic()
    found = documents(inputs, columns)
    plan = _Plan(inputs, Path(output), _about(inputs, columns, parser), force=force, resume=resume)
    try:
        entry = plan.begin()
        report = partial(Report, resumed=entry.documents, errors=plan.errors_path)
        if not entry.complete:
            total = count(inputs) if progress and visible() else None
            bar = Bar(show=progress, total=total, done=entry.documents, failed=entry.failed)
            work = partial(_work, parser=parser, render=plan.sink.render)
            done = ordered(islice(found, entry.documents, None), work, jobs=jobs, start_method=start_method)
            entry = _written(done, plan, entry, bar, commit_seconds)
    finally:
        plan.close()
    return report(entry.documents, entry.failed, seconds=time.monotonic() - started)


def _work(document: Document, parser: Parser, render: Render) -> Any:  # noqa: ANN401 - what `render` makes
    """In a worker: what is to be written of a document, or why there is nothing."""
    outcome = attempt(document, parser)
    try:
        return outcome if isinstance(outcome, Failure) else render(document, outcome)
    except Exception as error:  # as in `attempt`: no document ends a run
        return Failure(document.doc_id, document.input_path, described(error))


def _written(done: Iterator[Done[Any]], plan: _Plan, entry: Entry, bar: Bar, every: float) -> Entry:
    """Write what is done, document by document, and from time to time make it safe."""
    number, failed = entry.documents, entry.failed
    due = time.monotonic() + every
    with bar:
        for _, rendered in done:
            number += 1
            if isinstance(rendered, Failure):
                failed += 1
                plan.errors.write(rendered)
            else:
                plan.sink.write(number, rendered)
            bar.advance(failed=isinstance(rendered, Failure))
            if time.monotonic() >= due:
                plan.commit(Entry(number, failed))
                due = time.monotonic() + every
    return plan.commit(Entry(number, failed, complete=True))


class _Plan:
    """The files of a run: output, errors and journal."""

    def __init__(
        self, inputs: Sequence[str | Path], output: Path, about: Mapping[str, Any], *, force: bool, resume: bool
    ) -> None:
        if force and resume:
            raise UsageError("--force begins anew and --resume goes on; choose one")
        self.sink: Sink = sink(output)
        beside = output.with_suffix("") if output.suffix else output
        self.errors_path = beside.with_name(f"{beside.name}.errors.jsonl")
        self.errors = Errors(self.errors_path)
        self.journal = Journal(
            beside.with_name(f"{beside.name}.journal"), {**about, "the format": output.suffix.lower()}
        )
        self._inputs, self._output, self._force, self._resume = inputs, output, force, resume

    def begin(self) -> Entry:
        """Open everything and say from where to go on."""
        try:
            self._refuse()
            self._output.parent.mkdir(parents=True, exist_ok=True)
            entry = self.journal.resume() if self._resume else self.journal.begin()
            if not entry.complete:
                self.sink.begin(entry.outputs)
                self.errors.begin(entry.outputs)
        except OSError as error:
            raise UsageError(f"{self._output} cannot be written ({error}); name another output") from error
        return entry

    def _refuse(self) -> None:
        """Whatever must not be written over."""
        ours = [*self.sink.existing(), *self.errors.existing()]
        journal = self.journal.path
        named = {Path(path).resolve() for path in self._inputs}
        for path in (self._output, self.errors_path, journal, *ours):
            if path.resolve() in named:
                raise UsageError(f"{path} is an input too, and would be written over; name another output")
        if self._force or not (ours or journal.exists()):
            return
        if not self._resume:
            raise UsageError(
                f"{(ours or [journal])[0]} is there already; pass --resume to go on with that run, "
                "--force to write it anew, or name another output"
            )
        if not journal.exists():
            raise UsageError(f"{ours[0]} is there without {journal}; pass --force to write it anew")

    def commit(self, entry: Entry) -> Entry:
        """Make safe what is written, if the sink can do so now."""
        state = self.sink.commit(last=entry.complete)
        if state is None:
            return entry
        outputs = {**state, self.errors_path.name: self.errors.files[0].commit()}
        entry = Entry(entry.documents, entry.failed, outputs, entry.complete)
        self.journal.commit(entry)
        return entry

    def close(self) -> None:
        """Let go of every file."""
        self.sink.close()
        self.errors.close()
        self.journal.close()


def _about(inputs: Iterable[str | Path], columns: Columns, parser: Parser) -> dict[str, Any]:
    """What the rows of a run depend on."""
    digest = hashlib.sha256()
    for path in files(inputs):
        try:
            stat = path.stat()
        except OSError:
            continue  # it will be a failure, now as then
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return {
        "the version of newsparse": __version__,
        "the inputs": digest.hexdigest(),
        "the columns": asdict(columns),
        "the parser's options": parser.described(),
    }
