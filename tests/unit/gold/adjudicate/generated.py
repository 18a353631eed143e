"""Generated articles with a known truth, and people who make known errors in coding them."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

from extract.claims import with_claims
from extract.model import SIDES, Article, Count, DateRange, Entry, Mention, Place, Record, Side, Span
from extract.to_json import text_sha256

#: Each in a country of its own, so that no two incidents are taken for one.
TOWNS = (
    ("Aral", "KZ"),
    ("Bedu", "NG"),
    ("Chor", "PK"),
    ("Dalma", "SO"),
    ("Eskil", "TR"),
    ("Fanta", "ML"),
    ("Gorin", "UA"),
    ("Halis", "SY"),
)
WHO: dict[Side, str] = {
    "militants": "gunmen",
    "civilians": "shopkeepers",
    "security_forces": "soldiers",
    "unknown": "people",
}
EXTRACTOR = {"name": "toy", "version": "1", "gazetteer": None, "lexicon": None}


@dataclass(frozen=True, slots=True)
class Rates:
    """How often somebody gets each thing wrong; `missed` is by incident."""

    side: float = 0.0
    number: float = 0.0
    date: float = 0.0
    missed: float = 0.0


def truth(n: int, dice: random.Random) -> Record:
    """Article number `n`: one to three incidents of a side each, all of it in the text and in the record."""
    text, entries, mentions = f"Report {n}.", [], []
    day = dt.date(2025, 3, 1) + dt.timedelta(days=n % 20)
    for k in range(dice.randint(1, 3)):
        side = SIDES[(n + k) % 4]
        (town, country), number = TOWNS[(n * 3 + k) % len(TOWNS)], 2 + (7 * n + 31 * k) % 90
        when = day - dt.timedelta(days=k)
        sentence = f" On {when.isoformat()} in {town}, {number} {WHO[side]} were killed."
        at = len(text)
        text += sentence

        def span(words: str, base: int = at, within: str = sentence) -> Span:
            start = base + within.index(words)
            return Span(start, start + len(words), words)

        figure = span(f"{number} {WHO[side]}")
        value = {"low": number, "best": number, "high": number, "qualifier": "exact"}
        mentions.append(Mention("number", figure.start, figure.end, figure.text, value))
        count = Count("c1", side, "killed", number, number, number, "exact", evidence=(figure,))
        place = Place(town, None, None, country, precision="place", evidence=(span(town),))
        date = DateRange(when, when, "day", evidence=(span(when.isoformat()),))
        entries.append(Entry(f"i{k + 1}", type="attack", date=date, location=place, counts=(count,)))
    article = Article(f"g{n:03}.txt", text_sha256(text), text, published=day)
    return with_claims(Record(article, tuple(entries), tuple(mentions), extractor=dict(EXTRACTOR)))


def coded(right: Record, rates: Rates, dice: random.Random) -> tuple[Entry, ...]:
    """What somebody with these error rates makes of an article."""
    out = []
    for entry in right.incidents:
        if dice.random() < rates.missed:
            continue
        (count,) = entry.counts
        if dice.random() < rates.side:
            count = replace(count, side=dice.choice([s for s in SIDES if s != count.side]))
        if dice.random() < rates.number and count.best is not None:
            off = count.best + dice.randint(1, 9)
            count = replace(count, low=off, best=off, high=off, evidence=())
        date = entry.date
        if dice.random() < rates.date and date.start is not None:
            other = date.start - dt.timedelta(days=10)
            date = replace(date, start=other, end=other, evidence=())
        out.append(replace(entry, counts=(count,), date=date))
    return tuple(out)
