"""The fields pane as rows: columns that hold, nothing that moves, what fits where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Check, Count, Place, Record
from store import mends
from store.state import State, apply, fresh
from tui.view import Cursor, ReviewView, build, fields
from tui.widgets.arrange import arrange, arrangement, displayed
from tui.widgets.glyphs import ASCII, UNICODE, choose
from tui.widgets.ink import Row
from tui.widgets.wrap import cells

FOCUS = Cursor("i1", "counts/c1")
SIZES = [(80, 9), (80, 7), (50, 34), (58, 34), (58, 20), (92, 52), (30, 24), (18, 14), (12, 5)]


def text(row: Row) -> str:
    return "".join(ink.text for ink in row.inks)


def lines(view: ReviewView, width: int = 58, height: int = 40) -> list[str]:
    return [text(row).rstrip() for row in arrange(view, width, height, UNICODE)]


def view(state: State, cursor: Cursor = FOCUS, *checks: Check) -> ReviewView:
    return build(state, checks, cursor)


def shown_entries(state: State, width: int, height: int, cursor: Cursor = FOCUS) -> frozenset[str]:
    what = view(state, cursor)
    return displayed(arrange(what, width, height, UNICODE), what)


@pytest.fixture
def many(raids: Record) -> State:
    """Thirty entries."""
    copies = tuple(replace(raids.incidents[1], id=f"i{n}", part_of=None) for n in range(10, 36))
    return fresh(replace(raids, incidents=(*raids.incidents, *copies)))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_size_is_filled_exactly(state: State, many: State, width: int, height: int) -> None:
    for what in (state, many, apply(state, mends.reject(state, "i2", "exists"))):
        for glyphs in (UNICODE, ASCII):
            rows = arrange(view(what), width, height, glyphs)
            assert len(rows) == height
            assert max(cells(text(row)) for row in rows) <= width


def test_an_open_entry_shows_value_words_and_decision_in_columns(state: State) -> None:
    shown = lines(view(state))
    assert shown[1] == "▌1   Muslim Bagh, Qila Saifullah · raid           ⊂Σ3   ○"
    assert shown[2] == "  date       Thu 30 Jan 2025                          ~ ○"
    assert shown[3] == "             “Thursday night”"
    assert shown[6] == "▸ killed     militants     5  “Five gunmen were…”       ○"


def test_where_it_is_wide_words_stand_beside_dates_and_counts_in_one_column(state: State) -> None:
    shown = [row for row in lines(view(state), 92, 52) if row[2:8].strip() in ("date", "killed", "wounde")]
    assert {row.index("= 5" if "= 5" in row else "“") for row in shown} == {49}


def test_a_sum_that_holds_is_written_out(state: State) -> None:
    assert any("7  = 5 + 2" in row and row.endswith("✓ ○") for row in lines(view(state)))


def test_a_decision_moves_nothing(state: State) -> None:
    """The same words stand in the same rows and columns; only what was decided looks different."""
    for size in ((58, 40), (58, 24), (80, 9)):
        before = arrange(view(state), *size, UNICODE)
        for decide in (mends.accept, mends.unknown):
            after = arrange(view(apply(state, decide(state, "i1", "counts/c1"))), *size, UNICODE)
            for a, b in zip(before, after, strict=True):
                assert text(a)[:-5] == text(b)[:-5] or "○" in text(a)


def test_the_cursor_moves_nothing_in_a_list_that_fits(state: State) -> None:
    assert arrangement(view(state), 58, 26) == "focused"
    titles = []
    for cursor in fields(state):
        shown = lines(view(state, cursor), 58, 26)
        at = next(i for i, row in enumerate(shown) if "─ entries" in row)
        titles.append([at, *(row[1:24] for row in shown[at + 1 :] if "not claimed" not in row)])
    assert all(t == titles[0] for t in titles)


def test_a_list_that_does_not_fit_keeps_the_focused_entry_in_view(many: State) -> None:
    for cursor in fields(many):
        shown = lines(view(many, cursor), 58, 30)
        assert any(row.startswith("▌") for row in shown[10:])
        assert any("more" in row or "above" in row for row in shown)


def test_a_list_tells_place_date_and_counts_of_every_entry(state: State) -> None:
    """Nothing may be verified that was never to be read: what is long is wrapped, not cut."""
    shown = lines(view(state), 54, 22)
    at = next(i for i, row in enumerate(shown) if "─ entries" in row)
    assert shown[at + 1 : at + 6] == [
        "▌ 1 Muslim Bagh, Qila  30 Jan  5 mil killed   ⊂Σ3 ~ ○",
        "    Saifullah",
        "  2 Loralai            31 Jan  2 mil killed   ⊂Σ3   ○",
        "                               3 sec wounded",
        " Σ3 place not stated   1 Feb   7 mil killed       ~ ○",
    ]


def test_it_is_known_which_entries_can_be_read(state: State, many: State) -> None:
    for width, height in ((58, 40), (58, 26), (54, 22), (120, 50)):
        assert shown_entries(state, width, height) == {"i1", "i2", "i3", "t1"}
    assert shown_entries(state, 80, 9) == {"i1"}
    some = shown_entries(many, 54, 30)
    assert "i1" in some
    assert "i20" not in some
    assert "i20" in shown_entries(many, 54, 30, Cursor("i20", "date"))


def test_an_entry_whose_place_is_cut_cannot_be_read(state: State) -> None:
    state = apply(state, mends.set_place(state, "i2", Place("Loralai " * 30)))
    assert shown_entries(state, 54, 26) == {"i1", "i3", "t1"}


def test_an_entry_with_many_counts_scrolls_to_the_focused_one(state: State) -> None:
    for n in range(12):
        count = Count("x", "unknown", "killed", n, n, n, "exact")
        state = apply(state, mends.add_count(state, "i1", count)[1])
    shown = arrange(view(state, Cursor("i1", "counts/c13")), 80, 9, UNICODE)
    assert any(row.focused for row in shown)
    assert "Muslim Bagh" in text(shown[1])


def test_narrow_panes_have_tabs_fields_and_the_evidence(state: State) -> None:
    state = apply(state, mends.accept_entry(state, "i1"))
    shown = lines(view(state), 80, 9)
    assert shown[0].split() == ["1✓", "2○", "Σ3○", "4○"]
    assert shown[2].split() == ["date", "Thu", "30", "Jan", "2025", "“Thursday", "night”", "~", "✓"]
    assert shown[8].strip().startswith("Five gunmen were killed near Muslim Bagh")


def test_tabs_that_do_not_fit_say_how_many_more_there_are(many: State) -> None:
    shown = lines(view(many, Cursor("i20", "date")), 60, 9)[0]
    assert shown.strip()[0].isdigit()
    assert "+" in shown[:5]
    assert "+" in shown[-5:]


def test_open_checks_are_told_in_words(state: State) -> None:
    check = Check("tolls_disagree", "note", "Two sources tell different tolls.", "i1", "counts/c1")
    assert "  ! Two sources tell different tolls." in lines(view(state, FOCUS, check))
    assert lines(view(state, FOCUS, check), 80, 9)[8].strip() == "! Two sources tell different tolls."


def test_a_check_that_stops_looks_graver_than_a_note(state: State) -> None:
    note = Check("tolls_disagree", "note", "Two tolls.", "i1", "counts/c1")
    stop = Check("bounds_order", "blocking", "Out of order.", "i1", "counts/c1")
    rows = arrange(view(state, FOCUS, note, stop), 58, 40, UNICODE)
    at = next(i for i, row in enumerate(rows) if "Out of order" in text(row))
    assert [text(row).strip() for row in rows[at : at + 2]] == ["⊘ stop: Out of order.", "! Two tolls."]
    assert [i.look for i in rows[at].inks if i.text.strip()] == ["matter-blocking", "error"]
    assert [i.look for i in rows[at + 1].inks if i.text.strip()] == ["matter-check", "warning"]
    assert lines(view(state, FOCUS, note, stop), 80, 9)[8] == "  ⊘ stop: Out of order."


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("sum_holds", "✓"),
        ("sum_short", "⊃"),
        ("date_inferred", "~"),
        ("date_reported", "~"),
        ("place_inferred", "~"),
    ],
)
def test_what_is_no_fault_is_told_quietly(state: State, code: str, sign: str) -> None:
    what = view(state, FOCUS, Check(code, "note", "It is so.", "i1", "counts/c1"))
    row = next(row for row in arrange(what, 58, 40, UNICODE) if "It is so." in text(row))
    assert text(row).strip() == f"{sign} It is so."
    assert {i.look for i in row.inks if i.text.strip()} == {"quiet"}
    assert lines(what, 80, 9)[8].strip().startswith("Five gunmen")


def test_numbers_that_nothing_claims_stand_at_the_foot(state: State) -> None:
    assert lines(view(state))[-1] == "  not claimed: “two”"


def test_a_rejected_count_is_struck_and_a_corrected_one_tells_what_was(state: State) -> None:
    state = apply(state, mends.reject(state, "i2", "counts/c2"))
    corrected = replace(state.count("i1", "c1"), low=6, best=6, high=6)
    state = apply(state, mends.set_count(state, "i1", corrected))
    rows = arrange(view(state), 58, 40, UNICODE)
    struck = next(row for row in rows if "wounded" in text(row))
    assert {i.look for i in struck.inks if i.text.strip() in ("wounded", "security", "3")} == {"struck"}
    assert any("6  was 5" in text(row) and "✎" in text(row) for row in rows)


def test_an_article_without_entries_says_what_to_do(raids: Record) -> None:
    empty = fresh(replace(raids, incidents=()))
    assert "X says that there is none" in " ".join(" ".join(lines(build(empty, (), None))).split())


def test_plain_terminals_get_plain_signs(state: State) -> None:
    rows = arrange(view(state), 58, 40, ASCII)
    assert all(text(row).isascii() for row in rows)


def test_the_signs_are_one_cell_each_and_differ() -> None:
    for glyphs in (UNICODE, ASCII):
        assert all(cells(g) == 1 for g in (*glyphs.decisions.values(), *glyphs.matters.values()))
        assert len(set(glyphs.decisions.values())) == 6
        assert len(set(glyphs.matters.values())) == 7


@pytest.mark.parametrize(
    ("setting", "encoding", "term", "plain"),
    [
        ("auto", "utf-8", "xterm-256color", False),
        ("auto", "ascii", "xterm", True),
        ("auto", None, "xterm", True),
        ("auto", "UTF-8", "linux", True),
        ("unicode", "ascii", "linux", False),
        ("ascii", "utf-8", "xterm", True),
    ],
)
def test_the_signs_are_chosen_by_setting_encoding_and_terminal(
    setting: str, encoding: str | None, term: str, plain: bool
) -> None:
    assert choose(setting, encoding=encoding, term=term).plain is plain


def test_untrusted_words_are_text(raids: Record) -> None:
    title = "[red]Zhob\x1b[31m\u202e"
    place = replace(raids.incidents[1].location, name=title)
    state = fresh(replace(raids, incidents=(replace(raids.incidents[1], location=place),)))
    assert any("[red]Zhob␛[31m↤" in row for row in lines(view(state)))
