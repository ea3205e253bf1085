"""segment(): exact, isolated, the same with and without rjieba."""

from __future__ import annotations

import doctest
import json
import logging
import os
import subprocess
import sys
import textwrap
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse import Lexicon, Span, segment
from newsparse.errors import MissingDependencyError, NewsparseError, UsageError
from newsparse.segmentation import Segmenter, Token, Tokens
from newsparse.segmentation import jieba as engine
from newsparse.segmentation.tokens import aligned
from newsparse.segmentation.whole import Matcher, WithWords, keep

DEV = Path(__file__).parents[2] / "shared/gold/dev-texts.jsonl"
# What bulletins are made of and what the two implementations were seen to disagree about.
ALPHABET = (
    "中国人民党委书记会议的了和上于成0123456789abXY+#&._%- \r\n\t\u3000\x1c\u0085，。（）·％Ａ〇㐀鿖𠀀豈é\u200b\ud800"
)
WORDS = ["青柠计划", "国资委", "5G网络", "C++语言", "Wi-Fi", "于成", "的了", "1+X证书", "买买提·艾力", "“双碳”目标"]
NEEDS_RJIEBA = pytest.mark.skipif(find_spec("rjieba") is None, reason="the extra fast is not installed")
IMPLEMENTATIONS = [False, pytest.param(True, marks=NEEDS_RJIEBA)]


@pytest.fixture(scope="module")
def theirs() -> Iterator[object]:
    """A tokenizer of jieba's own, as a user would run it."""
    with warnings.catch_warnings():  # what jieba imports is deprecated, differently in each Python
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@pytest.fixture(scope="module", params=IMPLEMENTATIONS, ids=["pure", "fast"])
def ours(request: pytest.FixtureRequest) -> object:
    return engine.load(fast=request.param)


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
        timeout=120,
    )


# --- the result


def test_tokens_say_text_span_and_source() -> None:
    tokens = segment("会议 强调")
    assert list(tokens) == [
        Token("会议", Span(0, 2)),
        Token(" ", Span(2, 3)),
        Token("强调", Span(3, 5)),
    ]
    assert [str(token) for token in tokens] == ["会议", " ", "强调"]
    assert tokens[-1] == tokens[2] and tokens[:2] == (tokens[0], tokens[1]) and len(tokens) == 3
    with pytest.raises(IndexError):
        tokens[3]


def test_tokens_are_compared_and_shown_by_their_words() -> None:
    assert segment("会议强调") == segment("会议强调") != segment("会议")
    assert segment("会议强调") != segment("会议强调", mode="search") or not any(t.parts for t in segment("会议强调"))
    assert repr(segment("会议强调")) == "Tokens(会议 / 强调)"
    assert hash(segment("会议")) == hash(Tokens(["会议"])) and segment("会议") != ("会议",)


@given(st.text(st.sampled_from(ALPHABET), max_size=40))
def test_joined_tokens_are_the_text_and_spans_are_right(text: str) -> None:
    tokens = segment(text, lexicon=Lexicon(frozenset(WORDS)))
    assert "".join(tokens.texts) == text
    assert all(text[token.span.slice] == token.text and token.span for token in tokens)


def test_an_empty_text_has_no_tokens() -> None:
    assert len(segment("")) == 0


# --- equal to jieba


@given(text=st.text(st.sampled_from(ALPHABET), max_size=40))
def test_the_words_are_jiebas(theirs: object, ours: object, text: str) -> None:
    assert list(ours.cut(text)) == theirs.lcut(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "2025-12-03发布",
        "见https://www.example.com/a-b/index_1.html。",
        "增长3.5%，版本1.2.3，区间5%-6%",
        "e-mail：li.si@example.com",
        "a.1.2b..3--4_5-中",
        "㐀鿖𠀀中国豈",
    ],
)
def test_numbers_addresses_and_rare_characters_are_cut_as_jieba_cuts_them(
    theirs: object, ours: object, text: str
) -> None:
    assert list(ours.cut(text)) == theirs.lcut(text)  # type: ignore[attr-defined]


