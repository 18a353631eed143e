"""What a look is drawn in, as data: `"$accent bold"`, `"$background on $primary"`; `$` names a theme colour.

Textual's component classes would say the same in CSS. Each is a rule to parse and a node to hold against all
rules, at the start and again at every change of a class: eighty of them were a third of what the first frame
took, of which it drew a dozen.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color


def style_of(look: str, colours: Mapping[str, str]) -> Style:
    """The look as a Rich style; `colours` is a theme's variables by name. Raises KeyError for another."""
    ink: Color | None = None
    ground: Color | None = None
    attributes: list[str] = []
    words = iter(look.split())
    for word in words:
        if word == "on":
            ground = Color.parse(colours[next(words)[1:]])
        elif word.startswith("$"):
            ink = Color.parse(colours[word[1:]])
        else:
            attributes.append(word)
    style = Style.parse(" ".join(attributes)) if attributes else Style.null()
    return style + Style.from_color(ink and ink.rich_color, ground and ground.rich_color)
