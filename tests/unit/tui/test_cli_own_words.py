"""`assay.toml` extends the lexicon and the places, for the command line and the screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.model import Article
from gold.extractors import Chosen, loading
from store.engine import open_store
from store.state import fresh
from tui import proposing
from tui.candidates import mentions
from tui.cli import main
from tui.placing import offers, place_of_text

TEXT = "date 2024-03-15 JOS: Six dragoons of the Sons of the Plain were gunned near Bulam Tari on Thursday.\n"
PLACES = """\
name,admin2,admin1,country,latitude,longitude,aliases
Bulam Tari,Konduga,Borno,Nigeria,11.4,13.5,Bulamtari; Boulam Tari
"""
TOML = """\
[lexicon]
files = ["words.toml"]
groups.security_forces = ["Sons of the Plain"]
verbs.killed = ["gun guns gunned gunned gunning"]

[places]
files = ["places.csv"]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report, a user's words and a user's places."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(TEXT)
    (tmp_path / "words.toml").write_text('sides.security_forces = ["dragoon"]\n')
    (tmp_path / "places.csv").write_text(PLACES)
    (tmp_path / "assay.toml").write_text(TOML)
    return tmp_path


@pytest.fixture(autouse=True)
def choice() -> Iterator[None]:
    """What a test chose ends with it, and a file is read anew as another run would."""
    forget()
    yield
    proposing.choose(Chosen())


def forget() -> None:
    loading.load.cache_clear()
    loading.rules_settings.cache_clear()


def extracted(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert main(["extract", "report.txt", *more]) == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    return record


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = main(list(argv))
    return code, capsys.readouterr().err


def test_own_words_and_places_are_read_and_their_hashes_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = extracted(capsys)
    (entry,) = own["incidents"]
    (count,) = entry["counts"]
    assert (count["side"], count["outcome"], count["best"]) == ("security_forces", "killed", 6)
    place = entry["location"]
    assert (place["name"], place["admin2"], place["country"]) == ("Bulam Tari", "Konduga", "NG")
    assert (place["precision"], place["latitude"]) == ("near", 11.4)
    (folder / "assay.toml").unlink()
    plain = extracted(capsys)
    (entry,) = plain["incidents"]
    assert entry["location"]["latitude"] is None
    assert entry["counts"] == []
    assert own["extractor"]["lexicon"] != plain["extractor"]["lexicon"]
    assert own["extractor"]["gazetteer"].startswith(plain["extractor"]["gazetteer"] + "+")


def test_other_processes_have_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert extracted(capsys, "--jobs", "2") == extracted(capsys)


def test_a_changed_file_is_another_extractor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = extracted(capsys)["extractor"]
    (folder / "places.csv").write_text(PLACES.replace("11.4", "11.5"))
    (folder / "words.toml").write_text('sides.security_forces = ["dragoon", "hussar"]\n')
    forget()
    after = extracted(capsys)["extractor"]
    assert before["gazetteer"] != after["gazetteer"]
    assert before["lexicon"] != after["lexicon"]


def test_the_users_word_beats_the_packages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "assay.toml").write_text('[lexicon]\nsides.security_forces = ["rebel"]\n')
    (folder / "report.txt").write_text("date 2024-03-15 JOS: Six rebels were killed in Jos on Thursday.\n")
    (entry,) = extracted(capsys)["incidents"]
    assert [c["side"] for c in entry["counts"]] == ["security_forces"]


def test_on_the_screen_they_are_proposed_hinted_at_and_offered(folder: Path) -> None:
    from extract.article import make_article
    from tui.settings import settle

    proposing.choose(settle(folder=folder, environ={}).extracting)
    article: Article = make_article("report.txt", TEXT)
    state = fresh(proposing.propose(article))
    assert [m.value["country"] for m in mentions(state, "place") if m.text == "Bulam Tari"] == ["NG"]
    offered = offers("boulam", state, "i1")
    assert [(o.place.name, o.place.admin2, o.beside.split("  ")[-1]) for o in offered] == [
        ("Boulam Tari", "Konduga", "in your places")
    ]
    assert place_of_text("Bulamtari", state, "i1").latitude == 11.4


def test_a_new_file_of_words_makes_a_new_version_and_keeps_the_old(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        assert main(["extract", "report.txt", "-o", name]) == 0
        assert main(["import", name]) == 0
        (folder / "assay.toml").unlink(missing_ok=True)
    capsys.readouterr()
    with open_store("assay.db") as store:
        assert [v.articles for v in store.extractor_versions()] == [1, 1]


WRONG = {
    "[lexicon]\nsides.neutrals = ['x']": "there is no list of words sides.neutrals; sides has",
    "[lexicon]\nside.militants = ['x']": "there is no list of words side; there are sides, groups",
    "[lexicon]\nsides.militants = 'x'": "sides.militants must be a list of words",
    "[lexicon]\nsides = 5": "sides must be a table",
    "[lexicon]\nverbs.killed = ['gun guns']": "'gun guns' is not five forms of a verb",
    '[lexicon]\nsides.militants = ["\\u0007"]': "is no word",
    "[lexicon]\nfiles = ['none.toml']": "lexicon.files names none.toml, and there is no such file",
    "[lexicon]\nfiles = 'words.toml'": "lexicon.files must be a list of files",
    "[places]\nfile = 'places.csv'": "there is no setting places.file",
    "[places]\nfiles = ['words.toml']": "words.toml:1: there is no column 'name'",
    "[lexicon]\nfiles = ['places.csv']": "places.csv is no TOML",
    "extractor = 5": "extractor must be text",
    "extractor = 'nobody'": "there is no extractor 'nobody'; there are rules",
}


@pytest.mark.parametrize("content", WRONG)
def test_what_cannot_be_used_is_one_sentence_and_nothing_is_done(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (folder / "assay.toml").write_text(content)
    code, said = told(capsys, "extract", "report.txt", "-o", "out.jsonl")
    assert code == 2
    assert WRONG[content] in said
    assert said.count("\n") == 1
    assert not (folder / "out.jsonl").exists()


ROWS = {
    "Zor,,,Ruritania,,,": "places.csv:2: 'Ruritania' is no country's name or two-letter code",
    "Zor,,,NG,95,1,": "latitude '95' is no number from -90 to 90",
    "Zor,,,NG,9,,": "latitude and longitude go together",
    ",,,NG,9,9,": "the name is missing",
    "Zor,,,NG,9,9,a,b": "more cells than columns",
    "Zor,,,NG,9,9,\nZOR,,,NG,8,8,": "places.csv:3: 'ZOR' is another place in line 2 already",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_cannot_be_used_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], row: str
) -> None:
    (folder / "places.csv").write_text(f"{PLACES.splitlines()[0]}\n{row}\n")
    code, said = told(capsys, "extract", "report.txt")
    assert code == 2
    assert ROWS[row] in said
    assert said.count("\n") == 1


def test_units_are_written_as_the_place_file_has_them_and_give_coordinates(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "places.csv").write_text("name,admin1,country\nBulam Tari,borno state,ng\n")
    place = extracted(capsys)["incidents"][0]["location"]
    assert (place["admin1"], place["country"]) == ("Borno", "NG")
    assert place["latitude"] is not None
