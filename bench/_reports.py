"""Invented reports of 3 KB for the store's benchmark: any number of them, always the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

_WHO = [
    "gunmen",
    "militants",
    "insurgents",
    "a suicide bomber",
    "soldiers",
    "police",
    "security forces",
    "an armed group",
]
_WHOM = [
    "villagers",
    "guards",
    "constables",
    "traders",
    "soldiers",
    "fighters",
    "labourers",
    "passengers",
    "farmers",
]
_DID = ["attacked", "ambushed", "fired on", "raided", "stopped", "surrounded", "shelled", "set fire to"]
_WHAT = [
    "a checkpoint",
    "a convoy",
    "a market",
    "a patrol",
    "a school",
    "a bus",
    "a bridge",
    "a police post",
    "a camp",
]
_NUMBER = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "18",
    "20",
    "23",
    "31",
    "40",
]
_PLACE = [
    "Turbat",
    "Kalat",
    "Mastung",
    "Bannu",
    "Zhob",
    "Gwadar",
    "Khuzdar",
    "Sibi",
    "Maiduguri",
    "Gwoza",
    "Bama",
    "Goma",
    "Beni",
    "Bunia",
    "Mopti",
    "Gao",
    "Menaka",
    "Kandahar",
    "Ghazni",
    "Herat",
    "Farah",
    "Tikrit",
    "Baquba",
    "Mosul",
    "Cotabato",
    "Jolo",
    "Marawi",
    "Arauca",
    "Tumaco",
    "Buenaventura",
]
_DAY = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_END = [
    "officials said",
    "a spokesman said",
    "residents told reporters",
    "according to the district administration",
    "the army said in a statement",
    "a hospital worker said",
    "witnesses said",
    "police said later",
]
_HOUSE = ["Coast Daily", "Hill Times", "River Post", "Northern Herald", "The Border Tribune", "Plain Radio"]
#: About how many characters a report has.
CHARS = 3000


def reports(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """`count` different reports as the fields of a JSON line: id, publisher, published, text."""
    dice = random.Random(seed)
    pool = [_sentence(dice) for _ in range(4000)]
    each = round(CHARS / (sum(map(len, pool)) / len(pool) + 1))
    for n in range(count):
        place = _PLACE[n % len(_PLACE)]
        body = dice.sample(pool, each)
        for at in range(4, each, 5):
            body[at] += "\n"
        yield {
            "id": f"wire/{n // 1000:04}/{n:07}.txt",
            "publisher": dice.choice(_HOUSE),
            "published": f"20{n % 24 + 1:02}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "text": f"{place.upper()}: Report {n:x} of the day. {' '.join(body)}",
        }


def _sentence(dice: random.Random) -> str:
    """One sentence; every sixth has a toll, the others go on as reports do."""
    place, day, said = dice.choice(_PLACE), dice.choice(_DAY), dice.choice(_END)
    who, whom, what = dice.choice(_WHO), dice.choice(_WHOM), dice.choice(_WHAT)
    if dice.random() < 1 / 6:
        hit = dice.choice(("killed", "wounded"))
        number = dice.choice(_NUMBER).capitalize()
        return (
            f"{number} {whom} were {hit} when {who} {dice.choice(_DID)} {what} near {place} on {day}, {said}."
        )
    return (
        f"The road from {place} stayed closed until {day} because {whom} had gathered around {what}, and "
        f"{who} were seen further along it, {said}."
    )


def write(path: Path, count: int) -> None:
    """The reports as JSON lines in a file."""
    with path.open("w", encoding="utf-8") as file:
        for report in reports(count):
            file.write(json.dumps(report) + "\n")
