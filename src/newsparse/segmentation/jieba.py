"""The jieba engine: isolated from the jieba that the program may use itself, and by rjieba where it is installed.

Two implementations that give the same tokens:

* `PureJieba` runs jieba's own code in a private copy of the package. jieba keeps the words that `del_word` removed in
  a module-wide set, logs to stderr through a handler it installs at import, and writes a cache into the shared temp
  folder; the private copy shares no set, has no handler, and is given its dictionary, so it writes nothing.
* `FastJieba` lets rjieba, jieba rewritten in Rust, do the cutting and undoes the few differences.
"""

from __future__ import annotations

import re
import sys
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import util
from math import exp, log
from pathlib import Path
from types import ModuleType

from newsparse.errors import MissingDependencyError
from newsparse.segmentation.tokens import Segmenter
from newsparse.segmentation.whole import WithWords

_COPY = f"{__package__}._jieba"
_LOADING = threading.RLock()

# What jieba's first split keeps together (its re_han_default); a word with another character is cut there.
_OUTSIDE = re.compile(r"[^\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]")
# Han to rjieba but not to jieba, and halves of surrogate pairs, which Rust cannot hold.
_ALONE = re.compile(r"[\u3400-\u4DBF\u9FD6-\u9FFF\uF900-\uFAFF\uD800-\uDFFF\U00020000-\U0003FFFF]")
# rjieba joins 2025-12-03 and www.example.com; jieba's finalseg joins a number with decimals and percent only.
_JOINT = re.compile(r"[a-zA-Z0-9][._\-][a-zA-Z0-9]")
_JIEBA_WORD = re.compile(r"[a-zA-Z0-9]+(?:\.\d+)?%?|[^a-zA-Z0-9]+")

_NEVER = -3.14e100
_BEFORE = {"B": "ES", "M": "MB", "S": "SE", "E": "BM"}


def load(words: Iterable[str] = (), *, fast: bool | None = None) -> Segmenter:
    """A segmenter that knows `words`.

    Args:
        words: of a lexicon; each gets the frequency that makes it win against its own parts.
        fast: with rjieba or without; None takes it where it is installed.

    Raises:
        MissingDependencyError: `fast` is asked for and rjieba is absent.

    >>> load(["青柠计划"]).cut("实施青柠计划")
    ['实施', '青柠计划']
    """
    inside: list[str] = []
    outside: list[str] = []
    for word in sorted(words):
        (outside if _OUTSIDE.search(word) else inside).append(word)
    if fast is None:
        fast = util.find_spec("rjieba") is not None
    engine: Segmenter = FastJieba(inside) if fast else PureJieba(inside)
    return WithWords(engine, outside) if outside else engine


@cache
def default() -> Segmenter:
    """The engine without a lexicon."""
    return load()


