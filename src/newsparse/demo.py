"""The example that `newsparse demo` shows: an invented bulletin as a mirror site would serve it."""

from __future__ import annotations

from importlib.resources import files


def example() -> str:
    """An invented bulletin with every kind of damage that newsparse repairs. All names and bodies are made up.

    >>> "?gòu)?qiáng)" in example()
    True
    """
    return (files("newsparse") / "data" / "demo.txt").read_text(encoding="utf-8")
