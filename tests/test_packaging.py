"""What a user installs holds everything: the wheel, the wheel built from the sdist, and an editable install.

Each is installed for real into an empty environment of its own, in which newsparse is asked for every resource.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="needs the checkout")

PROBE = """
import hashlib, json, sys
from pathlib import Path
import newsparse
from newsparse import lexicon
from newsparse.cli import main
names = sys.argv.pop().split()
found = {name: lexicon.resource_path(name) for name in names}
print(json.dumps({
    "home": str(Path(newsparse.__file__).parent),
    "resources": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()},
    "folders": sorted({str(path.parents[name.count("/")]) for name, path in found.items()}),
    "typed": (Path(newsparse.__file__).parent / "py.typed").is_file(),
}))
sys.stdout.flush()
main()
"""


class Installed(NamedTuple):
    site: Path
    home: Path
    folders: list[Path]
    resources: dict[str, str]
    typed: bool
    demo: str


def resources() -> list[str]:
    folder = ROOT / "resources"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def run(*command: object, cwd: Path = ROOT) -> str:
    ran = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stdout.decode() + ran.stderr.decode()
    return ran.stdout.decode()


def install(folder: Path, *what: object) -> Installed:
    """Install into a new environment, which borrows the dependencies but not newsparse from the one of the tests."""
    venv.create(folder / "venv", symlinks=sys.platform != "win32")
    scheme = "nt" if sys.platform == "win32" else "posix_prefix"
    variables = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    site = Path(sysconfig.get_path("purelib", scheme, vars=variables))
    python = Path(sysconfig.get_path("scripts", scheme, vars=variables)) / Path(sys.executable).name
    # Named to be read last: what is installed here goes before what is borrowed.
    (site / "zz_borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", *what)
    (folder / "elsewhere").mkdir()
    output = run(python, "-I", "-X", "utf8", "-c", PROBE, "demo", " ".join(resources()), cwd=folder / "elsewhere")
    line, _, demo = output.partition("\n")
    seen = json.loads(line)
    return Installed(
        site, Path(seen["home"]), [Path(f) for f in seen["folders"]], seen["resources"], seen["typed"], demo
    )


def complete(installed: Installed) -> None:
    expected = {name: hashlib.sha256((ROOT / "resources" / name).read_bytes()).hexdigest() for name in resources()}
    assert installed.resources == expected
    assert len(expected) > 0
    assert installed.typed
    assert "Fields\n" in installed.demo


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel_from_sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without further options, `build` makes the sdist, unpacks it elsewhere and makes the wheel from that."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    assert len(list(folder.glob("*.tar.gz"))) == 1
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_finds_every_resource(wheel: Path, tmp_path: Path) -> None:
    installed = install(tmp_path, wheel)
    complete(installed)
    assert installed.home == installed.site / "newsparse"
    assert installed.folders == [installed.home / "resources"]


def test_the_wheel_from_the_sdist_finds_every_resource(wheel_from_sdist: Path, tmp_path: Path) -> None:
    installed = install(tmp_path, wheel_from_sdist)
    complete(installed)
    assert installed.home == installed.site / "newsparse"
    assert installed.folders == [installed.home / "resources"]


def test_an_editable_install_finds_every_resource(tmp_path: Path) -> None:
    installed = install(tmp_path, "--editable", ROOT)
    complete(installed)
    assert installed.home == ROOT / "src" / "newsparse"
    assert installed.folders == [ROOT / "resources"]


def test_both_wheels_hold_the_same(wheel: Path, wheel_from_sdist: Path) -> None:
    with ZipFile(wheel) as direct, ZipFile(wheel_from_sdist) as indirect:
        assert sorted(direct.namelist()) == sorted(indirect.namelist())
        strange = [name for name in direct.namelist() if not name.startswith(("newsparse/", "newsparse-"))]
        caches = [name for name in direct.namelist() if "/." in name or "__pycache__" in name]
    assert strange == caches == []


def test_the_extra_all_leaves_out_the_package_that_shadows_another(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(name).decode().splitlines()
    assert {"Provides-Extra: " + extra for extra in ("all", "fast", "opencc", "pkuseg", "test")} <= set(lines)

    def wanted(extra: str) -> str:
        return " ".join(line for line in lines if line.endswith(f"extra == '{extra}'"))

    assert "opencc-python-reimplemented" in wanted("test")
    assert "opencc" not in wanted("all")
    assert all(package in wanted("all") for package in ("spacy-pkuseg", "pkuseg==", "rjieba", "numpy"))
