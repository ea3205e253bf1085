"""Every warning that the code can give is explained in docs/warnings.md."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GIVEN = re.compile(r'Warn\(\s*f?"([a-z-]+)"')


def test_every_code_is_documented() -> None:
    sources = (ROOT / "src" / "newsparse").rglob("*.py")
    given = {code for source in sources for code in GIVEN.findall(source.read_text(encoding="utf-8"))}
    page = (ROOT / "docs" / "warnings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
    assert given - documented == set()
    assert documented - given == set()
