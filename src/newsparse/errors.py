"""The exceptions newsparse raises. A strange document never raises one; misuse and missing pieces do."""

from __future__ import annotations


class NewsparseError(Exception):
    """Base of every error that newsparse raises."""


class UsageError(NewsparseError, ValueError):
    """An argument that cannot be used; the message says what to pass instead."""


class PageError(NewsparseError, ValueError):
    """A web page that holds no report: it is empty, or larger than any; the message says which."""


class DocumentError(NewsparseError):
    """One of many documents could not be parsed, and the caller asked to stop then; the message names it."""


class MissingDependencyError(NewsparseError, ImportError):
    """An optional engine is not installed; the message holds the pip line that installs it."""


class ResourceError(NewsparseError):
    """A word list or model is missing or malformed; the message names the file and line."""


def missing(what: str, extra: str) -> MissingDependencyError:
    """The error for an absent optional engine.

    >>> print(missing("pkuseg", "pkuseg"))
    pkuseg is not installed. Install it with: pip install "newsparse[pkuseg]"
    """
    return MissingDependencyError(f'{what} is not installed. Install it with: pip install "newsparse[{extra}]"')


def choose(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return `value` if it is one of `allowed`.

    Args:
        name: the argument's name, for the message.
        value: what the caller passed.
        allowed: every value that works.

    Raises:
        UsageError: the message lists `allowed`.

    >>> choose("script", "simplified", ("simplified", "keep"))
    'simplified'
    """
    if value not in allowed:
        raise UsageError(f"{name}={value!r} is not known; use one of: {', '.join(map(repr, allowed))}")
    return value
