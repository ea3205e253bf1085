"""The pkuseg engine: spacy-pkuseg, which is maintained, with the model that the pure wheel pkuseg 0.0.12 carries.

That wheel's Python code is never imported: its model folder is found through the import system and read. Where the
original pkuseg (0.0.16 to 0.0.25) is installed instead, it runs itself with its own model.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any

from newsparse.errors import missing
from newsparse.segmentation import jieba
from newsparse.segmentation.models import loadable

# spacy-pkuseg takes the model's folder through a module-wide setting.
_LOADING = threading.Lock()
# Where pkuseg 0.0.12 keeps its model; later versions keep others, in another form.
_CARRIED = Path("models/ctb8")


class Pkuseg:
    """pkuseg as a `Segmenter`.

    Args:
        model: the folder of a model in any of pkuseg's forms, only read; None takes the installed one.
        trust: load a model with pickles. A pickle can run any code when it is loaded.

    Raises:
        MissingDependencyError: the engine or its model is not installed.
        UsageError: `model` is no folder, or holds pickles and is not trusted.
        ResourceError: `model` is no model of pkuseg.
    """

    def __init__(self, model: str | Path | None = None, *, trust: bool = False) -> None:
        self._engine = _installed() if model is None else _loaded(Path(model), trust=trust)

    def cut(self, text: str) -> Sequence[str]:
        """The words of `text`, without its blanks."""
        words: list[str] = self._engine.cut(text)
        return words

    def parts(self, word: str) -> Sequence[str]:
        """The shorter words inside `word`, by jieba's dictionary: pkuseg has none."""
        return jieba.default().parts(word)


@cache
def default() -> Pkuseg:
    """The engine with the installed model."""
    return Pkuseg()


def _installed() -> Any:  # noqa: ANN401 - neither package has types
    """The engine of whichever packages are installed."""
    package = util.find_spec("pkuseg")
    folder = Path(package.origin).parent if package and package.origin else None
    if folder and not (folder / _CARRIED).is_dir():
        import pkuseg

        return pkuseg.pkuseg()
    if not folder:
        raise missing("the model of pkuseg" if util.find_spec("spacy_pkuseg") else "pkuseg", "pkuseg")
    return _loaded(folder / _CARRIED)


def _loaded(model: Path, *, trust: bool = False) -> Any:  # noqa: ANN401
    """spacy-pkuseg with a model, its settings left as they were."""
    try:
        import spacy_pkuseg
    except ImportError as error:
        raise missing("spacy-pkuseg", "pkuseg") from error
    with _LOADING, loadable(model, trust=trust) as folder:
        before = spacy_pkuseg.config.modelDir
        try:
            return spacy_pkuseg.pkuseg(str(folder))
        finally:
            spacy_pkuseg.config.modelDir = before
