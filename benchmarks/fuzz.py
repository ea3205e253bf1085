"""Coverage-guided fuzzing of everything that reads what others wrote.

    pip install atheris      # Linux or macOS; not an extra, since nobody needs it to use or test newsparse
    python benchmarks/fuzz.py restore --seconds 720
    python benchmarks/fuzz.py parse .cache/fuzz/parse/findings/AttributeError-roles-120      # replay one finding

Targets: restore, parse, parse_html (where this version has it), from_json, lexicon. A run begins with invented texts
and with what earlier runs kept below .cache/fuzz, and goes on after a finding: each place in the code that fails is one
file there. An input that takes longer than `--patience` seconds ends the run, and libFuzzer keeps it too.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".cache" / "fuzz"
LONGEST = 2048  # bytes; rules look at stretches of a few hundred characters
SEEDS = (
    "石磊主持县委常委会会议\n来源：清江日报　2024-03-06 09:12\n3月5日上午，县委书记石磊在清江宾馆主持召开县委常委会"
    "（扩大）会议，传达学习《关于推进双碳工作的方案》。县领导方圆、李 青山出席，各部门负责人列席。会议指出，要抓服务；"
    "石磊强调：“一是抓落实，二是抓安全。”受县长于成委托，副县长阿布都·热西提作汇报。王小红请假。\n责任编辑：周文",
    "黨組書記、董事長(zhǎng)石磊主持學(xué)習(xí)會(huì)(擴(kuò)大),副總經(jīng)理方圓出席。會議強調,要認真貫徹落實。",
    "<div class=\"TRS_Editor\"><p>３ 月 １７ 日，市水務局召開&nbsp;工作例會。</p><script>var a='(';</script></div>",
    "会议由方圆主持?gòu)，学?xué）习了有关文件\ufffd\ufffd，提出三点意见：\r\n（一）加强领导；（二）狠抓落实。",
    "上一篇：关于召开座谈会的通知\n下一篇：没有了\n打印本页 关闭窗口\n2023年12月29日至30日，全省工作会议在南溪召开。",
    "\u200b\ue000\u0304𠮷\ud83d e\u0301\u202e ⼀⻓ 𝟐〇二四年三月五日 http://a.cn/b/20240305/t1.html ，、；：？！…—·",
)
COMMON = (
    *("主持", "召开", "出席", "列席", "会议", "书记", "局长", "石磊", "方圆", "指出", "强调", "3月5日", "来源：", "等"),
    *("(xué)", "?gòu)", "<p>", "</p>", "&nbsp;"),
)
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='gbk'><meta name='PubDate' content='2024-03-06'><title>{title}</title>"
    "</head><body><ul><li><a href='/'>首页</a></li></ul><h1>{title}</h1><p>来源：清江日报</p><div class='TRS_Editor'>"
    "<p>{text}</p><table><tr><td>1</td><td>石磊</td></tr></table></div><p>责任编辑：周文</p></body></html>"
)


def text_of(data: bytes) -> str | bytes:
    """Half of the inputs are bytes, half are strings, which may hold lone surrogates."""
    if data[:1] <= b"\x7f":
        return data[1:]
    try:
        return data[1:].decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data[1:].decode("utf-8", "replace")


def restore(data: bytes) -> None:
    import invariants

    import newsparse

    text = newsparse.restore(text_of(data))
    invariants.check_text(text)
    for repair in newsparse.restore(text.text).repairs:
        raise AssertionError(f"again {repair.reason}")  # a second run should change nothing


def parse(data: bytes) -> None:
    import invariants

    import newsparse
    from newsparse.parser import Parser

    raw = text_of(data)
    title = raw.partition("\n")[0] if isinstance(raw, str) and len(data) % 3 == 0 else None
    bulletin = Parser(explain=True).parse(raw, title=title, published="2024-03-06")
    invariants.check(bulletin)
    written = bulletin.to_json()
    assert newsparse.Bulletin.from_json(written).to_json() == written
    assert "".join(bulletin.tokens.texts) == bulletin.text


def parse_html(data: bytes) -> None:
    import invariants

    import newsparse

    try:
        invariants.check(newsparse.parse_html(text_of(data)))  # type: ignore[attr-defined]
    except newsparse.NewsparseError:
        return


def from_json(data: bytes) -> None:
    import newsparse

    try:
        bulletin = newsparse.Bulletin.from_json(data)
    except newsparse.UsageError:
        return
    assert newsparse.Bulletin.from_json(bulletin.to_json()).to_json() == bulletin.to_json()


def lexicon(data: bytes) -> None:
    import newsparse

    with tempfile.NamedTemporaryFile(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as file:
        file.write(data)
        file.flush()
        try:
            known = newsparse.Lexicon.from_file(file.name)
        except newsparse.ResourceError:
            return
    text = "县委书记石磊主持会议。"
    assert "".join(newsparse.segment(text, lexicon=known).texts) == text


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (restore, parse, parse_html, from_json, lexicon)
}


def seeds(target: str) -> list[bytes]:
    """What a run begins with: texts, pages, results or word lists, all invented."""
    if target == "lexicon":
        return [
            "# 单位词表\n青柠计划\n石磊\tname\n\n双碳\tword\n".encode(),
            b"\xef\xbb\xbfA\tword\r\n",
            "石磊\t人".encode(),
        ]
    cases = json.loads((ROOT / "tests" / "extraction" / "cases.json").read_text(encoding="utf-8"))
    texts = [*SEEDS, *(case["text"] for case in cases[::7])]
    if target == "from_json":
        import newsparse

        return [newsparse.parse(text).to_json().encode() for text in texts[:12]]
    if target == "parse_html":
        texts = [PAGE.format(title=text[:12], text=text) for text in texts]
    strings = [b"\xff" + text.encode("utf-8", "surrogatepass") for text in texts]
    return strings + [b"\x00" + text.encode("gb18030", "replace") for text in texts[:8]]


def phrases() -> str:
    """libFuzzer's dictionary: the words and marks that rules look for."""
    words = set("、，。；：？！“”‘’《》（）()【】·—…　\n\t <>&;?%\u200b\ufffd\ue000𠮷")
    for text in SEEDS:
        words |= {part for part in text.replace("，", "。").split("。") if 1 < len(part) < 16}
    words |= set(COMMON)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass")) for word in sorted(words))
    return "".join(f'"{word}"\n' for word in escaped)