@pytest.mark.skipif(not DEV.is_file(), reason="the development texts lie outside the repository")
def test_the_words_of_real_bulletins_are_jiebas(theirs: object, ours: object) -> None:
    for line in DEV.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        assert list(ours.cut(text)) == theirs.lcut(text)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def both() -> tuple[Segmenter, Segmenter]:
    pytest.importorskip("rjieba")
    return engine.load(WORDS, fast=True), engine.load(WORDS, fast=False)


@given(pieces=st.lists(st.sampled_from([*WORDS, "会议", "的", "中国资本", "1", "-", "。", "城市长期"]), max_size=12))
def test_a_lexicon_works_the_same_with_and_without_rjieba(both: tuple[Segmenter, Segmenter], pieces: list[str]) -> None:
    fast, pure = both
    assert list(fast.cut("".join(pieces))) == list(pure.cut("".join(pieces)))


def test_a_long_run_of_unknown_characters_takes_linear_time(theirs: object) -> None:
    """jieba copies a path at each character; the same answer must come without that."""
    run_of_singles = "啊的吧呢了吗" * 200
    assert engine.PureJieba().cut(run_of_singles) == theirs.lcut(run_of_singles)  # type: ignore[attr-defined]
    assert len("".join(engine.PureJieba().cut(run_of_singles * 100))) == len(run_of_singles) * 100


# --- search mode


@pytest.mark.parametrize("text", ["中华人民共和国国务院总理", "小明硕士毕业于中国科学院计算所", "2025-12-03 3.5%"])
def test_search_mode_finds_what_jieba_finds(theirs: object, text: str) -> None:
    found = [word for token in segment(text, mode="search") for word in (*token.parts, token.text)]
    assert found == theirs.lcut_for_search(text)  # type: ignore[attr-defined]


def test_the_parts_are_the_same_with_and_without_rjieba(ours: object) -> None:
    assert list(ours.parts("中华人民共和国")) == ["中华", "华人", "人民", "共和", "共和国"]  # type: ignore[attr-defined]
    assert not any(token.parts for token in segment("中华人民共和国"))


# --- the lexicon


def test_a_word_of_the_lexicon_is_one_token_and_says_so() -> None:
    text = "推进青柠计划"
    assert "青柠计划" not in segment(text).texts
    token = segment(text, lexicon=Lexicon().with_words(["青柠计划"]))[-1]
    assert (token.text, token.source) == ("青柠计划", "lexicon")
    assert segment(text, lexicon=Lexicon().with_names(["青柠计划"]))[-1].source == "lexicon"


@pytest.mark.parametrize("word", ["买买提·艾力", "“双碳”目标", "1+X证书", "Wi-Fi 6", "㐀中"])
def test_a_word_with_any_character_is_one_token(ours: object, word: str) -> None:
    segmenter = engine.load([word], fast=isinstance(ours, engine.FastJieba))
    assert word in segmenter.cut(f"关于{word}的通知")


def test_two_lexicons_do_not_see_each_other() -> None:
    one, two = Lexicon().with_words(["青柠计划"]), Lexicon().with_words(["苦瓜计划"])
    text = "青柠计划苦瓜计划"
    assert "苦瓜计划" not in segment(text, lexicon=one).texts
    assert "青柠计划" not in segment(text, lexicon=two).texts
    assert not {"青柠计划", "苦瓜计划"} & {*segment(text).texts}


# --- isolation


