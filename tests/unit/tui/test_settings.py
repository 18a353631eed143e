"""Where settings come from, which one wins, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.settings import SettingsError, settle


def test_without_anything_the_store_is_here_and_the_reviewer_is_who_logged_in(tmp_path: Path) -> None:
    found = settle(folder=tmp_path, environ={"XDG_CONFIG_HOME": str(tmp_path)})
    assert found.db == "assay.db"
    assert found.reviewer
    assert not found.reviewer_given


def test_the_command_line_beats_the_environment_and_that_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text('db = "file.db"\nreviewer = "file"\n')
    nothing = {"XDG_CONFIG_HOME": str(tmp_path / "none")}
    environ = {**nothing, "ASSAY_DB": "env.db", "ASSAY_REVIEWER": "env"}
    by_file = settle(folder=tmp_path, environ=nothing)
    by_env = settle(folder=tmp_path, environ=environ)
    by_hand = settle(db="hand.db", reviewer="hand", folder=tmp_path, environ=environ)
    assert (by_file.db, by_file.reviewer) == (str(tmp_path / "file.db"), "file")
    assert (by_env.db, by_env.reviewer, by_env.reviewer_given) == ("env.db", "env", False)
    assert (by_hand.db, by_hand.reviewer, by_hand.reviewer_given) == ("hand.db", "hand", True)


def test_the_current_folder_comes_before_the_configuration_folder(tmp_path: Path) -> None:
    home, here = tmp_path / "xdg", tmp_path / "here"
    (home / "assay").mkdir(parents=True)
    here.mkdir()
    (home / "assay" / "assay.toml").write_text('reviewer = "home"\n')
    environ = {"XDG_CONFIG_HOME": str(home)}
    assert settle(folder=here, environ=environ).reviewer == "home"
    (here / "assay.toml").write_text('db = "sqlite:///x.db"\nreviewer = "here"\n')
    found = settle(folder=here, environ=environ)
    assert (found.reviewer, found.db) == ("here", "sqlite:///x.db")


def test_columns_keys_and_limits_are_read(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text(
        'theme = "assay-light"\n[keys]\n"review.accept" = ["a", "enter"]\n'
        '[input]\nmax_article_mb = 2\ncolumns = { text = "body", id = "nr" }\n'
    )
    found = settle(folder=tmp_path, environ={}, columns={"id": "no"})
    assert found.theme == "assay-light"
    assert found.keys == {"review.accept": ["a", "enter"]}
    assert found.input.columns == {"text": "body", "id": "no"}
    assert found.input.max_article_bytes == 2 << 20


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("db = ", "no TOML"),
        ("databse = 'x'", "databse"),
        ("db = 5", "db must be text"),
        ("[input]\ncolumn = 1", "input.column"),
        ("[input.columns]\nbody = 'text'", "input.columns.body"),
        ("[input]\nmax_article_mb = 'large'", "max_article_mb"),
        ("keys = 'a'", "[keys]"),
        ("[keys]\n'review.accept' = 1", "keys.review.accept"),
        ("reviewer = ''", "reviewer must be text"),
    ],
)
def test_a_wrong_setting_is_one_sentence_with_the_file(tmp_path: Path, content: str, word: str) -> None:
    (tmp_path / "assay.toml").write_text(content)
    with pytest.raises(SettingsError) as told:
        settle(folder=tmp_path, environ={})
    assert word in str(told.value)
    assert "assay.toml" in str(told.value)


def test_a_file_that_cannot_be_looked_at_stops_the_work_here_and_not_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, home = tmp_path / "here", tmp_path / "xdg"
    for folder in (here, home / "assay"):
        folder.mkdir(parents=True)
    real = Path.is_file

    def is_file(path: Path) -> bool:
        if path.parent in forbidden:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    forbidden = {home / "assay"}
    found = settle(folder=here, environ={"XDG_CONFIG_HOME": str(home), "ASSAY_REVIEWER": "amina"})
    assert (found.reviewer, found.db, found.file) == ("amina", "assay.db", None)
    (note,) = found.notes
    assert note == f"{home}/assay/assay.toml cannot be read (permission denied): going on without it"
    forbidden = {here}
    with pytest.raises(SettingsError, match=r"assay\.toml cannot be read: permission denied"):
        settle(folder=here, environ={"XDG_CONFIG_HOME": str(home)})


@pytest.mark.parametrize("name", ["\x1b[31m", " ", "x" * 100])
def test_a_reviewer_who_could_not_be_printed_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError, match="printable"):
        settle(reviewer=name, folder=tmp_path, environ={})
