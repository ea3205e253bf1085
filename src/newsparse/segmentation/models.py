"""Models of pkuseg: made loadable once, kept in the user's cache folder, never written into anybody's package.

spacy-pkuseg reads models in pkuseg's old text form too, but takes seconds and a gigabyte for it, and writes what it
read into the model's folder. So a text model is copied and converted once by a process of its own, and what comes out
is published by renaming its folder: whoever finds the folder finds it whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from newsparse.errors import ResourceError, UsageError

# What spacy-pkuseg loads without converting, and without writing.
CONVERTED = ("features.msgpack", "weights.npz")
_MANIFEST = "sha256.json"
# What it reads to convert. featureSet.txt_*, another quarter of the folder, is for training only.
_NEEDED = ("unigram_word.txt", "bigram_word.txt", "featureIndex.txt_*", "tagIndex.txt", "model.txt", "features.json")
_PICKLES = ("*.pkl", "*.pickle")
# Seconds; it takes 5 to 10 on an ordinary machine.
_PATIENCE = 900
# The parent's own module path, whatever made it: an editable install, a zip, PYTHONPATH.
_CONVERT = "import json,sys; sys.path[:]=json.loads(sys.argv[1]); import spacy_pkuseg; spacy_pkuseg.pkuseg(sys.argv[2])"


@contextmanager
def loadable(model: Path, *, trust: bool = False) -> Iterator[Path]:
    """A folder that holds `model` so that spacy-pkuseg loads it quickly and writes nothing; valid inside the block.

    Args:
        model: a folder in any of pkuseg's forms; it is only read.
        trust: load pickles too. A pickle runs code when it is loaded.

    Raises:
        UsageError: `model` is no folder, or holds pickles and is not trusted.
        ResourceError: it is no model of pkuseg.
    """
    if not model.is_dir():
        raise UsageError(f"{model} is not a folder; pass the folder of a pkuseg model")
    pickles = _files(model, _PICKLES)
    if pickles and not trust:
        raise UsageError(
            f"{model} holds pickles ({', '.join(p.name for p in pickles)}), which can run any code when loaded; "
            "pass trust=True if you know who made them"
        )
    if all((model / name).is_file() for name in CONVERTED):
        yield model
        return
    cached = None if pickles else _cached(model)
    if cached:
        yield cached
        return
    with _temporary() as copy:
        _copy(_files(model, (*_NEEDED, *CONVERTED, *_PICKLES)), copy)
        if not pickles:
            _convert(copy)
        yield copy


@contextmanager
def _temporary() -> Iterator[Path]:
    """A folder that is gone after the block."""
    try:
        made = TemporaryDirectory(prefix="newsparse-", ignore_cleanup_errors=True)
    except OSError as error:
        raise ResourceError(
            f"pkuseg's model has to be converted once, and there is no place for it ({error.strerror}); "
            "set TMPDIR or XDG_CACHE_HOME to a folder that can be written"
        ) from error
    with made as folder:
        yield Path(folder)


def _files(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())


def _copy(files: Iterable[Path], folder: Path) -> None:
    for path in files:
        shutil.copyfile(path, folder / path.name)


def _cached(model: Path) -> Path | None:
    """The converted `model` in the user's cache folder, put there if need be; None where that cannot be written."""
    from platformdirs import user_cache_path

    files = _files(model, (*_NEEDED, *CONVERTED))
    home = user_cache_path("newsparse") / "pkuseg"
    place = home / f"{_digest(files)[:16]}-{version('spacy_pkuseg')}"
    if _intact(place):
        return place
    try:
        home.mkdir(parents=True, exist_ok=True)
        work = Path(mkdtemp(prefix=".", dir=home))
    except OSError as error:
        warnings.warn(
            f"{home} cannot be written ({error.strerror}), so pkuseg's model is converted again at every start; "
            "set XDG_CACHE_HOME to a folder that can be",
            stacklevel=2,
        )
        return None
    try:
        _copy(files, work)
        _convert(work)
        sums = {name: _digest([work / name]) for name in CONVERTED}
        (work / _MANIFEST).write_text(json.dumps(sums), encoding="utf-8")
        _publish(work, place)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return place


def _digest(files: Iterable[Path]) -> str:
    """SHA-256 over the names and contents."""
    found = hashlib.sha256()
    for path in files:
        found.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    return found.hexdigest()


def _intact(place: Path) -> bool:
    """Whether a published model is what was published."""
    try:
        sums = json.loads((place / _MANIFEST).read_text(encoding="utf-8"))
        return bool(sums == {name: _digest([place / name]) for name in CONVERTED})
    except (OSError, ValueError):
        return False


def _publish(work: Path, place: Path) -> None:
    """Give the finished folder its name; a damaged predecessor goes, one that another process just made stays."""
    if place.exists() and not _intact(place):
        shutil.rmtree(place, ignore_errors=True)
    try:
        work.rename(place)
    except OSError:
        if not _intact(place):
            raise


def _convert(folder: Path) -> None:
    """Turn a text model into what spacy-pkuseg loads, in place; in a process of its own for the memory's sake."""
    from rich.console import Console

    command = [sys.executable, "-I", "-c", _CONVERT, json.dumps(sys.path), str(folder)]
    with Console(stderr=True).status("Converting pkuseg's model. This happens once and takes about ten seconds."):
        ran = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    if ran.returncode or not all((folder / name).is_file() for name in CONVERTED):
        reason = (ran.stderr.strip().splitlines() or ["it wrote nothing"])[-1]
        raise ResourceError(f"spacy-pkuseg cannot read the model: {reason}")
    for path in folder.iterdir():
        if path.name not in CONVERTED:
            path.unlink()
