"""Every example in the README is run, in order, in one folder: commands, keys and what they print.

A `console` block holds commands after `$ ` and what they print; `…` stands for anything. A `keys` block
holds what is pressed on the review screen of `samples`, one key after the other, in the same store.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gold.inputs import InputOptions
from tests.tui.sitting import Sitting
from tui.actions import Action, markdown_table
from tui.app import AssayApp
from tui.cli import parser
from tui.job import Job
from tui.screen_actions import ADJUDICATE, AGREEMENT, EVERY, HISTORY, PAGE, QUEUE
from tui.start import first_sight

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
REVIEWER = "amina"


def blocks() -> Iterator[tuple[str, str]]:
    """The README's fenced examples, in order, as (language, text)."""
    for found in re.finditer(r"^```(\w+)\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL):
        yield found[1], found[2]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with what it is said to print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def says(pattern: str, printed: str) -> bool:
    """Whether the output is what the README shows; `…` is anything, trailing blanks do not count."""

    def clean(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.strip().splitlines())

    parts = [re.escape(p) for p in clean(pattern).split("…")]
    return re.fullmatch(".*".join(parts), clean(printed), flags=re.DOTALL) is not None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder with the samples in it."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    return tmp_path


async def test_the_examples_of_the_readme_do_what_it_says(folder: Path) -> None:
    seen = {"console": 0, "keys": 0}
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "ASSAY_REVIEWER": REVIEWER,
        "COLUMNS": "100",
    }
    for language, block in blocks():
        if language == "keys":
            await press(folder, block.split())
        elif language == "console":
            for command, printed in commands(block):
                done = subprocess.run(
                    ["sh", "-c", command],
                    cwd=folder,
                    env=environment,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert says(printed, done.stdout), f"$ {command}\n{done.stdout}{done.stderr}"
        else:
            continue
        seen[language] += 1
    assert min(seen.values()) > 0


async def press(folder: Path, keys: list[str]) -> None:
    """Open the review screen on the samples, press the keys, leave."""
    job = Job(str(folder / "assay.db"), REVIEWER, (str(folder / "samples"),), InputOptions())
    app = AssayApp(job, first=first_sight(job))
    async with app.run_test(size=(120, 40)) as pilot:
        sitting = Sitting(pilot, folder / "assay.db")
        await sitting.settled()
        for key in keys:
            await sitting.press(key)
        await sitting.settled()


def test_the_two_commands_stand_first() -> None:
    commands = re.findall(r"^make \w+", README, flags=re.MULTILINE)
    assert commands[:2] == ["make review", "make test"]
    targets = re.findall(r"^(\w+):", makefile(), flags=re.MULTILINE)
    assert set(commands) <= {f"make {target}" for target in targets}


def shell_examples() -> list[str]:
    """Every `assay …` line of the README's `sh` blocks, without its comment."""
    lines = [line for language, block in blocks() if language == "sh" for line in block.splitlines()]
    return [line.split("| ")[-1].strip() for line in lines if "assay " in line]


@pytest.mark.parametrize("line", shell_examples())
def test_every_command_line_that_is_shown_can_be_typed(line: str) -> None:
    words = shlex.split(line, comments=True)
    assert words[0] == "assay"
    arguments = words[1:]
    if arguments[0] not in ("import", "extract"):
        arguments = ["review", *arguments]
    assert parser().parse_args(arguments).command == arguments[0]


def test_the_key_table_is_made_from_the_registry() -> None:
    _, _, rest = README.partition("<!-- keys -->")
    table, _, _ = rest.partition("<!-- /keys -->")
    assert table.strip() == markdown_table().strip()


@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("queue", QUEUE),
        ("history", HISTORY),
        ("page", PAGE),
        ("adjudicate", ADJUDICATE),
        ("agreement", AGREEMENT),
    ],
)
def test_the_tables_of_other_screens_keys_are_made_from_the_registry(
    name: str, actions: tuple[Action, ...]
) -> None:
    _, _, rest = README.partition(f"<!-- {name} keys -->")
    table, _, _ = rest.partition(f"<!-- /{name} keys -->")
    assert table.strip() == markdown_table(actions=actions).strip()


def makefile() -> str:
    return (ROOT / "Makefile").read_text("utf-8")


def test_every_file_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_list_of_action_names_is_whole() -> None:
    _, _, rest = README.partition("<!-- action names -->")
    listed, _, _ = rest.partition("<!-- /action names -->")
    groups: dict[str, list[str]] = {}
    for name in EVERY:
        group, _, short = name.partition(".")
        groups.setdefault(group, []).append(f"`{short}`")
    assert listed.strip().splitlines() == [f"- `{g}.`: {' '.join(names)}" for g, names in groups.items()]
