"""What of a run is safely on disk, so that it can go on after being killed at any moment.

Documents are read in one fixed order and written in that order. So how far a run has come is a number of documents and
the length of each output up to there. A line of the journal says both, and is written when that much of the outputs is
on disk. To go on is to cut the outputs to the lengths of the last whole line, and to skip that number of documents:
each document is there exactly once, whatever it is called and however often.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from newsparse.errors import UsageError


@dataclass(frozen=True, slots=True)
class Entry:
    """How far a run has come.

    Attributes:
        documents: how many are done.
        failed: how many of them failed.
        outputs: for each output what is safe: the length of a file, the number of parts of a folder.
        complete: whether nothing is left to do.
    """

    documents: int = 0
    failed: int = 0
    outputs: Mapping[str, int] = field(default_factory=dict)
    complete: bool = False


class Journal:
    """The journal of one run: a line about the run itself, then an entry for each step.

    Args:
        path: where it lies.
        about: what the run depends on; one that depends on something else cannot be gone on with.
    """

    def __init__(self, path: Path, about: Mapping[str, Any]) -> None:
        self.path = path
        self._about: dict[str, Any] = json.loads(json.dumps(about))
        self._file: IO[bytes] | None = None

    def begin(self) -> Entry:
        """Start a new journal."""
        self._file = self._file or _locked(self.path)
        self._file.truncate(0)
        self._append(self._about)
        return Entry()

    def resume(self) -> Entry:
        """The last entry that was written whole.

        Raises:
            UsageError: the journal is of another run, or another process is writing it.
        """
        self._file = _locked(self.path)
        self._file.seek(0)
        whole = [line for line in self._file if line.endswith(b"\n")]
        if not whole:
            return self.begin()  # it was killed before it wrote its first line
        self._compare(whole[0])
        self._file.truncate(sum(map(len, whole)))
        return Entry(**json.loads(whole[-1])) if len(whole) > 1 else Entry()

    def commit(self, entry: Entry) -> None:
        """Write down that this much is on disk."""
        self._append(asdict(entry))

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def _append(self, values: Mapping[str, Any]) -> None:
        assert self._file is not None
        self._file.write(json.dumps(values, ensure_ascii=False).encode() + b"\n")
        settle(self._file)

    def _compare(self, line: bytes) -> None:
        try:
            before = json.loads(line)
            changed = [name for name in self._about if before.get(name) != self._about[name]]
        except (ValueError, AttributeError) as error:
            raise UsageError(f"{self.path} is no journal of newsparse; use --force to begin anew") from error
        if changed:
            raise UsageError(
                f"cannot go on with this run: {' and '.join(changed)} changed since it began ({self.path}); "
                "put them back, or use --force to begin anew"
            )


def settle(file: IO[bytes]) -> None:
    """Have the system write what was written to the file."""
    file.flush()
    os.fsync(file.fileno())


def _locked(path: Path) -> IO[bytes]:
    """The file, open for this process alone; a lock ends with its process, even a killed one."""
    file = path.open("a+b")
    try:
        import fcntl
    except ImportError:  # Windows
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise UsageError(f"another process is writing this output ({path}); wait for it, or end it first") from error
    return file
