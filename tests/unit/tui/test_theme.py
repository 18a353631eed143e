"""The two palettes: contrast by WCAG 2, and the same variables in both."""

from __future__ import annotations

import pytest

from tui.theme import DARK, LIGHT, palettes, themes, variables

GROUNDS = ("background", "surface", "panel", "cursor-row")
HIGHLIGHTS = (
    "evidence-number",
    "evidence-date",
    "evidence-place",
    "evidence-unclaimed",
    "text-quiet",
    "text-faint",
    "primary",
    "accent",
    "warning",
    "error",
    "success",
)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colour(theme: str, name: str) -> str:
    palette = palettes()[theme]
    return str(palette.get(name) or palette["variables"][name])


def test_the_measure_of_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_easy_to_read(theme: str, ground: str) -> None:
    assert contrast(colour(theme, "foreground"), colour(theme, ground)) >= 7


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", HIGHLIGHTS)
def test_what_is_marked_can_be_read(theme: str, ground: str, name: str) -> None:
    assert contrast(colour(theme, name), colour(theme, ground)) >= 4.5


def test_both_themes_define_the_same_variables() -> None:
    assert set(variables(dark=True)) == set(variables(dark=False))
    assert [t.name for t in themes()] == [DARK, LIGHT]