@pytest.mark.parametrize("fast", IMPLEMENTATIONS)
def test_the_users_jieba_and_ours_do_not_see_each_other(fast: bool, tmp_path: Path) -> None:
    ran = run(
        f"""
        import jieba, logging
        from newsparse.segmentation import jieba as ours
        text = "青柠计划由中国科学院制定，于洋洋洒洒说"
        before = ours.load(["苦瓜计划"], fast={fast}).cut(text)
        plain = jieba.lcut("苦瓜计划")
        jieba.add_word("青柠计划"); jieba.del_word("科学院"); jieba.del_word("洋洋洒洒"); jieba.add_word("会议由")
        jieba.finalseg.add_force_split("青柠")
        assert "青柠计划" in jieba.lcut(text)
        assert ours.load(fast={fast}).cut(text) == before, (before, ours.load(fast={fast}).cut(text))
        assert ours.load(["新词"], fast={fast}).cut(text) == before
        assert jieba.lcut("苦瓜计划") == plain
        print("same")
        """,
        TMPDIR=str(tmp_path),
    )
    assert ran.stdout == "same\n"


@pytest.mark.parametrize("fast", IMPLEMENTATIONS)
def test_nothing_is_written_logged_or_imported_in_the_users_name(fast: bool, tmp_path: Path) -> None:
    ran = run(
        f"""
        import logging, sys
        logging.basicConfig(level=logging.DEBUG)
        from newsparse.segmentation import jieba as ours
        ours.load(["青柠计划"], fast={fast}).cut("会议强调")
        assert "jieba" not in sys.modules and "jieba" not in logging.root.manager.loggerDict
        assert logging.getLogger().level == logging.DEBUG and logging.getLogger().isEnabledFor(logging.DEBUG)
        """,
        TMPDIR=str(tmp_path),
        HOME=str(tmp_path),
        XDG_CACHE_HOME=str(tmp_path),
    )
    assert (ran.stdout, ran.stderr) == ("", "")
    assert list(tmp_path.rglob("*")) == []


def test_threads_can_ask_for_the_first_engine_together() -> None:
    ran = run(
        """
        import threading
        from newsparse.segmentation import jieba as ours
        found = []
        ask = lambda: found.append(ours.load(fast=False).cut("会议强调"))
        threads = [threading.Thread(target=ask) for _ in range(8)]
        [t.start() for t in threads]; [t.join() for t in threads]
        print(found == [["会议", "强调"]] * 8)
        """
    )
    assert ran.stdout == "True\n"


# --- engines of one's own, and misuse


class Blankless:
    """An engine that drops blanks, as pkuseg does."""

    def cut(self, text: str) -> list[str]:
        return text.split()

    def parts(self, word: str) -> list[str]:
        return list(word)


class Shifting(Blankless):
    def cut(self, text: str) -> list[str]:
        return [word.upper() for word in text.split()]


def test_an_engine_of_ones_own_is_realigned() -> None:
    tokens = segment(" ab  c\r\nd ", engine=Blankless(), mode="search")
    assert tokens.texts == (" ", "ab", " ", " ", "c", "\r\n", "d", " ")
    assert tokens[1].parts == ("a", "b")
    assert segment("ab cde", engine=Blankless(), lexicon=Lexicon().with_words(["cde", "ab"]))[2].source == "lexicon"


@pytest.mark.parametrize("words", [["AB"], ["b", "a"], ["a"], ["ab", "c"], ["abab"], ["a", "x", "b"]])
def test_shifted_text_is_refused(words: list[str]) -> None:
    with pytest.raises(NewsparseError, match="other characters"):
        aligned(words, "ab")


@given(st.text(st.sampled_from("ab \r\n\u3000\x1c"), max_size=20))
def test_dropped_blanks_come_back_where_they_were(text: str) -> None:
    assert "".join(aligned(text.split(), text)) == text


