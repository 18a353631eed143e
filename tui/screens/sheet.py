"""A screen's styles, from the file beside it.

They are the screen's `DEFAULT_CSS`, not its `CSS_PATH`: with that, Textual parses the first screen's sheet
twice before it paints, and every other screen makes it parse all sheets anew when it is first opened.
"""

from __future__ import annotations

from pathlib import Path


def sheet(name: str) -> str:
    """The content of `name.tcss` in this folder."""
    return Path(__file__).with_name(f"{name}.tcss").read_text(encoding="utf-8")
