"""Pictures of many bulletins: when they took place, who met whom, what they were about.

Each function returns a matplotlib figure of its own, which a notebook shows and `savefig` saves; pyplot and its global
state stay untouched. Needs `pip install "newsparse[plot]"`.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING

from newsparse.bulletin import Bulletin
from newsparse.errors import UsageError, missing
from newsparse.fonts import LATIN, families
from newsparse.individuals import Seen, individuals, shared_meetings
from newsparse.layout import laid_out
from newsparse.terminal import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    from newsparse.picture import Picture
KINDS_SHOWN = 7  # more cannot be told apart
# Colours of Okabe and Ito, which the colour-blind tell apart too; hatches tell the kinds apart without any colour.
COLORS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a900", "#9aa0a6")
HATCHES = ("", "///", "...", "\\\\\\", "xxx", "---", "+++", "")
REST = "other"
INK = "#24292f"
EPOCH = datetime.date(1970, 1, 1)  # matplotlib counts days from here
DAYS_A_BAR = ((92, 7), (1100, 30.4375), (float("inf"), 365.25))  # up to so many days: weeks, months, years


def timeline(bulletins: Iterable[Bulletin]) -> Picture:
    """How many events took place when, by kind; bars are weeks, months or years, as the range asks.

    Args:
        bulletins: parsed bulletins; those without a date, or without its year, are counted below the picture.

    Raises:
        MissingDependencyError: matplotlib or networkx is not installed.

    >>> import newsparse
    >>> figure = timeline([newsparse.parse("2024年3月1日，市水务局召开工作例会。局长方远山主持会议。")])
    >>> figure.axes[0].get_title(loc="left")
    '1 dated events'
    """
    read = list(bulletins)
    dated = [(bulletin.date.as_date(), _kind(bulletin)) for bulletin in read if bulletin.date]
    events = [(day, kind) for day, kind in dated if day]
    figure, axes = _figure(9, 4)
    axes.set_title(f"{len(events):,} dated events", loc="left")
    if undated := len(read) - len(events):
        figure.text(0.99, 0.01, f"{undated:,} without a full date", ha="right", fontsize=8, color=INK)
    if events:
        _bars(axes, events)
    else:
        _nothing(axes, "no bulletin has a full date")
    return _finished(figure)


def network(bulletins: Iterable[Bulletin], *, top: int = 40) -> Picture:
    """Who was present together: persons as points, a line between two who share a bulletin, stronger the more they do.

    Args:
        bulletins: parsed bulletins. Who is who says `newsparse.registry`.
        top: how many persons are drawn at most: those in most bulletins.

    Raises:
        MissingDependencyError: matplotlib or networkx is not installed.
        UsageError: `top` is not positive.

    >>> import newsparse
    >>> figure = network([newsparse.parse("局长方远山、副局长林乔出席会议。")])
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['方远山', '林乔']
    """
    if top < 1:
        raise UsageError(f"top={top} draws nobody; pass the number of persons to draw")
    return network_of(individuals(list(bulletins)), top=top)


def network_of(
    people: Mapping[str, Sequence[Seen]], *, top: int = 40, link: Callable[[str], str | None] = lambda _: None
) -> Picture:
    """The network of persons who are known already; `link` gives the address a name leads to in an SVG."""
    kept = sorted(people, key=lambda name: -len(people[name]))[:top]
    meetings = shared_meetings({name: people[name] for name in kept})
    figure, axes = _figure(9, 7)
    axes.set_axis_off()
    if not meetings:
        _nothing(axes, "no two persons were present together")
        return _finished(figure)
    _draw(axes, meetings, {name: len(people[name]) for name in kept}, link)
    shown = len({name for pair in meetings for name in pair})
    axes.set_title(f"Present together: {shown} of {len(people):,} persons", loc="left")
    return _finished(figure)


def phrases(bulletins: Iterable[Bulletin], *, top: int = 20) -> Picture:
    """What the bulletins are about: the key phrases of most of them.

    Args:
        bulletins: parsed bulletins.
        top: how many phrases are drawn at most.

    Raises:
        MissingDependencyError: matplotlib or networkx is not installed.
        UsageError: `top` is not positive.

    >>> import newsparse
    >>> figure = phrases([newsparse.parse("3月1日，市水务局召开老旧管网改造推进会。")])
    >>> any("老旧管网改造" in label.get_text() for label in figure.axes[0].get_yticklabels())
    True
    """
    if top < 1:
        raise UsageError(f"top={top} draws nothing; pass the number of phrases to draw")
    read = list(bulletins)
    counts = Counter(text for bulletin in read for text in {phrase.text for phrase in bulletin.key_phrases})
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:top]
    figure, axes = _figure(9, 1.2 + 0.28 * max(len(best), 3))
    if not best:
        _nothing(axes, "no bulletin has key phrases")
        return _finished(figure)
    bars = axes.barh(range(len(best)), [count for _, count in best], color=COLORS[0], height=0.7)
    axes.set_yticks(range(len(best)), [visible(text).plain for text, _ in best])
    axes.bar_label(bars, padding=3, fontsize=8, color=INK)
    axes.invert_yaxis()
    axes.margins(y=0.01)
    axes.set_title(f"Key phrases of {len(read):,} bulletins", loc="left")
    axes.set_xlabel("bulletins")
    _whole_numbers(axes.xaxis)
    return _finished(figure)


def ready() -> None:
    """Make sure that every picture can be drawn.

    Raises:
        MissingDependencyError: matplotlib or networkx is not installed.
    """
    for package in ("matplotlib", "networkx"):
        try:
            import_module(package)
        except ImportError as error:
            raise missing(package, "plot") from error


def svg(figure: Picture) -> str:
    """The figure as an `<svg>` element whose texts are texts, so that the reader's fonts show them."""
    import matplotlib

    figure.boxes_are_known = True  # its texts are measured here and drawn elsewhere
    buffer = BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "newsparse"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    drawn = buffer.getvalue().decode("utf-8")
    return drawn[drawn.index("<svg") :]


