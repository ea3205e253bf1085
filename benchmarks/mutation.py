"""Do the tests notice when the code is wrong? A random sample of small changes to each room, and the share they catch.

    pip install "mutmut>=3.8"      # not an extra: nobody needs it to use or test newsparse
    python benchmarks/mutation.py extraction restoration --seed 9 --sample 300

mutmut changes functions (a comparison, a number, a word, an argument) in a copy of the committed tree below
.cache/mutation, and runs the room's tests that reach each change, until one fails or time is up. What it cannot change
are names and patterns at the top of a module. Mutants that no test reaches count as not caught.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / ".cache" / "mutation"
TESTS = {
    "extraction": ["tests/extraction"],
    "restoration": ["tests/restoration"],
    "phrases": ["tests/test_phrases.py", "tests/test_phrases_gold.py"],
}
CONFIG = """
[tool.mutmut]
source_paths = ["src/newsparse"]
only_mutate = ["src/newsparse/{room}/*.py"]
also_copy = ["resources", "tests", "docs", "benchmarks"]
pytest_add_cli_args_test_selection = {tests}
"""
# mutmut names tests on the command line, where pytest's escapes of Han characters would be escaped once more.
UNESCAPED = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true"
# With that option pytest cannot name parameters that are bytes.
BYTES = """

def pytest_make_parametrize_id(val):
    return val.hex()[:40] if isinstance(val, bytes) else None
"""
# How mutmut says that nobody noticed; any other end is a failing test, a crash or a time-out.
MISSED = {0: "survived", 5: "no test reaches it", 33: "no test reaches it"}


def prepare(room: str) -> Path:
    """A copy of the committed tree, set up for mutmut."""
    folder = WORK / room
    shutil.rmtree(folder, ignore_errors=True)
    packed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tree:
        tree.extractall(folder, filter="data")
    settings = folder / "pyproject.toml"
    text = settings.read_text(encoding="utf-8").replace("xfail_strict = true", f"xfail_strict = true\n{UNESCAPED}")
    settings.write_text(text + CONFIG.format(room=room, tests=json.dumps(TESTS[room])), encoding="utf-8")
    with (folder / "tests" / "conftest.py").open("a", encoding="utf-8") as file:
        file.write(BYTES)
    return folder


def mutmut(folder: Path, *names: str) -> str:
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names]
    ran = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return ran.stdout + ran.stderr


def results(folder: Path) -> dict[str, int | None]:
    """Each mutant and how its tests ended: 0 where none noticed, None where it was not tried."""
    found: dict[str, int | None] = {}
    for path in sorted(folder.glob("mutants/src/**/*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def tried(room: str, sample: int, seed: int) -> dict[str, int]:
    """The sample's mutants and how their tests ended."""
    folder = prepare(room)
    mutmut(folder, "none")  # writes all mutants, and tries none
    chosen = random.Random(seed).sample(sorted(results(folder)), sample)
    said = mutmut(folder, *chosen)
    found = results(folder)
    ended = {name: code for name in chosen if (code := found[name]) is not None}
    if len(ended) < sample:
        sys.exit(f"mutmut tried {len(ended)} of {sample}; it said:\n{said[-2000:]}")
    return ended


def report(room: str, ended: dict[str, int], seed: int, show: bool) -> None:
    caught = sum(code not in MISSED for code in ended.values())
    modules = Counter(re.sub(r"\.x.*", "", name) for name in ended)
    missed = [name for name, code in ended.items() if code in MISSED]
    print(f"{room}: {caught} of {len(ended)} mutants caught ({caught / len(ended):.1%}), seed {seed}")
    for module, count in sorted(modules.items()):
        left = sum(name.startswith(f"{module}.x") for name in missed)
        print(f"    {module.removeprefix('newsparse.'):32} {count - left:3} of {count}")
    for name in missed if show else ():
        command = [sys.executable, "-m", "mutmut", "show", name]
        shown = subprocess.run(command, cwd=WORK / room, capture_output=True, encoding="utf-8", check=False)
        print(f"\n{MISSED[ended[name]]}\n{shown.stdout}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="+", choices=TESTS)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--show", action="store_true", help="Print every mutant that was not caught.")
    options = parser.parse_args()
    for room in options.rooms:
        report(room, tried(room, options.sample, options.seed), options.seed, options.show)


if __name__ == "__main__":
    main()
