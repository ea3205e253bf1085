"""The command `newsparse`: read a bulletin, restore, convert or segment a text, from a file or a pipe.

Exit codes: 0 done, 1 the document could not be read, 2 misuse. Every failure is one line on stderr.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, ParamSpec, TypeVar

import click

from newsparse import __version__
from newsparse.binary import textless
from newsparse.errors import NewsparseError, PageError, UsageError, choose

if TYPE_CHECKING:
    from newsparse.bulletin import Bulletin

P = ParamSpec("P")
R = TypeVar("R")

UNREADABLE = 1
MISUSE = 2


class Unreadable(click.ClickException):
    """A document that holds no text for us; shown as one line, ends with exit code 1."""

    exit_code = UNREADABLE

    def show(self, file: IO[str] | None = None) -> None:
        """Print the line to stderr."""
        click.echo(f"newsparse: {self.message}", file=file, err=True)


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


def examples(*lines: str) -> str:
    r"""The foot of a help page; \b keeps click from joining the lines."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


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


def spaced(words: Iterable[str]) -> str:
    r"""Words with one blank between them; blanks of the text fall away, its line ends stay.

    >>> spaced(["召开", " ", "会议", "。\n", "会议"])
    '召开 会议 。\n会议'
    """
    marked = " ".join(words).replace("\n", " \n ")
    return "\n".join(" ".join(line.split()) for line in marked.split("\n"))


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


@cli.command(
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


@cli.command(
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


@cli.command(
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


@cli.command(
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


@cli.command(
    epilog=examples(
        "newsparse evaluate gold.jsonl texts.jsonl",
        "newsparse evaluate gold.jsonl texts.jsonl --differences --field chairs --field titles",
    )
)
@click.argument("gold")
@click.argument("texts")
@click.option("--differences", is_flag=True, help="Also show what differs, document by document.")
@click.option("--field", "fields", multiple=True, help="Only this field's differences; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def evaluate(*, gold: str, texts: str, differences: bool, fields: tuple[str, ...], as_json: bool) -> None:
    """Compare what is found in your own labelled bulletins with their labels.

    GOLD holds labels, TEXTS the bulletins, one JSON object a line each; docs/evaluation.md describes them.
    """
    import json

    from newsparse import terminal
    from newsparse.evaluation import evaluate as evaluated

    found = evaluated(gold, texts)
    for field in fields:
        choose("field", field, tuple(found.fields))
    if as_json:
        write(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        return
    write(terminal.rendered(terminal.figures(found)))
    if differences:
        write("\n" + terminal.rendered(terminal.differences(found, fields)))


@cli.group(
    epilog=examples(
        "newsparse annotate interface > interface.xml",
        "newsparse annotate drafts texts.jsonl --tool label-studio -o tasks.json",
        "newsparse annotate corrections exported.json --tool label-studio --gold gold.jsonl --texts labelled.jsonl",
        "newsparse evaluate gold.jsonl labelled.jsonl",
    )
)
def annotate() -> None:
    """Label bulletins of your own: drafts for Label Studio or doccano, and the corrected labels back."""


TOOL = click.option("--tool", default="label-studio", show_default=True, help="label-studio or doccano.")


@annotate.command()
def interface() -> None:
    """Print the labelling interface (XML) for a Label Studio project."""
    from newsparse.annotation import label_studio

    write(label_studio.interface())


@annotate.command()
@click.argument("files", nargs=-1, required=True)
@TOOL
@click.option("-o", "--output", required=True, help="Where the tasks go: JSON for Label Studio, JSONL for doccano.")
def drafts(*, files: tuple[str, ...], tool: str, output: str) -> None:
    """Parse FILES and write what is found as drafts to be corrected.

    A .jsonl file holds one object a line with id, text and, where known, title and published; any other file is one
    bulletin, and its name is the id.
    """
    import json

    from newsparse import annotation

    tasks = list(annotation.drafts(_parsed(files), tool))
    lines = [json.dumps(task, ensure_ascii=False) for task in tasks]
    save(output, "[\n" + ",\n".join(lines) + "\n]\n" if tool == "label-studio" else "".join(f"{t}\n" for t in lines))
    click.echo(f"newsparse: {len(tasks)} drafts in {output}", err=True)


@annotate.command()
@click.argument("exported")
@TOOL
@click.option("--gold", required=True, help="Where the labels go, one JSON object a line.")
@click.option("--texts", required=True, help="Where the labelled texts go, one JSON object a line.")
def corrections(*, exported: str, tool: str, gold: str, texts: str) -> None:
    """Read corrected labels back from what the tool EXPORTED, for `newsparse evaluate`."""
    import json

    from newsparse import annotation

    data = decoded(exported)
    try:
        lines = [data] if tool == "label-studio" else filter(str.strip, data.split("\n"))
        tasks = [
            task for line in lines for task in (json.loads(line) if tool == "label-studio" else [json.loads(line)])
        ]
    except (json.JSONDecodeError, TypeError) as error:
        raise UsageError(f"{exported}: is not what {tool} exports ({error})") from error
    pairs = list(annotation.corrections(tasks, tool))
    for path, rows in ((gold, [labels for labels, _ in pairs]), (texts, [text for _, text in pairs])):
        save(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    click.echo(f"newsparse: {len(pairs)} of {len(tasks)} documents are annotated; see {gold} and {texts}", err=True)


def _parsed(files: Iterable[str]) -> Iterator[tuple[str, Bulletin]]:
    """The bulletins of text and JSONL files with their ids."""
    from newsparse.evaluation import read_jsonl
    from newsparse.parser import parse as parsed

    for path in files:
        if not path.endswith(".jsonl"):
            yield Path(path).stem, parsed(read(path))
            continue
        for row in read_jsonl(Path(path)):
            yield str(row["id"]), parsed(row["text"], title=row.get("title"), published=row.get("published"))


@cli.command(
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


@cli.command()
def schema() -> None:
    """Print the JSON Schema of what `parse --json` prints."""
    import json

    from newsparse.bulletin import json_schema

    write(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@cli.command()
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


@cli.command(
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
