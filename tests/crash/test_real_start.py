"""Starting a real `assay` in a real terminal on stores and files that are not as they should be."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bench._terminal import Terminal


def run(*words: str, folder: Path) -> Terminal:
    command = shutil.which("assay", path=str(Path(sys.executable).parent))
    assert command is not None
    return Terminal([command, *words], cwd=folder, columns=120, rows=40)


def test_a_store_that_is_no_database_ends_the_screen_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("these are only notes\n" * 100)
    (tmp_path / "a.txt").write_text("date 2025-01-01 Quetta: Two people were hurt.")
    with run("--db", "notes.db", "a.txt", folder=tmp_path) as terminal:
        assert terminal.exit_code() == 2
        last = terminal.output.decode().strip().splitlines()[-1]
    assert "notes.db" in last
    assert (tmp_path / "notes.db").read_text().startswith("these are only notes")


def test_a_bad_line_is_named_at_the_end_and_the_rest_is_there(tmp_path: Path) -> None:
    (tmp_path / "mixed.jsonl").write_text(
        '{"id": "one", "text": "Harvest festival opens in Bannu."}\n{"id": "two", "text"\n'
        '{"id": "three", "text": "The bridge at Tank is closed."}\n'
    )
    with run("mixed.jsonl", folder=tmp_path) as terminal:
        terminal.wait_for(b"Harvest festival")
        terminal.wait_for(b"mixed.jsonl:2")
        terminal.wait_for(b"of 2")
        terminal.press(b"n")
        terminal.wait_for(b"The bridge at Tank")
        mark = terminal.press(b"q")
        assert terminal.exit_code() == 1
    assert b"mixed.jsonl:2" in terminal.output[mark:]


def test_an_article_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("Report \x1b[31mred\x1b]0;title\x07 and [bold]marked[/bold] text.")
    with run("bad.txt", folder=tmp_path) as terminal:
        terminal.wait_for(b"marked[/bold]")
        terminal.press(b"q")
        assert terminal.exit_code() == 0
    assert b"\x1b]0;title" not in terminal.output
    assert b"\x1b[31mred" not in terminal.output


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with run(folder=tmp_path) as terminal:
        terminal.wait_for(b"nothing to review yet")
        terminal.press(b"q")
        assert terminal.exit_code() == 0


def test_keys_that_clash_and_an_unknown_theme_are_told_before_anything_is_drawn(tmp_path: Path) -> None:
    settings = tmp_path / "assay.toml"
    for text, told in (
        ('[keys]\n"review.accept" = "x"\n"review.acept" = "v"\n', b"review.accept wants 'x'"),
        ('theme = "mauve"\n', b"there is no theme 'mauve'"),
    ):
        settings.write_text(text)
        with run(folder=tmp_path) as terminal:
            assert terminal.exit_code() == 2
            assert told in terminal.output
            assert b"\x1b[?1049h" not in terminal.output
