"""Text in, proposal out: `extract(article)` runs the stages one after the other. Pure: no I/O, no state.

article → dates → numbers → places → sentences → counts → frames (scope) → entries → record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any

from extract import lexicon as words
from extract.article import body_start
from extract.claims import claimed
from extract.confidence import rated
from extract.count_mention import CountMention
from extract.count_sentences import read_sentences
from extract.count_sources import attribute
from extract.count_tokens import Sentence
from extract.counts import find_counts
from extract.dates import DateMention, find_dates
from extract.frozen import replace
from extract.gazetteer import Gazetteer
from extract.incident_days import carry_dates, date_by_report, dispatch_day, lend_dates
from extract.incident_drafts import Draft
from extract.incident_neutralised import settle_neutralised, speaks_of_slain
from extract.incident_parts import lend_to_totals, tie
from extract.incident_roles import set_roles
from extract.incident_types import type_of
from extract.incident_where import Whereabouts
from extract.incidents import Grouper
from extract.markup import with_own_words, without_markup
from extract.model import Article, Entry, Mention, MentionType, Place, Record
from extract.numbers import NumberMention, find_numbers
from extract.place_own import OwnPlaces
from extract.places import PlaceMention, Places, read_places
from extract.scope import frames
from extract.scope_frame import Frame
from extract.scope_sums import mark_sums
from extract.story import read_story
from extract.to_json import date_to_json, place_to_json

VERSION = "1.0"
#: So many code points of a text are read, more than most novels have: what stands behind them (a pasted
#: table, a log) stays text without mentions. And so long may the word be before which the text is cut.
_LONGEST, _WORD = 1_500_000, 1000
_IN_ORDER = attrgetter("start", "end", "type")


@dataclass(frozen=True)
class Settings:
    """What a caller may add: `aliases` (place names of its own), `lexicon` additions, another gazetteer.

    `lexicon` maps `sides.SIDE`, `groups.SIDE`, `outcomes.OUTCOME` and `verbs.OUTCOME` to words (see
    `extract.lexicon.load`). None of them may be changed afterwards: `own` and `info` are made once.
    """

    aliases: Mapping[str, Place] = field(default_factory=dict)
    lexicon: Mapping[str, Sequence[str]] = field(default_factory=dict)
    gazetteer: Gazetteer | None = None

    @cached_property
    def own(self) -> OwnPlaces:
        """The caller's places, folded once."""
        return OwnPlaces(self.aliases)

    @cached_property
    def info(self) -> Mapping[str, Any]:
        """What a record says of its extractor, see `extractor_info`."""
        gazetteer = (self.gazetteer or _gazetteer()).version
        return {
            "name": "rules",
            "version": VERSION,
            "gazetteer": f"{gazetteer}+{self.own.digest}" if self.aliases else gazetteer,
            "lexicon": words.load(self.lexicon).hash,
        }


_PLAIN = Settings()


def extractor_info(settings: Settings | None = None) -> dict[str, Any]:
    """What a record says of its extractor: name, version, and the hashes of gazetteer and lexicon.

    With a caller's own places the gazetteer is `VERSION+DIGEST`: another file is another extractor.
    """
    return dict((settings or _PLAIN).info)


def _gazetteer() -> Gazetteer:
    from extract.gazetteer import load

    return load()


def extract(article: Article, settings: Settings | None = None) -> Record:
    """The proposal for one article: mentions, incidents and totals with evidence, rules and confidence."""
    settings = settings or _PLAIN
    text = without_markup(article.text)
    if text == article.text:
        return _read(article, settings)
    record = _read(replace(article, text=text), settings)
    return replace(with_own_words(record, article.text), article=article)


def _read(article: Article, settings: Settings) -> Record:
    """The proposal for an article whose text is free of markup."""
    lexicon = words.load(settings.lexicon)
    text = _readable(article.text)
    dates = find_dates(text, article.published)
    masked = [(d.span.start, d.span.end) for d in dates]
    numbers = find_numbers(text, masked)
    where = _places(article, text, masked, settings)
    places = where.mentions
    if article.language not in (None, "en"):
        return _record(article, settings, (), dates, numbers, where)
    body = body_start(article)
    story = read_story(text, article.published)
    told = [p for p in places if p.span.start >= body and p.form != "dateline"]
    sure = [(p.span.start, p.span.end) for p in places if p.form != "candidate"]
    days = [d for d in dates if not story.covers(d.span.start)]

    def read_from(first: int) -> tuple[list[Sentence], list[CountMention], list[Frame]]:
        read = read_sentences(text, story.sentences[first:], numbers, dates, lexicon, sure)
        counts = find_counts(text, read, lexicon)
        return read, counts, frames(text, read, counts, days, told, lexicon)

    read, counts, found = read_from(story.above)
    if story.above and not any(f.counts or f.triggers for f in found):
        read, counts, found = read_from(0)
    mark_sums(found)
    drafts = Grouper(article.published, attribute(text, read, counts, lexicon)).run(found)
    tie(drafts, article.published)
    settle_neutralised(drafts, speaks_of_slain(read))
    lend_dates(drafts)
    lend_to_totals(drafts)
    carry_dates(drafts, article.published)
    date_by_report(drafts, dispatch_day(article, dates, story.dateline))
    set_roles(drafts, article.published)
    around = Whereabouts(where, read, body)
    around.adopt(drafts)
    entries = rated(_entries(drafts, around), [n.span.start for n in numbers])
    return _record(article, settings, entries, dates, numbers, where)


