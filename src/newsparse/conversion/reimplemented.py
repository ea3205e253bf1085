"""The package opencc-python-reimplemented behind `convert`, if it is what `import opencc` finds."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from newsparse.errors import MissingDependencyError, missing

PACKAGE = "opencc-python-reimplemented"
MODULE = "opencc"


@cache
def converter(variant: str) -> Callable[[str], str]:
    """The package's conversion called `variant`.

    Raises:
        MissingDependencyError: it is not installed, or another package has taken its module's place.
    """
    try:
        installed = distribution(PACKAGE)
    except PackageNotFoundError:
        raise missing(PACKAGE, "opencc") from None
    if not _owns_module(installed):
        others = sorted({*packages_distributions().get(MODULE, ())} - {PACKAGE}) or ["an unknown package"]
        raise MissingDependencyError(
            f"the module {MODULE} is not {PACKAGE}'s but {' or '.join(others)}'s: they share its name and the last one "
            f"installed wins. Use engine='builtin', or: pip uninstall {' '.join(others)} && "
            f"pip install --force-reinstall {PACKAGE}=={installed.version}"
        )
    import opencc

    return cast("Callable[[str], str]", opencc.OpenCC(variant).convert)


def _owns_module(installed: Distribution) -> bool:
    """Whether `import opencc` runs the file that this distribution installed, unchanged."""
    spec = find_spec(MODULE)
    listed = next((file for file in installed.files or () if file.as_posix() == f"{MODULE}/__init__.py"), None)
    if spec is None or spec.origin is None or listed is None:
        return False
    found = Path(spec.origin)
    if not found.is_file() or found.resolve() != Path(str(listed.locate())).resolve():
        return False
    return listed.hash is None or listed.hash.value == _digest(listed.hash.mode, found)


def _digest(mode: str, file: Path) -> str:
    """A file's hash as RECORD writes it: URL-safe base 64 without padding."""
    return base64.urlsafe_b64encode(hashlib.new(mode, file.read_bytes()).digest()).decode().rstrip("=")
