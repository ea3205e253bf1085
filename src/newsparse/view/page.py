"""The report: bulletins to search, filter and read, as one page that needs nothing but a browser."""

from __future__ import annotations

import base64
import hashlib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from string import Template

from newsparse.bulletin import Bulletin
from newsparse.errors import UsageError
from newsparse.individuals import Seen, individuals
from newsparse.view.embedding import data_block, detail, index
from newsparse.view.markup import Html, element, escaped, joined, static

SCRIPTS = ("dom.js", "data.js", "filters.js", "list.js", "reading.js", "people.js", "exporting.js", "app.js")
# Nothing is fetched and only the script of this page runs, whatever the bulletins hold.
POLICY = (
    "default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def report(
    bulletins: Iterable[Bulletin],
    *,
    title: str = "Bulletins",
    ids: Sequence[str] | None = None,
    failures: Sequence[tuple[str, str]] = (),
    pictures: bool = True,
) -> str:
    """One self-contained HTML page to search, filter and read bulletins in; it opens without a network.

    Args:
        bulletins: parsed bulletins.
        title: the page's name.
        ids: a name for each bulletin, such as its file; numbers from 1 if left out.
        failures: documents that could not be read, each with its name and the reason; the page lists them.
        pictures: draw the timeline, the network and the phrases; needs the extra `plot`.

    Returns:
        The page; write it as UTF-8.

    Raises:
        MissingDependencyError: pictures are wanted and matplotlib or networkx is not installed.
        UsageError: there are not as many ids as bulletins.

    >>> import newsparse
    >>> page = report([newsparse.parse("局长方远山主持会议。")], pictures=False)
    >>> page.startswith("<!doctype html>"), "方远山" in page
    (True, True)
    """
    read = list(bulletins)
    names = [str(number) for number in range(1, len(read) + 1)] if ids is None else list(ids)
    if len(names) != len(read):
        raise UsageError(f"{len(names)} ids for {len(read)} bulletins; pass one for each")
    people = individuals(read)
    listed = {**index(read, names, people), "failures": [list(failure) for failure in failures]}
    script = _script()
    return Template(static("report.html")).substitute(
        title=escaped(title),
        policy=escaped(POLICY.format(digest=_digest(script))),
        style=joined(static("marks.css"), static("report.css")),
        pictures=_pictures(read, people) if pictures else "",
        data=joined(data_block("index", listed), *(data_block(f"b{i}", detail(b)) for i, b in enumerate(read))),
        script=script,
    )


def _script() -> Html:
    """Our scripts as one, with names of its own."""
    return Html("(function () {\n'use strict';\n" + "\n".join(static(name) for name in SCRIPTS) + "\n})();")


def _digest(script: str) -> str:
    """The hash by which the page's policy knows its script."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _pictures(bulletins: Sequence[Bulletin], people: Mapping[str, Sequence[Seen]]) -> Html:
    """The pictures of all bulletins, each a view of its own."""
    from newsparse import plot
    from newsparse.fonts import MissingFontWarning

    numbers = {key: number for number, key in enumerate(people)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingFontWarning)  # the reader's browser draws the characters
        drawn = {
            "timeline": plot.timeline(bulletins),
            "network": plot.network_of(people, link=lambda key: f"#/person/{numbers[key]}"),
            "phrases": plot.phrases(bulletins),
        }
    return joined(
        *(
            element("template", element("figure", Html(plot.svg(figure)), class_="picture"), id=f"picture-{name}")
            for name, figure in drawn.items()
        )
    )
