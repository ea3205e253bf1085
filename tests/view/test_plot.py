"""Figures of many bulletins."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import bulletins
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.transforms import Bbox

import newsparse
from newsparse import Bulletin, MissingDependencyError, Span, UsageError, plot
from newsparse.bulletin import EventDate, KeyPhrase, Person
from newsparse.fonts import ADVICE, FAMILIES, LATIN, MissingFontWarning, _packaged, families
from newsparse.individuals import individuals
from newsparse.layout import laid_out

TITLES = ("岚泉县副县长",)  # of one body, so that the registry joins what is named alike
PICTURES = (plot.timeline, plot.network, plot.phrases)


def dated(*days: str) -> list[Bulletin]:
    return [
        Bulletin(raw="", text="", date=EventDate(day, None, None, None, day, "day", "date", Span(0, 0))) for day in days
    ]


def named(*names: str, roles: tuple[str, ...] = ("attendee",)) -> Bulletin:
    return Bulletin(raw="", text="", people=tuple(Person(name, TITLES, "岚泉县", roles, Span(0, 0)) for name in names))


def words(figure: Figure) -> list[str]:
    axes = figure.axes[0]
    labels = axes.get_yticklabels() if axes.axison else []
    return [text.get_text() for text in (*axes.texts, *labels, *figure.texts)]


def heights(figure: Figure) -> float:
    return sum(bar.get_height() for bar in figure.axes[0].patches)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_made_and_can_be_shown_and_saved(picture: object) -> None:
    figure = picture(bulletins(30))
    assert isinstance(figure, Figure)
    assert figure._repr_png_().startswith(b"\x89PNG")
    drawn = plot.svg(figure)
    assert drawn.startswith("<svg") and drawn.rstrip().endswith("</svg>")


@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_bulletins_give_the_same_picture(picture: object) -> None:
    assert plot.svg(picture(bulletins(15))) == plot.svg(picture(bulletins(15)))


@pytest.mark.parametrize(
    ("picture", "says"),
    [
        (plot.timeline, "no bulletin has a full date"),
        (plot.network, "no two persons were present together"),
        (plot.phrases, "no bulletin has key phrases"),
    ],
)
@pytest.mark.parametrize("given", [[], [Bulletin(raw="", text="")]])
def test_nothing_to_draw_is_said(picture: object, says: str, given: list[Bulletin]) -> None:
    assert says in words(picture(given))


@pytest.mark.parametrize(
    "days", [["2024-03-01"], ["2024-03-01", "2024-04-30"], ["2022-01-31", "2024-12-01"], ["1949-10-01", "2024-02-29"]]
)
def test_every_dated_event_is_in_a_bar(days: list[str]) -> None:
    figure = plot.timeline([*dated(*days, *days), *dated("--03-01"), Bulletin(raw="", text="")])
    assert heights(figure) == 2 * len(days)
    assert "2 without a full date" in words(figure)


def test_the_timeline_tells_the_frequent_kinds_apart_and_gathers_the_rest() -> None:
    figure = plot.timeline(bulletins(200))
    labels = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert len(labels) == len(set(labels)) <= plot.KINDS_SHOWN + 1
    assert heights(figure) == 200
    bars = {(bar.get_facecolor(), bar.get_hatch()) for bar in figure.axes[0].patches}
    assert len(bars) == len({hatch for _, hatch in bars}) == len(labels), "told apart without colours too"


def test_the_network_joins_who_was_present_together() -> None:
    figure = plot.network([named("方远山", "林乔"), named("方远山", "林乔", "石磊"), named("秦可桢")])
    assert set(words(figure)) == {"方远山", "林乔", "石磊"}
    widths = sorted(line.get_linewidth() for line in figure.axes[0].lines)
    assert len(widths) == 3 and widths[-1] > widths[0]


def test_who_was_absent_met_nobody() -> None:
    assert "no two persons were present together" in words(plot.network([named("方远山", "林乔", roles=("absent",))]))


def test_the_network_shows_the_most_frequent() -> None:
    often = [named("方远山", "林乔")] * 2
    assert set(words(plot.network([named("石磊", "秦可桢"), *often], top=2))) == {"方远山", "林乔"}


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Names of which one covers more than a corner of the other."""
    figure.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in figure.axes[0].texts]
    pairs = ((a, b, Bbox.intersection(x, y)) for i, (a, x) in enumerate(boxes) for b, y in boxes[:i])
    return [(a, b) for a, b, shared in pairs if shared and shared.width * shared.height > 0.2 * boxes[0][1].height ** 2]


@pytest.mark.parametrize("number", [40, 300])
def test_names_in_the_network_can_be_read(number: int) -> None:
    assert overlapping(plot.network(bulletins(number))) == []


