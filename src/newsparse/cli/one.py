"""Subcommands for one document: parse, restore, convert, segment; and what needs none: schema, demo."""

from __future__ import annotations

from collections.abc import Iterable

import click

from newsparse.cli.shared import Unreadable, decoded, examples, read, write
from newsparse.errors import PageError


@click.command(
    epilog=examples(
        "newsparse parse bulletin.txt --published 2023-05-16",
        "newsparse parse bulletin.txt --json | jq '.people[].name'",
        "curl -s https://example.org/report | newsparse parse - --html",
        "newsparse demo --raw | newsparse parse - --explain",
    )
)
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (see `newsparse schema`) instead of a table.")
@click.option("--title", help="The headline, when it is not in the file.")
@click.option("--published", metavar="YYYY-MM-DD", help="The day of publication; gives the year where none is named.")
@click.option("--url", help="Where the page was found; may hold the day of publication.")
@click.option("--html", is_flag=True, help="FILE is a web page; known by itself of files that end in .html or .htm.")
@click.option("--explain", is_flag=True, help="Show for each field the clause and the rule it was read by.")
def parse(  # noqa: PLR0913 - one argument an option
    *, file: str, as_json: bool, title: str | None, published: str | None, url: str | None, html: bool, explain: bool
) -> None:
    """Find the fields of one bulletin: date, place, meeting, people, statements, key phrases."""
    from newsparse import terminal
    from newsparse.documents import PAGES, Document, parsed
    from newsparse.parser import Parser

    document = Document(file, file, read(file), title, published, url, html or file.lower().endswith(PAGES))
    try:
        bulletin = parsed(document, Parser(explain=explain))
    except PageError as error:
        raise Unreadable(f"{file}: {error}") from error
    write(bulletin.to_json(indent=2) if as_json else terminal.rendered(terminal.fields(bulletin, explain=explain)))


@click.command(
    epilog=examples(
        "newsparse restore scraped.txt > clean.txt",
        "newsparse restore scraped.txt --repairs",
        "newsparse restore scraped.txt --script keep",
    )
)
@click.argument("file")
@click.option("--repairs", is_flag=True, help="Show each repair instead of the text.")
@click.option("--script", default="simplified", show_default=True, help="simplified, or keep the script as it is.")
@click.option("--punctuation", default="chinese", show_default=True, help="chinese, or keep the marks as they are.")
def restore(*, file: str, repairs: bool, script: str, punctuation: str) -> None:
    """Take pinyin, torn bytes and residue out of a text and convert it to simplified characters.

    What remains doubtful is said on stderr, one line each.
    """
    from newsparse import terminal
    from newsparse.parser import restore as restored

    text = restored(read(file), script=script, punctuation=punctuation)
    write(terminal.rendered(terminal.repairs(text.repairs)) if repairs else str(text))
    for warning in text.warnings:
        where = f" at {warning.span}" if warning.span else ""
        click.echo(f"newsparse: {file}: {warning.code}: {warning.message}{where}", err=True)


@click.command(
    epilog=examples(
        "newsparse convert traditional.txt > simplified.txt",
        "newsparse convert taiwan.txt --variant tw2sp",
        "newsparse convert traditional.txt --no-overlay",
    )
)
@click.argument("file")
@click.option("--variant", default="t2s", show_default=True, help="OpenCC's name: t2s, tw2s, hk2s or tw2sp.")
@click.option("--no-overlay", is_flag=True, help="OpenCC to the letter, without the reviewed corrections.")
@click.option("--engine", default="builtin", show_default=True, help="builtin or opencc-python-reimplemented.")
def convert(*, file: str, variant: str, no_overlay: bool, engine: str) -> None:
    """Convert traditional to simplified characters and change nothing else."""
    from newsparse.conversion import convert as converted

    write(converted(decoded(file), variant, overlay=not no_overlay, engine=engine))


@click.command(
    epilog=examples(
        "newsparse segment bulletin.txt",
        "newsparse restore scraped.txt | newsparse segment - --engine pkuseg",
    )
)
@click.argument("file")
@click.option("--engine", default="jieba", show_default=True, help="jieba or pkuseg.")
@click.option("--mode", default="default", show_default=True, help="default, or search: a long word after its parts.")
def segment(*, file: str, engine: str, mode: str) -> None:
    """Split a text into words, a blank between two; lines stay lines."""
    from newsparse.segmentation import segment as segmented

    tokens = segmented(decoded(file), engine, mode=mode)
    write(spaced(word for token in tokens for word in (*token.parts, token.text)))


@click.command()
def schema() -> None:
    """Print the JSON Schema of what `parse --json` prints."""
    import json

    from newsparse.bulletin import json_schema

    write(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@click.command()
@click.option("--raw", is_flag=True, help="Print the damaged example alone, to try the other commands on.")
def demo(*, raw: bool) -> None:
    """Show an invented, damaged bulletin: before, after, and the fields found in it."""
    from newsparse import terminal
    from newsparse.demo import example
    from newsparse.parser import parse as parsed

    if raw:
        write(example())
        return
    bulletin = parsed(example())
    sections = {
        "Before: as a mirror site serves it": bulletin.raw,
        "After: restored and simplified": bulletin.text,
        "Fields": terminal.rendered(terminal.fields(bulletin)),
    }
    for heading, body in sections.items():
        write(click.style(heading, bold=True))
        write(f"{body.strip()}\n\n")


def spaced(words: Iterable[str]) -> str:
    r"""Words with one blank between them; blanks of the text fall away, its line ends stay.

    >>> spaced(["召开", " ", "会议", "。\n", "会议"])
    '召开 会议 。\n会议'
    """
    marked = " ".join(words).replace("\n", " \n ")
    return "\n".join(" ".join(line.split()) for line in marked.split("\n"))
