"""Subcommands for labelled bulletins: evaluate and annotate."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsparse.cli.shared import decoded, examples, read, save, write
from newsparse.errors import UsageError, choose

if TYPE_CHECKING:
    from newsparse.bulletin import Bulletin


@click.command(
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


@click.group(
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
