"""What the subcommands share: reading a document, writing what came out, the foot of a help page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

import click

from newsparse.binary import textless
from newsparse.errors import UsageError

UNREADABLE = 1
MISUSE = 2


class Unreadable(click.ClickException):
    """A document that holds no text for us; shown as one line, ends with exit code 1."""

    exit_code = UNREADABLE

    def show(self, file: IO[str] | None = None) -> None:
        """Print the line to stderr."""
        click.echo(f"newsparse: {self.message}", file=file, err=True)


def examples(*lines: str) -> str:
    r"""The foot of a help page; \b keeps click from joining the lines."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def read(path: str) -> bytes:
    """The bytes of a document; `-` is standard input.

    Raises:
        Unreadable: there is no such document, or it holds no text.
    """
    if path != "-" and Path(path).is_dir():
        raise Unreadable(f"{path}: is a directory; name a file in it")
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"{path}: no such file") from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if flaw := textless(data):
        raise Unreadable(f"{path}: {flaw}")
    return data


def decoded(path: str) -> str:
    """The document as a string; what was doubtful about its encoding is said on stderr."""
    from newsparse.restoration import decode

    text, warnings = decode(read(path))
    for warning in warnings:
        click.echo(f"newsparse: {path}: {warning.code}: {warning.message}", err=True)
    return text


def write(text: str) -> None:
    """Put text on standard output, with a line end if it has none."""
    click.echo(text, nl=not text.endswith("\n"))


def save(path: str, text: str) -> None:
    """Write a file.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written ({error.strerror}); name a file in a folder that exists"
        ) from error
