"""Bulletin.tokens: what extraction found is whole, what surrounds it is cut as ever."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse import Lexicon, Span, segment
from newsparse.bulletin import Bulletin, EventDate, Field, Meeting, Person, Settings
from newsparse.errors import UsageError
from newsparse.segmentation import segment_bulletin

TEXT = (
    "3月1日下午，青柠水务集团在青柠宾馆三楼召开安全生产工作部署会。"
    "党委书记、董事长于成主持会议，副总经理方向明、任远出席。于成指出，要做好工作，方向明总经理表示赞同。"
)


def at(words: str, nth: int = 0, text: str = TEXT) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def person(name: str, titles: tuple[str, ...], mentions: int = 1) -> Person:
    found = tuple(at(name, i) for i in range(mentions))
    return Person(name=name, titles=titles, organization=None, roles=("attendee",), span=found[0], mentions=found)


def bulletin(**changes: object) -> Bulletin:
    date = EventDate("--03-01", None, None, "下午", "3月1日下午", "day", None, at("3月1日下午"))
    fields: dict[str, object] = {
        "date": date,
        "organizer": Field("青柠水务集团", at("青柠水务集团")),
        "place": Field("青柠宾馆三楼", at("青柠宾馆三楼")),
        "meeting": Meeting("安全生产工作部署会", at("安全生产工作部署会"), "工作会议"),
        "people": (
            person("于成", ("党委书记", "董事长"), 2),
            person("方向明", ("副总经理", "总经理"), 2),
            person("任远", ("副总经理",)),
        ),
    }
    return Bulletin(raw=TEXT, text=TEXT, **{**fields, **changes})  # type: ignore[arg-type]


def entities(found: Bulletin) -> list[str]:
    return [token.text for token in found.tokens if token.source == "entity"]


def test_every_field_is_one_token() -> None:
    assert entities(bulletin()) == [
        "3月1日下午",
        "青柠水务集团",
        "青柠宾馆三楼",
        "安全生产工作部署会",
        "党委书记",
        "董事长",
        "于成",
        "副总经理",
        "方向明",
        "任远",
        "于成",
        "方向明",
        "总经理",
    ]


def test_tokens_are_the_text_and_what_is_cut_anew_are_words() -> None:
    found = bulletin()
    assert "".join(found.tokens.texts) == TEXT
    assert all(TEXT[token.span.slice] == token.text for token in found.tokens)
    after = found.tokens.texts[found.tokens.texts.index("出席") + 2 :]
    assert after[:2] == ("于成", "指出")


def test_a_title_inside_a_longer_title_is_not_cut_out() -> None:
    text = "副院长方向明、院长任远出席"
    people = (
        Person("方向明", ("副院长",), None, ("attendee",), at("方向明", text=text)),
        Person("任远", ("院长",), None, ("attendee",), at("任远", text=text)),
    )
    assert entities(Bulletin(raw=text, text=text, people=people)) == ["副院长", "方向明", "院长", "任远"]


def test_a_title_of_another_sentence_is_left_alone() -> None:
    text = "理事长致辞。任远出席。"
    people = (Person("任远", ("理事长",), None, ("attendee",), at("任远", text=text)),)
    assert entities(Bulletin(raw=text, text=text, people=people)) == ["任远"]


def test_a_name_is_surer_than_the_meeting_it_stands_in() -> None:
    text = "召开纪念任远座谈会"
    meeting = Meeting("纪念任远座谈会", at("纪念任远座谈会", text=text), "座谈会")
    people = (Person("任远", (), None, ("attendee",), at("任远", text=text)),)
    assert entities(Bulletin(raw=text, text=text, meeting=meeting, people=people)) == ["任远"]


def test_fields_of_the_headline_have_no_place_in_the_text() -> None:
    meeting = Meeting("部署会", Span(0, 3), "工作会议", span_in="title")
    assert "3月1" not in entities(bulletin(meeting=meeting))


def test_the_domain_lexicon_is_used_unless_the_parser_was_given_one() -> None:
    text = "国资委与青柠计划"
    plain = Bulletin(raw=text, text=text)
    assert (plain.tokens[0].text, plain.tokens[0].source) == ("国资委", "lexicon")
    own = segment_bulletin(plain, Settings(lexicon=Lexicon().with_words(["青柠计划"])))
    assert [t.text for t in own if t.source == "lexicon"] == ["青柠计划"]


@pytest.mark.parametrize("engine", ["jieba", "pkuseg"])
def test_the_parsers_engine_cuts(engine: str) -> None:
    if engine == "pkuseg":
        pytest.importorskip("spacy_pkuseg")
    parsed = newsparse.Parser(engine=engine, script="keep", punctuation="keep").parse("会议 强调 高质量发展")
    assert "".join(parsed.tokens.texts) == parsed.text
    assert parsed.tokens[-1].source == "lexicon"


class Letters:
    def cut(self, text: str) -> list[str]:
        return list(text)

    def parts(self, word: str) -> list[str]:
        return []


def test_the_parser_takes_an_engine_of_ones_own_and_refuses_what_is_none() -> None:
    parsed = newsparse.Parser(engine=Letters(), lexicon=Lexicon().with_words(["青柠计划"])).parse("推进青柠计划")
    assert parsed.tokens.texts == ("推", "进", "青柠计划")
    with pytest.raises(UsageError, match="Segmenter"):
        newsparse.Parser(engine=3)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="Lexicon"):
        newsparse.Parser(lexicon=["青柠计划"])  # type: ignore[arg-type]


def test_tokens_do_not_travel_with_a_pickle() -> None:
    found = bulletin()
    assert found.tokens is found.tokens
    assert "tokens" not in pickle.loads(pickle.dumps(found)).__dict__
    assert pickle.loads(pickle.dumps(found)).tokens == found.tokens


@given(
    st.lists(st.tuples(st.integers(-3, 90), st.integers(0, 9)), max_size=6),
    st.lists(st.tuples(st.integers(-3, 90), st.integers(0, 9)), max_size=3),
)
def test_any_spans_leave_the_text_whole(names: list[tuple[int, int]], fields: list[tuple[int, int]]) -> None:
    people = tuple(Person("任远", ("董事长",), None, ("attendee",), Span(a, a + n)) for a, n in names)
    places = [Field("x", Span(a, a + n)) for a, n in fields]
    found = bulletin(people=people, place=places[0] if places else None, organizer=places[-1] if places else None)
    assert "".join(found.tokens.texts) == TEXT


@given(st.text(st.sampled_from("于成书记主持会议。3月1日 ，、局长任远出席\n"), max_size=60))
def test_whatever_is_parsed_the_tokens_are_the_text(text: str) -> None:
    parsed = newsparse.parse(text)
    assert "".join(parsed.tokens.texts) == parsed.text


def test_the_words_outside_fields_are_those_of_segment() -> None:
    text = "会议强调绿色发展，要求扎实推进。"
    assert Bulletin(raw=text, text=text).tokens.texts == segment(text, lexicon=Lexicon.default()).texts
