"""Word lists as reviewed data, and the lexicon a user can extend.

A list is a file of resources/: a header of `# key: value` lines (format, source, licence, used by), then one entry a
line, sorted, columns separated by tabs. It is found in the installed package, or in the checkout beside `src`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from newsparse.errors import ResourceError, UsageError

PACKAGED = Path(__file__).parent / "resources"
CHECKOUT = Path(__file__).parents[2] / "resources"

DOMAIN = (
    "domain_culture.txt",
    "domain_economy.txt",
    "domain_enterprise.txt",
    "domain_government.txt",
    "domain_law.txt",
    "domain_party.txt",
    "domain_science.txt",
    "domain_society.txt",
)
KINDS = ("word", "name")
# A dictionary word is short; a longer line is a sentence or a file of another format.
LONGEST_ENTRY = 40


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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and names that extraction and segmentation should know. Never changes; `with_…` return a new one.

    `segment(text)` uses none, a `Parser` without one uses `Lexicon.default()` for its tokens.

    Attributes:
        words: terms that are one token.
        names: names of persons: one token too, and known to extraction as names.

    >>> lexicon = Lexicon().with_words(["青柠计划"]).with_names(["于成"])
    >>> sorted(lexicon.words | lexicon.names)
    ['于成', '青柠计划']
    """

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", _entries(self.words, "words"))
        object.__setattr__(self, "names", _entries(self.names, "names"))

    @classmethod
    def default(cls) -> Lexicon:
        """The reviewed terms of party, government and enterprise in resources/domain_*.txt; no names.

        >>> {"高质量发展", "国资委"} <= Lexicon.default().words
        True
        """
        return _default()

    @classmethod
    def from_file(cls, path: str | Path) -> Lexicon:
        """The words and names of a file; docs/lexicon.md describes the format.

        Args:
            path: UTF-8; one entry a line, optionally a tab and its kind: `word` (understood) or `name`. Empty lines and
                lines that begin with `#` are skipped.

        Raises:
            ResourceError: the file cannot be read, or a line is malformed; the message says which.
        """
        found: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for number, line in enumerate(_lines(Path(path)), 1):
            if not line.strip() or line.startswith("#"):
                continue
            entry, _, kind = line.partition("\t")
            flaw = _flaw(entry)
            if flaw is None and kind not in ("", *KINDS):
                flaw = f"the kind {kind!r} is not known; use {' or '.join(KINDS)}"
            if flaw is not None:
                raise ResourceError(f"{path}, line {number}: {flaw}")
            found[kind or "word"].add(entry)
        return cls(frozenset(found["word"]), frozenset(found["name"]))

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """This lexicon and `words`.

        Raises:
            UsageError: an entry cannot be one token; the message says why.
        """
        return Lexicon(self.words | _entries(words, "words"), self.names)

    def with_names(self, names: Iterable[str]) -> Lexicon:
        """This lexicon and the persons' `names`.

        Raises:
            UsageError: an entry cannot be one token; the message says why.
        """
        return Lexicon(self.words, self.names | _entries(names, "names"))

    def __or__(self, other: Lexicon) -> Lexicon:
        return Lexicon(self.words | other.words, self.names | other.names)


def _flaw(entry: object) -> str | None:
    """Why `entry` cannot be a token; None when it can."""
    if not isinstance(entry, str):
        return f"{entry!r} is not a string"
    if entry != entry.strip() or not entry:
        return f"{entry!r} is empty or has blanks at its ends"
    if not entry.isprintable():
        return f"{entry!r} holds a tab, a line break or another character that cannot be printed"
    if len(entry) > LONGEST_ENTRY:
        return f"{entry[:LONGEST_ENTRY]!r}… is longer than {LONGEST_ENTRY} characters"
    return None


def _entries(entries: Iterable[str], argument: str) -> frozenset[str]:
    """`entries` checked."""
    if isinstance(entries, str):
        raise UsageError(f"{argument}={entries!r} is one string; pass a list of them")
    found = frozenset(entries)
    for entry in found:
        flaw = _flaw(entry)
        if flaw is not None:
            raise UsageError(f"{argument}: {flaw}")
    return found


def _lines(path: Path) -> list[str]:
    """The lines of a user's file, without a byte order mark."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ResourceError(f"{path} is not UTF-8: {error}; save it as UTF-8") from error
    except OSError as error:
        raise ResourceError(f"{path} cannot be read: {error.strerror}") from error


@cache
def _default() -> Lexicon:
    """Every list of domain terms; read once, never changed."""
    return Lexicon(frozenset(chain.from_iterable(map(words, DOMAIN))))
