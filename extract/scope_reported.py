"""Whether a date is the day of a report ("said on Friday") or that of the event that is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.count_tokens import Sentence
from extract.incident_words import words_of
from extract.scope_frame import Frame
from extract.scope_words import words_before

if TYPE_CHECKING:
    from extract.dates import DateMention

#: So many words may stand between somebody's speaking and the day of it.
_SPEECH = 12
#: So many words lie between an event's noun and its day, its place between them.
_NAMED_WITHIN = 8
_ROSE = frozenset(
    {"rose", "rises", "climbed", "increased", "jumped", "mounted", "soared", "reached", "stood"}
)


def dates_the_report(date: DateMention, frame: Frame, sentence: Sentence) -> bool:
    """Whether a date says when something was told, published or done about it, and not when it happened."""
    before = words_before(sentence, date.span.start, 3)
    return (
        _dates_a_report(before)
        or before[-1:] in (["searched"], ["hunted"], ["combed"], ["mourned"], ["buried"])
        or _quoted(words_before(sentence, date.span.start, 8))
        or _by_sources(words_before(sentence, date.span.start, 8))
        or where_spoken(words_before(sentence, date.span.start, _SPEECH))
        or _publication(frame, before)
        or _report_follows(date, sentence)
        or (only_tolls(frame) and _of_the_report(date, sentence))
    )


def where_spoken(before: Sequence[str]) -> bool:
    """As in "the commissioner, who spoke from his base in Zhob on Thursday": when and where he spoke."""
    for word in reversed(before):
        if word in words_of("opens_a_clause") or word in (",", ";"):
            return False
        if word in words_of("speech"):
            return True
    return False


def owns_an_event(date: DateMention, sentence: Sentence) -> bool:
    """As in "the toll in Saturday's violence": no day of a report."""
    at = sentence.token_at(date.span.end)
    own = sentence.lows[at : at + 1] == ["'s"]
    at += own
    named = sentence.lows[at : at + 1]
    return (own or date.span.text[-2:] in ("'s", "’s")) and not words_of("conflicts").isdisjoint(named)


def _dates_a_report(before: Sequence[str]) -> bool:
    """Whether the words before a date make it the day of a report: "said on", and not "said that on"."""
    for word in reversed(before):
        if word in words_of("opens_a_clause"):
            return False
        if word in words_of("reporting"):
            return True
    return False


def _by_sources(before: Sequence[str]) -> bool:
    """As in "According to military sources today, three men were shot": the day of what the sources say."""
    return "according" in before and before[-1] in words_of("speakers")


def _quoted(before: Sequence[str]) -> bool:
    """As in "the agency reported quoting the army's media wing on Wednesday"."""
    for word in reversed(before):
        if word in words_of("opens_a_clause") or word in (",", ";"):
            return False
        if word in ("quoting", "citing"):
            return True
    return False


def _publication(frame: Frame, before: Sequence[str]) -> bool:
    """As in "a list released on Monday", "a video posted on 3 May"; not people released."""
    if "released" in before[-2:] and any(c.outcome == "freed" for c in frame.counts):
        return False
    return not words_of("put_out").isdisjoint(before[-2:])


def _report_follows(date: DateMention, sentence: Sentence) -> bool:
    """As in "The army on Monday announced", "Police today confirmed that": the day of the report."""
    at = sentence.token_at(date.span.end)
    while at < len(sentence.tokens) and sentence.lows[at] in ("has", "have", "also", "officially"):
        at += 1
    if at == len(sentence.tokens):
        return False
    return sentence.lows[at] in words_of("saying") or sentence.lows[at] in words_of("speaking")


def _of_the_report(date: DateMention, sentence: Sentence) -> bool:
    """Whether the date by a running figure says when it was told: a day, or the time of a publication;
    not "in strikes the day before".
    """
    if date.form == "relative" and date.span.text.lower().split()[-1] in ("before", "earlier"):
        return False
    published = words_of("publishing").intersection(words_before(sentence, date.span.start, 5))
    return date.value.precision in ("day", "days") or bool(published)


def of_the_event(date: DateMention, frame: Frame, sentence: Sentence) -> bool:
    """As in "the toll in Friday's bombing", "the toll in the raid on Friday": the day of what is named."""
    at = sentence.token_at(date.span.end)
    if sentence.tokens[at : at + 1] and sentence.tokens[at].tag == "own":
        return True
    first = sentence.token_at(date.span.start)
    behind = any(t.tag in ("have", "aux") for t in sentence.tokens[at : at + 1])
    behind = behind or not _ROSE.isdisjoint(sentence.lows[at : at + 1])
    for k in range(first - 1, max(-1, first - _NAMED_WITHIN * (1 + behind)), -1):
        token = sentence.tokens[k]
        if any(t.at == token.start and t.form in ("noun", "nouns")[: 1 + behind] for t in frame.triggers):
            return True  # "the toll of the attacks on … on Saturday has risen"
        if token.tag in ("num", "aux", "have", "mark") or sentence.lows[k] in _ROSE:
            return False
    return False
    return False


def only_tolls(frame: Frame) -> bool:
    """The day of a running figure is the day it was told on."""
    own = [c for c in frame.counts if c.part_of is None or c.rule == "part"]
    return bool(own) and all(c.toll and c.rule in ("toll", "number of") for c in own)
