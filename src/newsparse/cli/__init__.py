"""The command `newsparse`: read a bulletin, restore, convert or segment a text, from a file or a pipe; many at once.

Exit codes: 0 done, 1 the document could not be read, 2 misuse. Every failure is one line on stderr.
"""

from __future__ import annotations

import io
import sys

import click

from newsparse import __version__
from newsparse.cli import labels, many, one
from newsparse.cli.shared import MISUSE, UNREADABLE, examples
from newsparse.errors import NewsparseError

__all__ = ["MISUSE", "UNREADABLE", "cli", "main"]


@click.group(
    epilog=examples(
        "newsparse demo",
        "newsparse parse bulletin.txt --published 2023-05-16",
        "newsparse parse bulletin.txt --json > bulletin.json",
        "newsparse restore scraped.txt > clean.txt",
        "cat traditional.txt | newsparse convert - --variant tw2sp",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Read Chinese government and corporate bulletins.

    FILE is a text file in any common encoding; - reads standard input.

    Exit codes: 0 done, 1 the document could not be read, 2 misuse.
    """


for command in (
    one.parse,
    one.restore,
    one.convert,
    one.segment,
    many.batch,
    many.report,
    labels.evaluate,
    labels.annotate,
    one.schema,
    one.demo,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line: UTF-8 whatever the locale says, and our errors as one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli(prog_name="newsparse")
    except NewsparseError as error:
        click.echo(f"newsparse: {error}", err=True)
        sys.exit(MISUSE)
