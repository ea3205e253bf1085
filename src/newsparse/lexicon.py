"""Word lists as reviewed data, and the lexicon a user can extend.

A list is a file of resources/: a header of `# key: value` lines (format, source, licence, used by), then one entry a
line, sorted, columns separated by tabs. It is found in the installed package, or in the checkout beside `src`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from newsparse.errors import ResourceError

PACKAGED = Path(__file__).parent / "resources"
CHECKOUT = Path(__file__).parents[2] / "resources"


def resource_path(name: str) -> Path:
    """Where the list `name` lies.

    Raises:
        ResourceError: it is in neither place.

    >>> resource_path("surnames.tsv").name
    'surnames.tsv'
    """
    for folder in (PACKAGED, CHECKOUT):
        if (folder / name).is_file():
            return folder / name
    raise ResourceError(f"the word list {name} is missing from {PACKAGED}; reinstall newsparse")


def rows(path: Path) -> Iterator[tuple[str, ...]]:
    """The entries of a list, split into columns; header, comments and blank lines left out.

    Raises:
        ResourceError: the file is not UTF-8.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise ResourceError(f"{path.name} is not UTF-8: {error}") from error
    return (tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a list of resources/.

    >>> "欧阳" in words("surnames.tsv")
    True
    """
    return frozenset(row[0] for row in rows(resource_path(name)))


@cache
def table(name: str) -> dict[str, str]:
    """The first two columns of a list of resources/, as a mapping. Not to be changed by callers."""
    return {row[0]: row[1] for row in rows(resource_path(name))}


class Lexicon:
    """Words and names of the user's own."""