def test_groups_that_nobody_links_stand_apart() -> None:
    links = [(f"{group}{one}", f"{group}{other}") for group in "abcde" for one in range(4) for other in range(one)]
    places = laid_out(links)
    frames = []
    for group in "abcde":
        across, up = zip(*(place for name, place in places.items() if name[0] == group), strict=True)
        frames.append(Bbox([[min(across), min(up)], [max(across), max(up)]]))
    assert not [1 for i, one in enumerate(frames) for other in frames[:i] if one.overlaps(other)]
    assert len({round(frame.y0) for frame in frames}) > 1, "in more than one row"


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁戊己"), st.sampled_from("甲乙丙丁戊己")), max_size=9))
@settings(deadline=None, max_examples=30)
def test_everyone_who_is_linked_has_a_place_and_the_same_one_in_any_order(links: list[tuple[str, str]]) -> None:
    places = laid_out(links)
    assert set(places) == {name for link in links for name in link}
    assert len({(round(x, 6), round(y, 6)) for x, y in places.values()}) == len(places)
    assert laid_out(links[::-1]) == places


def test_names_lead_where_they_are_told_to() -> None:
    drawn = plot.svg(plot.network_of(individuals([named("方远山", "林乔")]), link={"林乔": "#/林乔"}.get))
    assert drawn.count("<a ") == 1
    assert 'href="#/林乔"' in drawn


@pytest.mark.parametrize(
    "word", ["$x_{", "$\\frac{1}$", "<script>alert(1)</script>", '"><img onerror=x>', "a\nb", "\\", "\x00\ud800"]
)
def test_strange_words_are_drawn_as_they_are(word: str) -> None:
    strange = Bulletin(
        raw="",
        text="",
        people=named(word, "林乔").people,
        key_phrases=(KeyPhrase(word, 1.0, ()),),
        date=dated("2024-01-01")[0].date,
    )
    for picture in PICTURES:
        drawn = plot.svg(picture([strange]))
        assert "<script" not in drawn and "<img" not in drawn


@pytest.mark.parametrize("picture", PICTURES[1:])
def test_drawing_nothing_is_misuse(picture: object) -> None:
    with pytest.raises(UsageError, match="top=0"):
        picture([], top=0)


def test_chinese_characters_show() -> None:
    chosen = families()
    if chosen == [LATIN] and os.environ.get("NEWSPARSE_BROWSER") != "required":
        pytest.skip("no font with Chinese characters is installed")
    characters = set("岚江水务集团党委书记董事长会议（扩大）、，。们龙")
    font = get_font(findfont(FontProperties(family=chosen[:1])))
    assert not {char for char in characters if not font.get_char_index(ord(char))}
    plot.phrases(bulletins(10))._repr_png_()  # a glyph that is missing would warn, and a warning fails the test


def test_without_a_font_one_line_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsparse.fonts._known", lambda: {LATIN})
    with pytest.warns(MissingFontWarning) as caught:
        figure = plot.phrases(bulletins(5))
        figure._repr_png_()
        figure.savefig(BytesIO(), bbox_inches="tight")  # as a notebook does
    (warned,) = caught
    assert str(warned.message) == ADVICE
    assert "\n" not in ADVICE and "apt-get install fonts-noto-cjk" in ADVICE
    assert warned.filename == __file__, "it points to the caller"


def test_fonts_of_a_package_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("__init__.py", "fonts/NotoSansCJKsc-Regular.otf", "fonts/SimHei.ttf"):
        (tmp_path / "mplfonts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mplfonts" / name).touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert _packaged() == [str(tmp_path / "mplfonts" / "fonts" / "NotoSansCJKsc-Regular.otf")]


def test_the_best_of_the_installed_fonts_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsparse.fonts._known", lambda: {LATIN, *FAMILIES[3:6]})
    assert families() == [FAMILIES[3], LATIN]


@pytest.mark.parametrize(("package", "call"), [("matplotlib", "timeline([])"), ("networkx", "network([b])")])
def test_a_missing_package_is_named_with_the_line_that_installs_it(package: str, call: str) -> None:
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "import newsparse; b = newsparse.parse('局长方远山、副局长林乔出席会议。')\n"
        f"newsparse.plot.{call}"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (
        f'MissingDependencyError: {package} is not installed. Install it with: pip install "newsparse[plot]"'
        in ran.stderr
    )
    assert issubclass(MissingDependencyError, newsparse.NewsparseError)


def test_pyplot_stays_out_of_it() -> None:
    code = (
        "import sys, newsparse; newsparse.plot.timeline([]); newsparse.plot.network([]);"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "False"
