"""The report and the notebook's blocks in a real browser: Debian's chromium and chromium-driver, without a network.

Skipped where they are absent, unless NEWSPARSE_BROWSER=required, as in .ci/run.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from invented import bulletins
from test_notebook import evil

import newsparse
from newsparse import Bulletin, report
from newsparse.demo import example

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and os.environ.get("NEWSPARSE_BROWSER") != "required",
    reason="needs chromium and chromedriver: apt-get install chromium chromium-driver",
)
GREETING = "岚江水务集团召开智慧供水建设推进会"


class Browser:
    """A driver with the few words these tests need."""

    def __init__(self, driver: object, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def open(self, page: str, address: str = "") -> None:
        path = self.folder / "page.html"
        path.write_text(page, encoding="utf-8")
        self.driver.get("about:blank")  # a mere change of the fragment would not load the page again
        self.driver.get(path.as_uri() + address)

    def all(self, selector: str) -> list:
        return self.driver.find_elements("css selector", selector)

    def one(self, selector: str) -> object:
        found = self.all(selector)
        assert found, f"nothing on the page is {selector}"
        return found[0]

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def until(self, reached: Callable[[], object]) -> None:
        """Wait; what is exchanged for another element while it is looked at has not been reached."""
        from selenium.common.exceptions import StaleElementReferenceException

        end = time.monotonic() + 20
        while True:
            with contextlib.suppress(StaleElementReferenceException):
                if reached():
                    return
            assert time.monotonic() < end, self.text("body")[:500]
            time.sleep(0.05)

    def type(self, name: str, value: str) -> None:
        """Fill in a field of the filters; dates are set as a date picker would."""
        script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))"
        self.driver.execute_script(script, self.one(f"[name={name}]"), value)

    def style(self, selector: str, name: str) -> str:
        return self.driver.execute_script(
            "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])",
            selector,
            name,
        )

    def keys(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def requests(self) -> list[str]:
        """Every address that was asked for since the last call."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    assert CHROMIUM and DRIVER, "NEWSPARSE_BROWSER=required, but chromium or chromedriver is not installed"
    folder = tmp_path_factory.mktemp("browser")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, "--window-size=1300,900", f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    try:
        yield Browser(driver, folder)
    finally:
        driver.quit()


@pytest.fixture
def browser(started: Browser) -> Iterator[Browser]:
    """Whatever a test does, the console stays silent and nothing but the page itself is asked for."""
    started.requests()
    started.complaints()
    theme(started, "light")
    yield started
    assert started.complaints() == []
    own = ((started.folder / "page.html").as_uri(), "about:blank", "data:", "blob:")
    assert [address for address in started.requests() if not address.startswith(own)] == []


@pytest.fixture(scope="module")
def corpus() -> list[Bulletin]:
    return [*bulletins(60), newsparse.Parser(explain=True).parse(example()), evil()]


@pytest.fixture(scope="module")
def page(corpus: list[Bulletin]) -> str:
    return report(corpus, failures=[("void.txt", "is empty")])