class Findings:
    """Runs a target; of all inputs that fail in the same place it keeps the shortest."""

    def __init__(self, target: Callable[[bytes], None], folder: Path) -> None:
        self._target = target
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, data: bytes) -> None:
        try:
            self._target(data)
        except Exception as error:
            # Of the frames the last that is ours: this file, the invariants or the library.
            frames = traceback.extract_tb(error.__traceback__)
            last = [f for f in frames if "site-packages" not in f.filename and str(ROOT) in f.filename][-1]
            which = f" {error}" if isinstance(error, AssertionError) else ""
            name = f"{type(error).__name__} {Path(last.filename).stem} {last.lineno}{which}"
            place = self._folder / re.sub(r"\W+", "-", name)[:80]
            if not place.exists() or place.stat().st_size > len(data):
                place.write_bytes(data)
                print(f"\nfinding: {place}: {type(error).__name__}: {str(error)[:200]}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("replay", nargs="*", type=Path, help="Inputs to run once, with the traceback shown.")
    parser.add_argument("--seconds", type=int, default=720)
    parser.add_argument("--patience", type=int, default=20)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests" / "reliability"))
    target = TARGETS[options.target]
    for path in options.replay:
        target(path.read_bytes())
    if not options.replay:
        fuzz(target, KEPT / options.target, options.seconds, options.patience)


def fuzz(target: Callable[[bytes], None], folder: Path, seconds: int, patience: int) -> None:
    """Instrument newsparse and hand over to libFuzzer; ends the process."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed. Install it with: pip install atheris")
    # No atheris.enabled_hooks: its stand-in for a pattern cannot search from a place on. The dictionary does instead.
    with atheris.instrument_imports(include=["newsparse"]):
        import newsparse
        import newsparse.parser
        import newsparse.segmentation
    if target is parse_html and "parse_html" not in newsparse.__all__:
        sys.exit("this version has no parse_html")
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target.__name__)):
        (corpus / f"seed-{number}").write_bytes(seed)
    dictionary = folder / "phrases.dict"
    dictionary.write_text(phrases(), encoding="ascii")
    newsparse.parse("县委书记石磊主持会议。")  # the word lists load outside the clock
    flags = [f"-max_total_time={seconds}", f"-timeout={patience}", f"-max_len={LONGEST}", f"-dict={dictionary}"]
    flags += [f"-artifact_prefix={folder}/", "-rss_limit_mb=4096", "-print_final_stats=1", str(corpus)]
    atheris.Setup([sys.argv[0], *flags], Findings(target, folder / "findings"))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