def test_shifted_text_of_an_engine_is_an_error_of_ours() -> None:
    with pytest.raises(NewsparseError, match="other characters"):
        segment("ab", engine=Shifting())


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((b"x",), {}, "must be str"),
        (("x", "thulac"), {}, "'jieba', 'pkuseg'"),
        (("x", object()), {}, "Segmenter"),
        (("x",), {"mode": "all"}, "'default', 'search'"),
        (("x",), {"lexicon": ["双碳"]}, "Lexicon"),
    ],
)
def test_misuse_says_what_to_do(arguments: tuple[object, ...], options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        segment(*arguments, **options)  # type: ignore[arg-type]


def test_without_rjieba_the_fast_engine_names_the_pip_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(MissingDependencyError, match=r'pip install "newsparse\[fast\]"'):
        engine.load(fast=True)


# --- keeping stretches whole


def test_the_longest_word_wins_from_the_left() -> None:
    found = Matcher(["中心", "中心组学习", "学习会", "心组"]).find("中心组学习会，中心")
    assert [tuple(span) for span in found] == [(0, 5), (7, 9)]


@pytest.mark.parametrize(
    ("words", "spans", "expected", "kept"),
    [
        (["于", "成指", "出"], [(0, 2)], ["于成", "指出"], {0}),
        (["会议", "强调"], [], ["会议", "强调"], set()),
        (["会议", "强调"], [(0, 4)], ["会议强调"], {0}),
        (["会议", "强调"], [(0, 2), (2, 4)], ["会议", "强调"], {0, 1}),
        (["会", "议强", "调"], [(1, 2)], ["会", "议", "强调"], {1}),
    ],
)
def test_keep(words: list[str], spans: list[tuple[int, int]], expected: list[str], kept: set[int]) -> None:
    text = "".join(words)
    assert keep(words, [Span(*s) for s in spans], text, lambda s: [s] if s else []) == (expected, kept)


@pytest.mark.parametrize(
    ("text", "whole"),
    [("国资监管", True), ("中国资本", False), ("在 国资", True)],
)
def test_a_word_of_two_characters_does_not_cut_through_words(text: str, whole: bool) -> None:
    words = {"国资监管": ["国资", "监管"], "中国资本": ["中国", "资本"], "在 国资": ["在", "国资"]}

    class Fixed(Blankless):
        def cut(self, text: str) -> list[str]:
            return words[text]

    assert ("国资" in WithWords(Fixed(), ["国资"]).cut(text)) is whole


def test_the_face_is_the_rooms() -> None:
    assert newsparse.segment is segment


# --- the default lexicon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实党风廉政建设责任书", "落实/党风廉政建设责任书"),
        ("国资委召开党委理论学习中心组学习会", "国资委/召开/党委理论学习中心组学习会"),
        ("坚持三会一课制度", "坚持/三会一课/制度"),
        ("推动国企高质量发展", "推动/国企/高质量发展"),
    ],
)
def test_the_default_lexicon_keeps_terms_whole(text: str, expected: str) -> None:
    assert "/".join(segment(text, lexicon=Lexicon.default()).texts) == expected


@pytest.mark.parametrize(
    ("straddler", "text"),
    [
        ("低碳", "降低碳排放强度"),
        ("院感", "住院感谢医生"),
        ("信创", "自信创新"),
        ("问责", "询问责任人"),
        ("非遗", "属非遗传性疾病"),
        ("化债", "消化债务"),
        ("央企", "中央企图"),
        ("主责", "自主责任意识"),
        ("援青", "对口支援青海"),
        ("流调", "加强交流调研"),
        ("编办", "新编办法"),
        ("镇街", "城镇街道"),
        ("林草", "园林草坪"),
        ("征迁", "长征迁移"),
    ],
)
def test_the_default_lexicon_does_not_cut_through_other_words(straddler: str, text: str) -> None:
    assert straddler in Lexicon.default().words
    assert straddler not in segment(text, lexicon=Lexicon.default()).texts


@pytest.mark.xfail(reason="jieba weighs words, it does not know that 局长 is a title after the name of an office")
def test_a_term_does_not_cut_through_the_title_after_it() -> None:
    assert "局长" in segment("国家能源局长", lexicon=Lexicon.default()).texts


@pytest.mark.parametrize("page", ["segmentation.md", "lexicon.md"])
def test_the_examples_of_the_documentation_run(page: str) -> None:
    path = Path(__file__).parents[1] / "docs" / page
    if not path.is_file():
        pytest.skip("the documentation is not part of an installed package")
    ran = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert ran.attempted and not ran.failed
