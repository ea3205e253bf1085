"""Run the tutorial and keep what it shows.

    python tools/run_tutorial.py

tests/test_docs.py runs it again and compares.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial" / "tutorial.ipynb"


def run(path: Path = TUTORIAL) -> Any:
    """The notebook with the outputs of this run."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of this run
    return notebook


if __name__ == "__main__":
    nbformat.write(run(), TUTORIAL)
