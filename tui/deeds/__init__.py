"""What each action does, under the id that `tui.actions` gives it. Nothing here knows a widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from tui.deeds import (
    article,
    decide,
    find,
    join,
    move,
    newer,
    pick,
    published,
    rule,
    shape,
    spot,
    tolls,
    values,
)
from tui.modes import Press

if TYPE_CHECKING:
    from tui.desk import Desk

Deed: TypeAlias = Callable[["Desk", Press], None]


def _leave(desk: Desk, press: Press) -> None:
    desk.quit()


def _help(desk: Desk, press: Press) -> None:
    desk.face.help()


def _palette(desk: Desk, press: Press) -> None:
    desk.face.palette()


DEEDS: Mapping[str, Deed] = {
    **move.DEEDS,
    **decide.DEEDS,
    **values.DEEDS,
    **shape.DEEDS,
    **join.DEEDS,
    **pick.DEEDS,
    **spot.DEEDS,
    **published.DEEDS,
    **tolls.DEEDS,
    **article.DEEDS,
    **find.DEEDS,
    **rule.DEEDS,
    **newer.DEEDS,
    "app.help": _help,
    "app.palette": _palette,
    "app.quit": _leave,
}