def theme(browser: Browser, name: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": name}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def count(browser: Browser) -> str:
    return browser.text("#count")


def test_the_list_opens_and_leads_to_a_bulletin(browser: Browser, page: str) -> None:
    browser.open(page)
    assert count(browser) == "62 bulletins"
    assert len(browser.all("#list li")) == 50
    assert browser.text("main h2") == "At a glance"
    browser.one("#pages button:last-child").click()
    assert len(browser.all("#list li")) == 12
    browser.one("#list a").click()
    browser.until(lambda: browser.all("article .np-text"))
    assert browser.text("main h2") == browser.text("#list a[aria-current] .name")


def test_words_person_organisation_kind_and_dates_narrow_the_list(
    browser: Browser, corpus: list[Bulletin], page: str
) -> None:
    browser.open(page)

    def narrowed(number: int, **filters: str) -> None:
        browser.one("#clear").click()
        for name, value in filters.items():
            browser.type(name, value)
        expected = f"{number} of 62 bulletins" if number != 62 else "62 bulletins"
        browser.until(lambda: count(browser) == expected)

    person = corpus[0].people[0].name
    narrowed(1, words="漏损率")
    narrowed(1, words="漏损率 贺云舟")
    narrowed(sum(any(p.name == person for p in b.people) for b in corpus), person=person)
    narrowed(
        sum("青屿大学" in str(b.organizer) + str([p.organization for p in b.people]) for b in corpus),
        organization="青屿大学",
    )
    narrowed(sum(b.meeting is not None and b.meeting.kind == "培训" for b in corpus), kind="培训")
    days = [b.date.start for b in corpus if b.date]
    narrowed(sum("2022-03-01" <= day <= "2022-12-31" for day in days), **{"from": "2022-03-01", "to": "2022-12-31"})
    narrowed(0, words="没有这样的词")
    assert "No bulletin matches" in browser.text("#list")
    assert browser.text("main h2") == "No bulletin matches"
    narrowed(62)


def test_a_mark_shows_its_evidence(browser: Browser, page: str) -> None:
    browser.open(page, "#/bulletin/60")
    browser.until(lambda: browser.text("main h2") == GREETING)
    assert "Choose a mark" in browser.text("#evidence")
    browser.one(".np-text .np-chair").click()
    shown = browser.text("#evidence")
    for words in (
        "chair, speaker",
        "集团党委书记、董事长",
        "陸承岳",
        "集团党委书记、董事长陆承岳主持会议并讲话，",
        "rule host-meeting",
    ):
        assert words in shown
    assert browser.text(".chosen") == "陆承岳"
    assert browser.one("#evidence").get_attribute("aria-live") == "polite"


def test_marks_are_reached_and_chosen_by_keyboard(browser: Browser, page: str) -> None:
    from selenium.webdriver import Keys

    browser.open(page, "#/bulletin/60")
    browser.driver.execute_script("arguments[0].focus()", browser.one(".np-text .np-date"))
    browser.keys(Keys.TAB)  # past the repairs, which are switched off
    focused = browser.driver.switch_to.active_element
    assert (focused.get_attribute("class"), focused.get_attribute("role")) == ("np-mark np-organizer", "button")
    assert browser.style(":focus", "outline-style") == "solid"
    browser.keys(Keys.ENTER)
    assert "?huàn)F" in browser.text("#evidence")


def test_repairs_are_shown_when_they_are_wanted(browser: Browser, page: str) -> None:
    browser.open(page, "#/bulletin/60")
    (switch,) = [button for button in browser.all(".switches button") if button.text == "repair"]
    assert switch.get_attribute("aria-pressed") == "false"
    assert browser.style(".np-text .np-repair", "border-bottom-style") == "none"
    browser.one(".np-text .np-chair .np-repair").click()
    assert "chair, speaker" in browser.text("#evidence"), "the name is meant"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    assert browser.style(".np-text .np-repair", "border-bottom-style") == "dotted"
    browser.one(".np-text .np-chair .np-repair").click()
    shown = browser.text("#evidence")
    assert shown.index("repair: script") < shown.index("Around it") < shown.index("chair, speaker")
    switch.click()
    assert browser.style(".np-text .np-repair", "border-bottom-style") == "none"


def test_a_person_has_a_page(browser: Browser, corpus: list[Bulletin], page: str) -> None:
    browser.open(page, "#/people")
    browser.one("tbody a").click()
    browser.until(lambda: "Titles over time" in browser.text("main"))
    name = browser.text("main h2")
    meetings = sum(any(person.name == name for person in bulletin.people) for bulletin in corpus)
    assert f"Named in {meetings} bulletins" in browser.text("main")
    assert len(browser.all("section:nth-of-type(2) tbody tr")) == meetings > 1
    browser.one("section:nth-of-type(2) tbody a").click()
    browser.until(lambda: browser.all("article .np-text"))
    browser.driver.back()
    browser.until(lambda: browser.text("main h2") == name)


def test_the_pictures_show_and_names_in_them_lead_on(browser: Browser, page: str) -> None:
    for view in ("timeline", "phrases", "network"):
        browser.open(page, f"#/{view}")
        assert browser.one(".picture svg").size["height"] > 200
    link = browser.one(".picture a")
    name = link.text
    link.click()
    browser.until(lambda: browser.text("main h2") == name)


def test_what_could_not_be_read_is_listed(browser: Browser, page: str) -> None:
    browser.open(page, "#/failures")
    assert "void.txt" in browser.text("main") and "is empty" in browser.text("main")
    browser.open(report([]))
    assert "No bulletins" in browser.text("main")
    assert not browser.all('[href="#/failures"]')
    browser.open(page, "#/nowhere")
    assert "names nothing" in browser.text("main")


def test_the_selection_is_saved_as_csv_and_json(browser: Browser, corpus: list[Bulletin], page: str) -> None:
    formula = Bulletin(raw="=1+1", text="=1+1", title='=HYPERLINK("http://x")', source="-2+3")
    browser.open(report([corpus[60], formula, corpus[0]], pictures=False))
    for name in ("csv", "json"):
        (browser.folder / f"bulletins.{name}").unlink(missing_ok=True)
        browser.one(f"#{name}").click()
    files = [browser.folder / "bulletins.csv", browser.folder / "bulletins.json"]
    browser.until(lambda: all(file.exists() and file.stat().st_size for file in files))
    with files[0].open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["1"]["chair"] == "陆承岳" and rows["1"]["date"] == "2023-05-12" and rows["1"]["place"] == "三楼会议室"
    assert (rows["2"]["title"], rows["2"]["source"]) == ("'" + str(formula.title), "'-2+3")
    saved = {row.pop("id"): row for row in json.loads(files[1].read_text(encoding="utf-8"))}
    whole = corpus[60].to_dict()
    del whole["repairs"]
    assert saved["1"] == whole
    assert saved["2"]["title"] == formula.title, "JSON is no spreadsheet"


@pytest.mark.parametrize("address", ["#/", "#/bulletin/61", "#/people", "#/person/0", "#/network", "#/phrases"])
def test_hostile_words_run_nothing(browser: Browser, page: str, address: str) -> None:
    browser.open(page, address)
    for mark in browser.all(".np-text [role=button]")[:5]:
        browser.driver.execute_script("arguments[0].click()", mark)
    assert browser.all("img") == []
    assert len(browser.all("script:not([type])")) == 1


@pytest.mark.parametrize("width", [360, 1300])
def test_nothing_sticks_out_of_a_narrow_window(browser: Browser, page: str, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for address in ("#/", "#/bulletin/60", "#/person/0", "#/people", "#/network"):
            browser.open(page, address)
            assert browser.driver.execute_script("return document.documentElement.scrollWidth") <= width, address
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_two_thousand_bulletins_stay_usable(browser: Browser) -> None:
    """Only what is shown is made: the page stays as small as with few, however many bulletins there are."""
    few, many = bulletins(60), bulletins(2000)
    sizes = []
    for corpus in (few, many):
        browser.open(report(corpus))
        assert count(browser) == f"{len(corpus):,} bulletins"
        sizes.append(len(browser.all("body *:not(script, option)")))
        browser.type("words", "港口智能化升级 教务处")
        browser.until(lambda: " of " in count(browser))
        browser.one("#list a").click()
        browser.until(lambda: browser.all("article .np-text"))
    assert sizes[1] < sizes[0] + 50


def block(body: str, attributes: str = "") -> str:
    own = '<p id="own">own <mark>mark</mark></p>'
    return f'<!doctype html><meta charset="utf-8"><body {attributes}>{own}<div>{body}</div>'


def test_a_block_in_a_notebook_changes_nothing_around_it(browser: Browser) -> None:
    names = (
        "color",
        "background-color",
        "font-family",
        "font-size",
        "line-height",
        "margin-top",
        "text-decoration-line",
    )
    before, after = [], []
    for found, body in ((before, ""), (after, newsparse.parse(example())._repr_html_())):
        browser.open(block(body))
        found += [browser.style(selector, name) for selector in ("#own", "#own mark", "body") for name in names]
    assert before == after


def test_the_notebook_changes_nothing_within_a_block(browser: Browser) -> None:
    host = (
        "<style>.host:not(.x) td { text-align: right } .host tbody tr:nth-child(even) { background: red }"
        ".host ul { padding-left: 4em } .host dt { float: left; width: 20% }</style>"
    )
    shown = newsparse.view.overview(bulletins(3)) + newsparse.parse(example())._repr_html_()
    browser.open(block(host + shown, 'class="host"'))
    assert browser.style("tbody tr:nth-child(2)", "background-color") == "rgba(0, 0, 0, 0)"
    assert browser.style("tbody td", "text-align") == "left"
    assert browser.style(".np-list", "padding-left") == "0px"
    assert browser.style("dt", "float") == "none"


def test_a_block_follows_the_notebook_then_the_system(browser: Browser) -> None:
    shown = newsparse.parse(example())._repr_html_()
    light, dark = "rgb(255, 255, 255)", "rgb(20, 24, 30)"
    for system, attributes, paper in (
        ("light", "", light),
        ("dark", "", dark),
        ("dark", 'data-jp-theme-light="true"', light),
        ("light", 'data-jp-theme-light="false"', dark),
        ("light", 'class="vscode-dark"', dark),
        ("dark", 'class="vscode-light"', light),
    ):
        theme(browser, system)
        browser.open(block(shown, attributes))
        assert browser.style(".newsparse", "background-color") == paper, (system, attributes)


def test_a_block_tells_what_stood_there_when_the_tab_key_stops_at_a_repair(browser: Browser) -> None:
    from selenium.webdriver import Keys

    browser.open(block(newsparse.parse("學(xué)習會議")._repr_html_()))
    browser.keys(Keys.TAB)
    focused = browser.driver.switch_to.active_element
    assert focused.text == "学习会议"
    shown = browser.driver.execute_script("return getComputedStyle(arguments[0], '::after').content", focused)
    assert "學(xué)習會議" in shown


def test_a_block_with_hostile_words_runs_nothing(browser: Browser) -> None:
    browser.open(block(evil()._repr_html_() + newsparse.view.overview([evil()])))
    assert browser.all("img") == browser.all("script") == []
