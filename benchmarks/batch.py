"""Many documents: what a second process brings, how much memory a long run takes, and what a kill costs.

    python benchmarks/batch.py speed      # one process and two, on documents of the usual length
    python benchmarks/batch.py memory     # peak memory over 5,000 and 100,000 documents
    python benchmarks/batch.py kill       # 20,000 documents, killed three times, resumed, compared
    python benchmarks/batch.py all > figures.md

Documents are generated: invented names, bodies and sentences, put together at random so that no two are alike and no
cache can know them. Figures go to stdout as Markdown. Needs the extra `arrow`, and Linux for the memory of workers.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pypinyin import pinyin

SPEED, RUNS = 1_500, 5
MEMORY = (5_000, 100_000)
KILL, KILLS = 20_000, 3

SURNAMES = "方林沈秦顾陆贺闻邵蒋叶程孟韩唐许宋夏姚范"
GIVEN = "远山知夏安禾可桢南乔承岳云舟晓棠若谷景明清和思源书砚望舒怀瑾"
PLACES = ["岚江", "青屿", "临川", "云溪", "松岭", "石泉", "白鹭", "南浦", "鹿鸣", "澄湖"]
BODIES = ["水务局", "教育局", "水务集团", "交通集团", "医院", "大学", "港务集团", "林业局", "科技局", "供电公司"]
TITLES = ["局长", "副局长", "党组书记", "董事长", "总经理", "副总经理", "主任", "副主任", "院长", "纪委书记"]
TOPICS = ["供水", "防汛", "管网改造", "安全生产", "人才引进", "校园建设", "港口扩建", "林地保护", "电网检修"]
VERBS = ["指出", "强调", "要求", "表示"]
ACTS = ["加快推进", "统筹做好", "持续抓好", "全面落实", "认真研究", "进一步规范"]


def sentence(dice: random.Random) -> str:
    act, topic, number = dice.choice(ACTS), dice.choice(TOPICS), dice.randrange(2, 400)
    return f"{act}{dice.choice(PLACES)}{topic}的{number}项任务，把{dice.choice(TOPICS)}与{dice.choice(TOPICS)}结合起来"


def name(dice: random.Random) -> str:
    return dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2, 2))))


def document(dice: random.Random, sentences: int) -> str:
    place, body, topic = dice.choice(PLACES), dice.choice(BODIES), dice.choice(TOPICS)
    people = [(dice.choice(TITLES), name(dice)) for _ in range(4)]
    (chair, first), *others = people
    attending = "、".join(f"{title}{who}" for title, who in others)
    head = f"{dice.randrange(1, 13)}月{dice.randrange(1, 29)}日，{place}{body}召开{topic}工作推进会。"
    who = f"{chair}{first}主持会议，{attending}出席会议，各部门负责人参加会议。"
    speakers = dice.choices(("会议", first), k=sentences)
    said = "".join(f"{speaker}{dice.choice(VERBS)}，要{sentence(dice)}。" for speaker in speakers)
    return head + who + said


def damaged(text: str, dice: random.Random) -> str:
    """As mirrors serve it: every tenth character with its pinyin behind it."""
    return "".join(f"{c}({pinyin(c)[0][0]})" if c > "\u4e00" and dice.random() < 0.1 else c for c in text)


def texts(number: int, sentences: int, seed: int = 1) -> Iterator[str]:
    """Every second one is damaged."""
    dice = random.Random(seed)
    for count in range(number):
        text = document(dice, sentences)
        yield damaged(text, dice) if count % 2 else text


def written(path: Path, number: int, sentences: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for count, text in enumerate(texts(number, sentences)):
            # Every thousandth is bad, so that failures are written too.
            file.write(json.dumps({"doc_id": f"n{count}", "text": " " if count % 1000 == 7 else text}) + "\n")
    return path


def speed(folder: Path) -> None:
    """Runs take turns, so that other work on the machine strikes all alike; the best of each counts."""
    source = written(folder / "speed.jsonl", SPEED, 12)
    best: dict[tuple[str, int], float] = {}
    for _ in range(RUNS):
        for output in ("out.jsonl", "out.csv", "parts"):
            for jobs in (1, 2):
                code = f"run([{str(source)!r}], {str(folder / output)!r}, jobs={jobs}, force=True)"
                seconds = float(isolated(f"import newsparse.batch as b; print(b.{code}.seconds)"))
                best[output, jobs] = min(seconds, best.get((output, jobs), seconds))
    size = sum(map(len, texts(SPEED, 12))) / SPEED
    told = f"{SPEED:,} documents of {size:.0f} characters, every second one damaged; best of {RUNS} runs."
    print(f"\n## One process and two\n\n{told}\n")
    print("| output | one process, documents/s | two | ratio |\n|---|---|---|---|")
    for output, label in (("out.jsonl", "JSONL"), ("out.csv", "CSV"), ("parts", "Parquet")):
        one, two = best[output, 1], best[output, 2]
        print(f"| {label} | {SPEED / one:.0f} | {SPEED / two:.0f} | {one / two:.2f} |")


def isolated(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ran.stdout.strip().splitlines()[-1]


def memory(folder: Path) -> None:
    """Peaks as the kernel counts them: the caller's, and the largest worker's."""
    print("\n## Memory\n\nTwo processes. Peak resident memory in MiB, as the kernel counts it.\n")
    print("| output | documents | the caller | its largest worker |\n|---|---|---|---|")
    sources = {number: written(folder / f"{number}.jsonl", number, 1) for number in MEMORY}
    for output, label in (("out.jsonl", "JSONL"), ("out.csv", "CSV"), ("parts", "Parquet")):
        for number, source in sources.items():
            code = (
                "import resource, newsparse.batch as b\n"
                f"b.run([{str(source)!r}], {str(folder / output)!r}, jobs=2, force=True)\n"
                "of = lambda who: resource.getrusage(who).ru_maxrss / 1024\n"
                "print(f'{of(resource.RUSAGE_SELF):.0f} | {of(resource.RUSAGE_CHILDREN):.0f}')"
            )
            print(f"| {label} | {number:,} | {isolated(code)} |", flush=True)


def kill(folder: Path) -> None:
    """The command itself, killed when it has done a quarter more each time."""
    source = written(folder / "kill.jsonl", KILL, 2)
    print(f"\n## Killed\n\n{KILL:,} documents, {KILLS} × SIGKILL, then `--resume` to the end, two processes.\n")
    print("| output | killed after | rows in the end | equal to an undisturbed run |\n|---|---|---|---|")
    for output, label, rows in (("a.jsonl", "JSONL", lines), ("b.csv", "CSV", lines), ("c", "Parquet", parts)):
        whole, killed = folder / f"whole-{output}", folder / f"killed-{output}"
        command = [sys.executable, "-m", "newsparse", "batch", str(source), "--jobs", "2", "--quiet", "-o"]
        subprocess.run([*command, str(whole)], check=False)
        goals = [count * KILL // (KILLS + 1) for count in range(1, KILLS + 1)]
        done = [f"{killed_run([*command, str(killed), '--resume'], killed, goal):,}" for goal in goals]
        subprocess.run([*command, str(killed), "--resume"], check=False)
        same = rows(whole) == rows(killed) and lines(errors(whole)) == lines(errors(killed))
        print(f"| {label} | {', '.join(done)} | {len(rows(killed)):,} | {'yes' if same else 'NO'} |", flush=True)


def killed_run(command: list[str], output: Path, number: int) -> int:
    with subprocess.Popen(command) as process:
        while committed(output) < number and process.poll() is None:
            time.sleep(0.01)
        time.sleep(random.random())
        process.send_signal(signal.SIGKILL)
    return committed(output)


def beside(output: Path, ending: str) -> Path:
    return output.with_name(f"{output.stem}.{ending}")


def errors(output: Path) -> Path:
    return beside(output, "errors.jsonl")


def committed(output: Path) -> int:
    path = beside(output, "journal")
    whole = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return int(json.loads(whole[-1])["documents"]) if len(whole) > 1 else 0


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def parts(folder: Path) -> list[object]:
    from pyarrow.parquet import read_table

    return [row for part in sorted(folder.glob("part-*")) for row in read_table(part).to_pylist()]


def main() -> None:
    known: dict[str, Callable[[Path], None]] = {"speed": speed, "memory": memory, "kill": kill}
    wanted = list(known) if sys.argv[1:] == ["all"] else sys.argv[1:]
    if not wanted or not set(wanted) <= set(known):
        sys.exit(__doc__)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores.")
    for part in wanted:
        with tempfile.TemporaryDirectory() as folder:
            known[part](Path(folder))


if __name__ == "__main__":
    main()
