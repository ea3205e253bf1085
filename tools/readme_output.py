"""Run what README.md and README.zh-CN.md show and write down what really comes out.

python tools/readme_output.py

Blocks marked `python` run in one namespace a page; after `>>>` stands what was printed. Blocks marked `console` run in
a shell; after `$` stands what was printed. Blocks marked `sh` install things and are left alone.
"""

from __future__ import annotations

import doctest
import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def refreshed(page: str, folder: Path = ROOT) -> str:
    """The page with the output that its blocks give now, run in a folder."""
    names: dict[str, object] = {}

    def run(match: re.Match[str]) -> str:
        language, source = match.groups()
        done = console(source, folder) if language == "console" else python(source, names)
        return f"```{language}\n{done}```"

    return BLOCK.sub(run, page)


def python(source: str, names: dict[str, object]) -> str:
    """A block of Python; without `>>>` it only has to run."""
    if ">>>" not in source:
        exec(compile(source, "README", "exec"), names)
        return source
    out = []
    for part in doctest.DocTestParser().parse(source):
        if isinstance(part, str):
            out.append(part)
            continue
        first, *more = part.source.splitlines()
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(part.source, "README", "single"), names)
        out.append("\n".join([f">>> {first}", *(f"... {line}" for line in more), printed.getvalue()]))
    return "".join(out)


def console(source: str, folder: Path) -> str:
    """A block of shell commands."""
    out = []
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for line in source.splitlines():
        if line.startswith("$ "):
            ran = subprocess.run(
                ["bash", "-ec", f"set -o pipefail; {line[2:]}"],
                cwd=folder,
                env={**os.environ, "PATH": path},
                capture_output=True,
                check=True,
            )
            out.append(f"{line}\n{ran.stdout.decode().strip()}\n")
    return "\n".join(out)


if __name__ == "__main__":
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        (ROOT / page).write_text(refreshed(text), encoding="utf-8")