def _readable(text: str) -> str:
    """As much of a text as is read: all of any report; the beginning of what nobody reads to its end."""
    if len(text) <= _LONGEST:
        return text
    cut = text.rfind(" ", _LONGEST - _WORD, _LONGEST)
    return text[: cut if cut > 0 else _LONGEST]


def _entries(drafts: Sequence[Draft], around: Whereabouts) -> tuple[Entry, ...]:
    order = sorted(drafts, key=_first_evidence)
    ids = {id(d): ("t" if d.kind == "total" else "i") + str(n) for n, d in enumerate(order, 1)}
    return tuple(_entry(d, ids, around.location(d)) for d in order)


def _first_evidence(draft: Draft) -> tuple[int, int]:
    starts = [s.start for c in draft.made for s in c.evidence]
    starts += [s.start for s in draft.day.evidence]
    starts += [s.start for m in draft.places for s in m.value.evidence]
    return (min(starts, default=draft.at), draft.at)


def _entry(draft: Draft, ids: Mapping[int, str], location: Place) -> Entry:
    return Entry(
        id=ids[id(draft)],
        kind=draft.kind,
        role=draft.role,
        part_of=ids.get(id(draft.part_of)) if draft.part_of is not None else None,
        type=type_of(draft) if draft.kind == "incident" else None,
        date=draft.day if draft.day.start or draft.day.end else replace(draft.day, basis=None),
        location=location,
        counts=draft.made,
    )


def _record(
    article: Article,
    settings: Settings,
    entries: tuple[Entry, ...],
    dates: Sequence[DateMention],
    numbers: Sequence[NumberMention],
    where: Places,
) -> Record:
    mentions = [*map(_number, numbers), *map(_date, dates), *map(_place, where.everything())]
    mentions.sort(key=_IN_ORDER)
    return Record(
        article=article,
        incidents=entries,
        mentions=claimed(entries, mentions),
        extractor=extractor_info(settings),
    )


def find_mentions(article: Article, kind: MentionType, settings: Settings | None = None) -> list[Mention]:
    """The article's mentions of one kind alone, in order, as `extract` finds them."""
    plain = replace(article, text=without_markup(article.text))
    found = _mentions(plain, kind, settings or _PLAIN)
    return found if plain.text == article.text else list(with_own_words(tuple(found), article.text))


def _mentions(article: Article, kind: MentionType, settings: Settings) -> list[Mention]:
    text = _readable(article.text)
    dates = find_dates(text, article.published)
    if kind == "date":
        return [_date(d) for d in dates]
    masked = [(d.span.start, d.span.end) for d in dates]
    if kind == "number":
        return [_number(n) for n in find_numbers(text, masked)]
    return [_place(p) for p in _places(article, text, masked, settings).everything()]


def _places(article: Article, text: str, masked: Sequence[tuple[int, int]], settings: Settings) -> Places:
    return read_places(
        text,
        gazetteer=settings.gazetteer,
        masked=masked,
        dateline=article.dateline,
        publisher=article.publisher,
        aliases=settings.own if settings.aliases else None,
    )


def _date(date: DateMention) -> Mention:
    span = date.span
    return Mention("date", span.start, span.end, span.text, _bare(date_to_json(date.value)))


def _place(place: PlaceMention) -> Mention:
    span = place.span
    return Mention("place", span.start, span.end, span.text, _bare(place_to_json(place.value, nested=True)))


def _number(number: NumberMention) -> Mention:
    value: dict[str, Any] = {
        "low": number.low,
        "best": number.best,
        "high": number.high,
        "qualifier": number.qualifier,
    }
    if number.kind != "count":
        value["kind"] = number.kind
    return Mention("number", number.span.start, number.span.end, number.span.text, value)


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    value.pop("evidence", None)
    return value


__all__ = ["CountMention", "Settings", "extract", "extractor_info"]
