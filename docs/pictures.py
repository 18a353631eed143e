"""Draw the README's pictures: the real program on the real samples, at 120×40 and 80×24.

`make pictures` runs it. Each picture is what Textual exports of the running screen, as an SVG that names no
font server.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from pathlib import Path

from gold.inputs import InputOptions
from tui.app import AssayApp
from tui.job import Job
from tui.screens.review import ReviewScreen
from tui.start import first_sight

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"

#: Picture name → screen size and the keys that lead there.
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "review": ((120, 40), ("a", "a", "a")),
    "narrow": ((80, 24), ("a", "a", "a")),
    "date": ((120, 40), ("j", "e", *"thursday")),
    "keys": ((120, 40), ("question_mark",)),
}


def without_fonts(svg: str) -> str:
    """The SVG without its @font-face rules; viewers take their own monospaced font."""
    return re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)


async def draw(name: str, size: tuple[int, int], keys: tuple[str, ...], folder: Path) -> None:
    """Press the keys on a fresh store and write one picture."""
    job = Job(str(folder / f"{name}.db"), "amina", (str(SAMPLES),), InputOptions())
    app = AssayApp(job, first=first_sight(job))
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        for _ in range(400):
            if screen.desk.review and screen.desk.ready and not (screen.desk.importing or screen.desk.behind):
                break
            await asyncio.sleep(0.05)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.2)
        await pilot.pause(0.5)
        svg = without_fonts(app.export_screenshot(title="assay samples"))
    (HERE / f"{name}.svg").write_text(svg, "utf-8")
    print(f"docs/{name}.svg")


def main() -> None:
    """Draw all of them."""
    folder = Path(tempfile.mkdtemp(prefix="assay-pictures-"))
    try:
        for name, (size, keys) in PICTURES.items():
            asyncio.run(draw(name, size, keys, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
