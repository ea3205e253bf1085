"""pkuseg: the engine's own words, exact; its model converted once, published whole, never written into a package."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import textwrap
import threading
from importlib import util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsparse import Lexicon, segment
from newsparse.errors import MissingDependencyError, ResourceError, UsageError
from newsparse.segmentation import models
from newsparse.segmentation.models import CONVERTED, loadable
from newsparse.segmentation.pkuseg import Pkuseg

DEV = Path(__file__).parents[2] / "shared/gold/dev-texts.jsonl"
ALPHABET = (
    "中国人民党委书记会议的了和上于成0123456789abXY+#&._%- \r\n\t\u3000\x1c\u0085，。（）·％Ａ〇㐀鿖𠀀豈é\u200b\ud800"
)
TAGS = ("B", "B_single", "I", "I_end", "I_first")

spacy_pkuseg = pytest.importorskip("spacy_pkuseg", reason="the extra pkuseg is not installed")
CARRIER = Path(str(util.find_spec("pkuseg").origin)).parent if util.find_spec("pkuseg") else None  # type: ignore[union-attr]
needs_model = pytest.mark.skipif(CARRIER is None, reason="the wheel pkuseg 0.0.12 with the model is not installed")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder for this test alone."""
    home = tmp_path / "cache"
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: home / name)
    return home / "newsparse" / "pkuseg"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A text model with one feature a character: 市 begins a word, 长 ends it, any other stands alone."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    features = ("$$", "c.市", "c.长")
    for name in ("unigram_word.txt", "bigram_word.txt"):
        (folder / name).write_text("", encoding="utf-8")
    for i in range(10):
        rows = [f"{i}.{name} {j}\n" for j, name in enumerate(features)] if i == 0 else []
        (folder / f"featureIndex.txt_{i}").write_text("".join(rows), encoding="utf-8")
    (folder / "tagIndex.txt").write_text("".join(f"{tag} {i}\n" for i, tag in enumerate(TAGS)), encoding="utf-8")
    weights = [0.0] * (len(TAGS) * (len(features) + len(TAGS)))
    weights[0 * len(TAGS) + TAGS.index("B_single")] = 1.0
    weights[1 * len(TAGS) + TAGS.index("B")] = 5.0
    weights[2 * len(TAGS) + TAGS.index("I_end")] = 5.0
    lines = [str(len(TAGS)), str(len(weights)), *map(str, weights)]
    (folder / "model.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p.relative_to(folder)): (p.stat().st_size, p.stat().st_mtime_ns) for p in sorted(folder.rglob("*"))}


# --- words


@needs_model
@given(st.text(st.sampled_from(ALPHABET), max_size=30))
@settings(max_examples=60, deadline=None)
def test_joined_tokens_are_the_text(text: str) -> None:
    tokens = segment(text, "pkuseg", lexicon=Lexicon().with_words(["党委书记", "国资"]))
    assert "".join(tokens.texts) == text
    assert all(text[token.span.slice] == token.text for token in tokens)


@needs_model
@pytest.mark.skipif(not DEV.is_file(), reason="the development texts lie outside the repository")
def test_the_words_of_real_bulletins_are_the_engines_but_for_blanks() -> None:
    with loadable(CARRIER / "models/ctb8") as folder:  # type: ignore[operator]
        raw = spacy_pkuseg.pkuseg(str(folder))
    for line in DEV.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        assert [word for word in segment(text, "pkuseg").texts if word.strip()] == raw.cut(text)


@needs_model
def test_a_lexicon_and_search_mode_work_as_with_jieba() -> None:
    lexicon = Lexicon().with_words(["青柠计划"]).with_names(["买买提·艾力"])
    tokens = segment("青柠计划由买买提·艾力主持", "pkuseg", lexicon=lexicon)
    assert [token.text for token in tokens if token.source == "lexicon"] == ["青柠计划", "买买提·艾力"]
    assert segment("共和国", "pkuseg", mode="search")[0].parts == ("共和",)


@needs_model
def test_the_engines_settings_are_left_as_they_were() -> None:
    before = spacy_pkuseg.config.modelDir
    Pkuseg()
    assert spacy_pkuseg.config.modelDir == before


# --- the model


def test_a_text_model_is_converted_once_and_published_whole(cache: Path, tiny: Path) -> None:
    before = contents(tiny)
    assert list(Pkuseg(tiny).cut("王市长 好")) == ["王", "市长", "好"]
    assert contents(tiny) == before
    (published,) = cache.iterdir()
    assert {p.name for p in published.iterdir()} == {*CONVERTED, "sha256.json"}
    made = contents(cache)
    assert list(Pkuseg(tiny).cut("市长")) == ["市长"]
    assert contents(cache) == made


def test_another_model_gets_another_folder(cache: Path, tiny: Path) -> None:
    Pkuseg(tiny)
    (tiny / "unigram_word.txt").write_text("市长\n", encoding="utf-8")
    Pkuseg(tiny)
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("name", [*CONVERTED, "sha256.json"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_cache_is_made_again(cache: Path, tiny: Path, name: str, damage: str) -> None:
    Pkuseg(tiny)
    (published,) = cache.iterdir()
    if damage == "cut":
        (published / name).write_bytes((published / name).read_bytes()[:-1])
    else:
        (published / name).unlink()
    assert list(Pkuseg(tiny).cut("市长")) == ["市长"]
    assert [p.name for p in cache.iterdir()] == [published.name]
    assert models._intact(published)


def test_two_that_convert_together_both_succeed(cache: Path, tiny: Path) -> None:
    found: list[list[str]] = []

    def ask() -> None:
        with loadable(tiny) as folder:
            found.append(sorted(p.name for p in folder.iterdir()))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [sorted([*CONVERTED, "sha256.json"])] * 3
    assert len(list(cache.iterdir())) == 1


def test_a_home_that_cannot_be_written_is_a_warning(
    tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: file / name)
    before = contents(tmp_path)
    with pytest.warns(UserWarning, match="cannot be written .* XDG_CACHE_HOME"):
        assert list(Pkuseg(tiny).cut("市长")) == ["市长"]
    assert contents(tmp_path) == before


def test_a_converted_model_is_loaded_where_it_lies(cache: Path, tiny: Path, tmp_path: Path) -> None:
    Pkuseg(tiny)
    (published,) = cache.iterdir()
    mine = tmp_path / "mine"
    mine.mkdir()
    for name in CONVERTED:
        (mine / name).write_bytes((published / name).read_bytes())
    before = contents(mine)
    assert list(Pkuseg(str(mine)).cut("市长")) == ["市长"]
    assert contents(mine) == before and len(list(cache.iterdir())) == 1


def test_pickles_need_trust(cache: Path, tiny: Path) -> None:
    for name in ("unigram_word.txt", "bigram_word.txt", *(f"featureIndex.txt_{i}" for i in range(10))):
        (tiny / name).unlink()
    features = {"$$": 0, "c.市": 1, "c.长": 2}
    data = {"unigram": [], "bigram": [], "feature_to_idx": features, "tag_to_idx": {t: i for i, t in enumerate(TAGS)}}
    (tiny / "features.pkl").write_bytes(pickle.dumps(data))
    before = contents(tiny)
    with pytest.raises(UsageError, match=r"features\.pkl.*trust=True"):
        Pkuseg(tiny)
    assert list(Pkuseg(tiny, trust=True).cut("王市长")) == ["王", "市长"]
    assert contents(tiny) == before and not cache.exists()


def test_an_evil_pickle_is_not_run(cache: Path, tiny: Path, tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "evil"),)

    (tiny / "features.pkl").write_bytes(pickle.dumps(Evil()))
    with pytest.raises(UsageError, match="pickles"):
        Pkuseg(tiny)
    assert not (tmp_path / "evil").exists()


def test_what_is_no_model_says_so(cache: Path, tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder"):
        Pkuseg(tmp_path / "none")
    (tiny / "model.txt").unlink()
    with pytest.raises(ResourceError, match=r"cannot read the model: .*model\.txt"):
        Pkuseg(tiny)
    assert not list(cache.glob(".*"))


# --- missing pieces, and what a user's process sees


@pytest.mark.parametrize("absent", [("spacy_pkuseg",), ("pkuseg",), ("spacy_pkuseg", "pkuseg")])
def test_a_missing_piece_names_the_pip_line(monkeypatch: pytest.MonkeyPatch, absent: tuple[str, ...]) -> None:
    real = util.find_spec
    for name in absent:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(util, "find_spec", lambda name, *rest: None if name in absent else real(name, *rest))
    with pytest.raises(MissingDependencyError, match=r'pip install "newsparse\[pkuseg\]"'):
        Pkuseg()


def test_the_original_package_runs_itself(tmp_path: Path) -> None:
    """pkuseg 0.0.25 has no folder models/ctb8; a stand-in with its face takes its place."""
    package = tmp_path / "pkuseg"
    (package / "models/default").mkdir(parents=True)
    (package / "__init__.py").write_text(
        "class pkuseg:\n    def cut(self, text):\n        return text.replace(' ', '')\n", encoding="utf-8"
    )
    code = "from newsparse import segment; print(segment('市 长', 'pkuseg').texts)"
    path = os.pathsep.join([str(tmp_path), *sys.path])
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert ran.stdout == "('市', ' ', '长')\n"


@needs_model
def test_it_is_quiet_and_never_imports_the_carrier(tmp_path: Path) -> None:
    assert CARRIER is not None
    before = contents(CARRIER / "models")
    code = """
        import sys
        from newsparse import segment
        print(segment("会议 强调", "pkuseg").texts)
        assert "pkuseg" not in sys.modules
        """
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(code)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)},
        )
        assert (ran.stdout, ran.stderr) == ("('会议', ' ', '强调')\n", "")
    assert contents(CARRIER / "models") == before
