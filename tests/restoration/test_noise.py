"""How much of polluted pages comes back whole: a sample of benchmarks/restoration.py, where the texts are at hand."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from newsparse.parser import restore

SHARED = Path(__file__).parents[3] / "shared"
TEXTS, NOISE = SHARED / "gold" / "dev-texts.jsonl", SHARED / "tools" / "noise.py"
WIDE = str.maketrans(",;:!?()", "，；：！？（）")
SEED = 1
EVERY = 4
TORN = {"G": "?", "U": "\ufffd"}

pytestmark = pytest.mark.skipif(
    not (TEXTS.exists() and NOISE.exists()), reason="the development texts are not beside this checkout"
)


def folded(text: str) -> str:
    return "".join(text.split()).translate(WIDE)


@cache
def texts() -> list[tuple[str, str]]:
    """Clean simplified texts, and what restoring makes of them."""
    rows = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    clean = [row["text"] for row in rows if row["script"].startswith("simp")]
    return [(text, folded(restore(text).text)) for text in clean]


@cache
def pollute() -> Callable[[str, str, int], str]:
    spec = importlib.util.spec_from_file_location("noise", NOISE)
    assert spec and spec.loader
    noise = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(noise)
    return noise.pollute  # type: ignore[no-any-return]


@pytest.mark.parametrize(("family", "floor"), [("A", 0.97), ("B", 0.97), ("C", 0.97), ("T", 0.97)])
def test_annotated_pages_come_back_whole(family: str, floor: float) -> None:
    sample = texts()[::EVERY]
    equal = sum(folded(restore(pollute()(text, family, SEED)).text) == want for text, want in sample)
    assert equal / len(sample) >= floor


@pytest.mark.parametrize(("family", "floor"), [("G", 0.75), ("U", 0.75)])
def test_torn_pages_come_back_whole(family: str, floor: float) -> None:
    pages = [(pollute()(text, family, SEED), text, want) for text, want in texts()]
    torn = [(raw, want) for raw, text, want in pages if raw.count(TORN[family]) > text.count(TORN[family])]
    equal = sum(folded(restore(raw).text) == want for raw, want in torn)
    assert equal / len(torn) >= floor


def test_clean_pages_keep_their_characters_and_settle() -> None:
    for text, want in texts():
        once = restore(text).text
        assert folded(restore(once).text) == want
        assert [c for c in once if "\u3400" <= c <= "\u9fff"] == [c for c in text if "\u3400" <= c <= "\u9fff"]