def _kind(bulletin: Bulletin) -> str:
    return bulletin.meeting.kind if bulletin.meeting else REST


def _bars(axes: Axes, events: Sequence[tuple[datetime.date, str]]) -> None:
    """A bar for each stretch of time, its kinds on top of each other, the most frequent below."""
    kinds = [kind for kind, _ in Counter(kind for _, kind in events).most_common() if kind != REST][:KINDS_SHOWN]
    starts, width = _stretches([day for day, _ in events])
    counted = Counter((start, kind if kind in kinds else REST) for start, (_, kind) in zip(starts, events, strict=True))
    places = sorted(set(starts))
    below = [0] * len(places)
    for number, kind in enumerate([*kinds, REST]):
        heights = [counted[place, kind] for place in places]
        if not any(heights):
            continue
        style = len(COLORS) - 1 if kind == REST else number
        axes.bar(
            [(place - EPOCH).days for place in places],
            heights,
            width=width * 0.9,
            bottom=below,
            align="edge",
            label=kind,
            color=COLORS[style],
            hatch=HATCHES[style],
            edgecolor="white",
            linewidth=0.5,
        )
        below = [low + height for low, height in zip(below, heights, strict=True)]
    _dated(axes)


def _dated(axes: Axes) -> None:
    """Days below, whole numbers beside, and what the bars mean."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    days = AutoDateLocator(minticks=3, maxticks=10)
    axes.xaxis.set_major_locator(days)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(days))
    _whole_numbers(axes.yaxis)
    axes.set_ylabel("events")
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, reverse=True)


def _whole_numbers(axis: Axis) -> None:
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True))


def _stretches(days: Sequence[datetime.date]) -> tuple[list[datetime.date], float]:
    """The first day of the week, month or year of each day, and how many days a stretch has."""
    reach = (max(days) - min(days)).days
    width = next(width for limit, width in DAYS_A_BAR if reach <= limit)
    if width == DAYS_A_BAR[0][1]:
        return [day - datetime.timedelta(day.weekday()) for day in days], width
    if width == DAYS_A_BAR[1][1]:
        return [day.replace(day=1) for day in days], width
    return [day.replace(month=1, day=1) for day in days], width


def _draw(
    axes: Axes,
    meetings: Mapping[tuple[str, str], int],
    sizes: Mapping[str, int],
    link: Callable[[str], str | None],
) -> None:
    """The graph; groups that nobody links stand beside each other."""
    places = laid_out(meetings)
    most, largest = max(meetings.values()), max(sizes.values())
    for (one, other), shared in meetings.items():
        (x, y), (u, v) = places[one], places[other]
        weight = shared / most
        axes.plot([x, u], [y, v], color="#8c959f", linewidth=0.4 + 3 * weight, alpha=0.25 + 0.5 * weight, zorder=1)
    names = [name for name in sizes if name in places]
    points = [60 + 340 * sizes[name] / largest for name in names]
    across, up = [places[name][0] for name in names], [places[name][1] for name in names]
    axes.scatter(across, up, s=points, color=COLORS[0], edgecolor="white", zorder=2)
    for name, size in zip(names, points, strict=True):
        text = axes.annotate(
            visible(name).plain,
            places[name],
            (0, -(size**0.5) / 2 - 2),
            textcoords="offset points",
            ha="center",
            va="top",
            zorder=3,
        )
        text.set_fontsize(9)
        if address := link(name):
            text.set_url(address)
    axes.margins(0.08)


def _figure(width: float, height: float) -> tuple[Picture, Axes]:
    ready()
    from newsparse.picture import Picture

    figure = Picture(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _nothing(axes: Axes, why: str) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, why, ha="center", va="center", transform=axes.transAxes, color=INK)


def _finished(figure: Picture) -> Picture:
    """The figure with a font that has Chinese characters on every text."""
    from matplotlib.text import Text

    fonts = families()
    figure.boxes_are_known = fonts == [LATIN]
    for text in figure.findobj(Text):
        text.set_fontfamily(fonts)
        text.set_parse_math(False)  # a dollar sign is one
    return figure
