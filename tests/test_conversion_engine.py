"""The user's own opencc-python-reimplemented behind convert."""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import opencc
import pytest

from newsparse.conversion import REIMPLEMENTED, VARIANTS, convert, reimplemented
from newsparse.errors import MissingDependencyError


@pytest.fixture(autouse=True)
def fresh() -> None:
    reimplemented.converter.cache_clear()


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_package_itself_is_run(variant: str) -> None:
    s = "她隨著漢語專家學習，乾燥的滑鼠與軟體"
    assert convert(s, variant, overlay=False, engine=REIMPLEMENTED) == opencc.OpenCC(variant).convert(s)


def test_the_overlay_works_with_it() -> None:
    s = "沿著河岸走訪著名企業，局長王乾介紹了情況"
    assert convert(s, engine=REIMPLEMENTED) == "沿着河岸走访著名企业，局长王乾介绍了情况"
    assert convert("沈静、王乾主持会议", engine=REIMPLEMENTED) == "沈静、王乾主持会议"


def test_absent_it_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(reimplemented, "distribution", absent)
    with pytest.raises(MissingDependencyError, match=r'pip install "newsparse\[opencc\]"'):
        convert("學習", engine=REIMPLEMENTED)


def test_another_packages_module_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "opencc" / "__init__.py"
    other.parent.mkdir()
    other.write_text("", encoding="utf-8")
    monkeypatch.setattr(reimplemented, "find_spec", lambda name: ModuleSpec(name, None, origin=str(other)))
    monkeypatch.setattr(reimplemented, "packages_distributions", lambda: {"opencc": ["OpenCC", REIMPLEMENTED]})
    with pytest.raises(MissingDependencyError, match=r"not opencc-python-reimplemented's but OpenCC's.*pip uninstall"):
        convert("學習", engine=REIMPLEMENTED)


def test_an_overwritten_module_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reimplemented, "_digest", lambda mode, file: "of another file")
    with pytest.raises(MissingDependencyError, match="the last one installed wins"):
        convert("學習", engine=REIMPLEMENTED)


def test_no_module_at_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reimplemented, "find_spec", lambda name: None)
    with pytest.raises(MissingDependencyError, match="opencc is not"):
        convert("學習", engine=REIMPLEMENTED)
