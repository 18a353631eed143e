"""The agreement screen: figures above, the articles that differ most below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from extract.model import Count, DateRange, Entry, Place
from gold.agreement.run import Agreement, agreement
from gold.agreement.units import Coding
from tui.agreement_app import AgreementApp


def entry(best: int, day: int) -> Entry:
    start = dt.date(2025, 1, day)
    count = Count("c1", "militants", "killed", best, best, best, "exact")
    place = Place("Dobra", None, "Sel", "NG", 9.5, 8.0, precision="place")
    return Entry("i1", date=DateRange(start, start, "day"), location=place, counts=(count,))


def arm(name: str) -> Agreement:
    """Six articles of two coders; in every second one the day differs, the last one has a hostile id."""
    told = []
    for n in range(6):
        article = "a\x1b[31m6.txt" if n == 5 else f"a{n}.txt"
        told.append(Coding(article, "amina", (entry(n + 1, 5),), arm=name))
        told.append(Coding(article, "bilal", (entry(n + 1, 5 + n % 2),), arm=name))
    return agreement(told, replicates=0)


ARMS = {"assisted": arm("assisted"), "blank": arm("blank")}


def shown(app: AgreementApp, name: str) -> str:
    return str(app.query_one(name, Static).render())


async def test_the_article_under_the_cursor_says_what_differs() -> None:
    app = AgreementApp(ARMS)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.query_one(OptionList).option_count == 3
        assert "amina – bilal: date" in shown(app, "#reasons")
        await pilot.press("j")
        assert app.query_one(OptionList).highlighted == 1


async def test_tab_goes_to_the_next_arm_and_round() -> None:
    app = AgreementApp(ARMS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        assert shown(app, "#heading").startswith("blank: 6 articles")
        await pilot.press("tab")
        assert shown(app, "#heading").startswith("assisted: 6 articles")


async def test_a_hostile_id_is_shown_not_obeyed() -> None:
    app = AgreementApp(ARMS)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        options = app.query_one(OptionList)
        rows = [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]
        assert all("\x1b" not in row for row in rows)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_how_agreement_looks(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    async def wait(pilot: Pilot[None]) -> None:
        await pilot.pause()

    assert snap_compare(AgreementApp(ARMS), terminal_size=size, run_before=wait)