class FastJieba:
    """rjieba with the tokens of jieba."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        try:
            import rjieba
        except ImportError as error:
            raise MissingDependencyError(
                'rjieba is not installed. Install it with: pip install "newsparse[fast]"'
            ) from error
        self._engine = rjieba.Jieba()
        for word in words:
            self._engine.add_word(word, self._engine.suggest_freq(word), None)

    def cut(self, text: str) -> list[str]:
        """The words of `text`."""
        if not _ALONE.search(text):
            return self._cut(text)
        words: list[str] = []
        at = 0
        for match in _ALONE.finditer(text):
            words += [*self._cut(text[at : match.start()]), match.group()]
            at = match.end()
        return [*words, *self._cut(text[at:])]

    def _cut(self, text: str) -> list[str]:
        words: list[str] = self._engine.cut(text)
        if not _JOINT.search(text):
            return words
        return [part for word in words for part in self._split(word)]

    def _split(self, word: str) -> Sequence[str]:
        """A number or address as jieba has it; a word of the dictionary (Wi-Fi) as it is."""
        if not word.isascii() or not _JOINT.search(word) or self._engine.has_word(word):
            return (word,)
        found: list[str] = _JIEBA_WORD.findall(word)
        return found

    def parts(self, word: str) -> list[str]:
        """The shorter words inside `word`."""
        return [gram for gram in _grams(word) if self._engine.has_word(gram)]


class PureJieba:
    """jieba itself."""

    def __init__(self, words: Sequence[str] = ()) -> None:
        frequencies, total = _dictionary()
        self._engine = _library().Tokenizer()
        self._engine.FREQ, self._engine.total = frequencies, total
        self._engine.initialized = True
        if words:
            self._engine.FREQ = frequencies.copy()
        for word in words:
            self._add(word)

    def _add(self, word: str) -> None:
        """As rjieba's add_word does it, to the rounding, so that a lexicon works the same with and without it."""
        known = self._engine.FREQ
        log_total = log(self._engine.total)
        weight = 0.0  # not sum(): from Python 3.12 on it rounds otherwise than Rust
        for part in self._engine.cut(word, HMM=False):
            weight += log(known.get(part) or 1) - log_total
        frequency = max(int(exp(weight + log_total)) + 1, known.get(word, 0))
        self._engine.total += frequency - known.get(word, 0)
        known[word] = frequency
        for stop in range(1, len(word)):
            known.setdefault(word[:stop], 0)

    def cut(self, text: str) -> list[str]:
        """The words of `text`."""
        words: list[str] = self._engine.lcut(text)
        return words

    def parts(self, word: str) -> list[str]:
        """The shorter words inside `word`."""
        return [gram for gram in _grams(word) if self._engine.FREQ.get(gram)]


def _grams(word: str) -> Iterator[str]:
    """The stretches of two and three characters inside `word`, as jieba's cut_for_search looks them up."""
    for size in (2, 3):
        if len(word) > size:
            yield from (word[i : i + size] for i in range(len(word) - size + 1))


def _dictionary() -> tuple[dict[str, int], int]:
    """Jieba's own word frequencies and their sum, read once. Not to be changed by callers."""
    with _LOADING:
        return _read()


@cache
def _read() -> tuple[dict[str, int], int]:
    library = _library()
    with Path(str(library.__file__)).with_name("dict.txt").open("rb") as file:
        frequencies, total = library.Tokenizer.gen_pfdict(file)
    return frequencies, total


def _library() -> ModuleType:
    """A private copy of the package jieba, silent."""
    with _LOADING:
        if _COPY not in sys.modules:
            sys.modules[_COPY] = copy = _copied()
            try:
                with warnings.catch_warnings():  # jieba's escapes and its pkg_resources are deprecated
                    warnings.simplefilter("ignore")
                    copy.__spec__.loader.exec_module(copy)  # type: ignore[union-attr]
                copy.default_logger.handlers.clear()
                copy.finalseg.viterbi = _viterbi
            except BaseException:
                del sys.modules[_COPY]
                raise
        return sys.modules[_COPY]


def _copied() -> ModuleType:
    """The package under a name of ours, not yet run."""
    theirs = util.find_spec("jieba")
    if theirs is None or theirs.origin is None:
        raise MissingDependencyError("jieba is not installed. Install it with: pip install jieba")
    ours = util.spec_from_file_location(
        _COPY, theirs.origin, submodule_search_locations=list(theirs.submodule_search_locations or ())
    )
    assert ours is not None
    return util.module_from_spec(ours)


def _viterbi(
    seen: str,
    states: str,
    start: dict[str, float],
    move: dict[str, dict[str, float]],
    emit: dict[str, dict[str, float]],
) -> tuple[float, list[str]]:
    """Jieba's finalseg.viterbi, term by term, in linear time: jieba copies the whole path at every character."""
    best = {state: start[state] + emit[state].get(seen[0], _NEVER) for state in states}
    came: list[dict[str, str]] = []
    for char in seen[1:]:
        step = {
            state: max(
                (best[last] + move[last].get(state, _NEVER) + emit[state].get(char, _NEVER), last)
                for last in _BEFORE[state]
            )
            for state in states
        }
        best = {state: weight for state, (weight, _) in step.items()}
        came.append({state: last for state, (_, last) in step.items()})
    weight, state = max((best[state], state) for state in "ES")
    path = [state]
    for steps in reversed(came):
        path.append(steps[path[-1]])
    return weight, path[::-1]
