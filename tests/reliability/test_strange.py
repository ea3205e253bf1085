"""Documents that no bulletin should look like: nothing raises, nothing is lost, and the rest is still read."""

from __future__ import annotations

import pytest
from invariants import check

import newsparse

REPORT = "3月5日，县委书记石磊主持召开工作例会，副县长方远山出席。"
STRANGE = {
    "empty": "",
    "blanks": " \t\u3000\xa0\n\r\n\u2028" * 50,
    "NUL": "\0".join(REPORT),
    "lone surrogates": "\ud83d" + REPORT + "\udc00\ud800",
    "halves of a pair": "\ud842\udfb7" + REPORT,
    "right to left": "\u202e" + REPORT + "\u202cשלום عليكم",
    "combining": "e\u0301\u0302" * 40 + REPORT + "会\u20dd",
    "a thousand marks on one letter": REPORT + "石" + "\u0301" * 1000,
    "astral Han": "𠮷" + REPORT + "𠮷田\U0002a6d6\U00030000",
    "astral Han for a name": "县长𠮷磊主持会议。",
    "private use": "\ue000\uf8ff\U000f0000" + REPORT,
    "noncharacters": "\ufffe\uffff\U0010ffff" + REPORT,
    "controls": "".join(map(chr, range(32))) + REPORT + "\x7f\x80\x85\x9f",
    "emoji": "👨‍👩‍👧‍👦🇨🇳" + REPORT + "👍🏽",
    "byte order marks": "\ufeff" + REPORT + "\ufeff",
    "variation selectors": "石\ufe00磊\U000e0100" + REPORT,
    "only marks": "，。；：？！、（）《》“”" * 100,
    "only closing": "）》”】" * 200,
    "a table of numbers": "1\t2,000\t3.5%\n" * 200,
    "nested tags": "<div>" * 500 + REPORT + "</div>" * 500,
}


@pytest.mark.parametrize("name", STRANGE)
def test_nothing_raises(name: str) -> None:
    raw = STRANGE[name]
    for title in (None, raw):
        bulletin = newsparse.parse(raw, title=title)
        assert bulletin.raw == raw
        check(bulletin)
        assert newsparse.Bulletin.from_json(bulletin.to_json()).to_json() == bulletin.to_json()
        assert "".join(bulletin.tokens.texts) == bulletin.text


@pytest.mark.parametrize("name", [name for name, raw in STRANGE.items() if REPORT in raw])
def test_what_surrounds_a_report_does_not_hide_it(name: str) -> None:
    bulletin = newsparse.parse(STRANGE[name])
    assert [person.name for person in bulletin.people] == ["石磊", "方远山"]
    assert bulletin.chair is not None and bulletin.meeting is not None


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\xff\xfe", b"\xfe\xff\x4f", b"\xef\xbb\xbf", bytes(range(256)), b"\x81" * 99, b"\xff" * 5000]
)
def test_no_bytes_raise(data: bytes) -> None:
    check(newsparse.parse(data))


@pytest.mark.parametrize("headline", ["，。" * 400, "1\n" * 2000, "会议" * 2000, "绿色低碳发展" * 300])
def test_a_headline_longer_than_any_text_is_read_as_far_as_texts_are(headline: str) -> None:
    check(newsparse.parse("县委书记石磊主持会议。", title=headline))
    check(newsparse.parse(headline, title=headline))


DAYS = (
    "0日",
    "3月0日",
    "0月3日",
    "31日",
    "2月29日",
    "2月29日至30日",
    "2023年2月29日",
    "12月31日至1月2日",
    "十十月三十十日",
)


@pytest.mark.parametrize("published", [None, "2023-03-01", "9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("day", DAYS)
def test_dates_are_days_of_the_calendar(day: str, published: str | None) -> None:
    for wording in ("县委召开会议，为期三天", "县委召开2023年工作会议，为期十十天", "县委召开会议，部署2023年工作"):
        check(newsparse.parse(f"{day}，{wording}。", published=published))
        check(newsparse.parse(f"2023年3月5日，石磊主持会议。{day}，{wording}。", published=published))


def test_a_leap_day_is_that_of_the_last_leap_year() -> None:
    date = newsparse.parse("2月29日，县委召开会议。", published="2023-03-01").date
    assert date is not None and date.start == "2020-02-29"


@pytest.mark.parametrize(
    "raw",
    [REPORT + "a" * 10_000_000, REPORT + "\n" + "".join(f"{number}\n" for number in range(100_000))],
    ids=["one line", "many lines"],
)
def test_ten_megabytes_in_a_line_and_a_hundred_thousand_lines(raw: str) -> None:
    bulletin = newsparse.parse(raw.encode())
    assert bulletin.raw == raw
    assert [person.name for person in bulletin.people] == ["石磊", "方远山"]
    assert bulletin.meeting is not None and bulletin.meeting.text == "工作例会"
