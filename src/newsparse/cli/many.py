"""Subcommands for many documents: batch and report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from newsparse.cli.shared import UNREADABLE, Unreadable, examples

P = ParamSpec("P")
R = TypeVar("R")


def column_options(command: Callable[P, R]) -> Callable[P, R]:
    """The options of commands that read tables."""
    options = (
        click.option("--text-column", metavar="NAME", help="The column of tables that holds the text; default text."),
        click.option("--id-column", "doc_id_column", metavar="NAME", help="That of the ids; default doc_id, if there."),
        click.option("--title-column", metavar="NAME", help="That of the headlines; default title, if there."),
        click.option("--published-column", metavar="NAME", help="That of publish dates; default published, if there."),
        click.option("--url-column", metavar="NAME", help="That of the addresses; default url, if there."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    epilog=examples(
        "newsparse batch bulletins/ -o parsed.jsonl",
        "newsparse batch news.csv --text-column body --published-column day -o parsed.csv",
        "newsparse batch pages.jsonl.gz more.parquet -o parsed/ --jobs 4",
        "newsparse batch bulletins/ -o parsed.jsonl --resume",
    )
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", required=True, help="x.jsonl, x.csv, or a folder for Parquet parts.")
@column_options
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Processes; default one for each core.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped, or begin.")
@click.option("--force", is_flag=True, help="Write over an output that is there already.")
@click.option("--quiet", is_flag=True, help="No progress bar on a terminal, and no closing line.")
@click.pass_context
def batch(  # noqa: PLR0913 - one argument an option
    context: click.Context,
    /,
    *,
    inputs: tuple[str, ...],
    output: str,
    jobs: int | None,
    resume: bool,
    force: bool,
    quiet: bool,
    **columns: str | None,
) -> None:
    """Parse many documents: folders of .txt, .md and .html, JSONL, CSV, Excel, Parquet.

    What cannot be read or parsed goes to x.errors.jsonl and does not stop the run. A run that was stopped, even killed,
    goes on with --resume, each document exactly once.

    Exit codes: 0 all done, 1 some documents failed, 2 misuse.
    """
    from newsparse.batch import run
    from newsparse.formats import Columns

    chosen = Columns(**{option.removesuffix("_column"): name for option, name in columns.items()})
    try:
        report = run(inputs, output, columns=chosen, jobs=jobs, resume=resume, force=force, progress=not quiet)
    except OSError as error:
        raise Unreadable(f"stopped: {error}; what was done is kept, go on with --resume") from error
    except KeyboardInterrupt:
        raise Unreadable("stopped; what was done is kept, go on with --resume") from None
    if not quiet:
        click.echo(f"newsparse: {report}", err=True)
    context.exit(UNREADABLE if report.failed else 0)


@click.command(
    epilog=examples(
        "newsparse report pages/ -o report.html",
        "newsparse report news.csv --text-column body -o report.html --title 2023",
    )
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="OUT", required=True, type=click.Path(path_type=Path), help="The page to write."
)
@click.option("--title", default="Bulletins", show_default=True, help="The name of the page.")
@click.option("--no-pictures", is_flag=True, help="Leave out timeline, network and phrases, which need matplotlib.")
@column_options
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Processes; default one for each core.")
@click.pass_context
def report(  # noqa: PLR0913 - one argument an option
    context: click.Context,
    /,
    *,
    inputs: tuple[str, ...],
    output: Path,
    title: str,
    no_pictures: bool,
    jobs: int | None,
    **columns: str | None,
) -> None:
    """Write one HTML page to search, filter and read bulletins in; it opens without a network.

    INPUT is what `newsparse batch` reads. What cannot be read or parsed is listed in the page and on stderr.

    Exit codes: 0 all done, 1 some documents failed, 2 misuse.
    """
    from newsparse.formats import Columns
    from newsparse.view.making import make_report

    chosen = Columns(**{option.removesuffix("_column"): name for option, name in columns.items()})
    try:
        made = make_report(inputs, output, columns=chosen, title=title, pictures=not no_pictures, jobs=jobs)
    except OSError as error:
        raise Unreadable(f"{output}: cannot be written ({error.strerror or error})") from error
    for failure in made.failures:
        click.echo(f"newsparse: {failure.doc_id}: {failure.error}", err=True)
    click.echo(f"newsparse: {made}", err=True)
    context.exit(UNREADABLE if made.failures else 0)
