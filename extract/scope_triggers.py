"""The words of a sentence that tell an event: verbs, nouns, plurals, and what only sounds like one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.count_tokens import Sentence
from extract.incident_words import words_of
from extract.lexicon import Lexicon
from extract.scope_frame import Trigger

#: What may stand between "the" and an event: "the three-hour gun battle".
_DESCRIBE = frozenset({"word", "num", "figure", "age", "adv", "date"})
#: What mines that explode under nobody are dug for.
_ORES = frozenset(
    {"gold", "coal", "copper", "silver", "diamond", "iron", "tin", "salt", "zinc", "jade", "cobalt", "coltan"}
)
#: What any event is called when it is spoken of again.
_CALLED = frozenset({"incident"})


def triggers_of(sentence: Sentence, lexicon: Lexicon) -> list[Trigger]:
    """The words that tell or name an event, in order; one that happened to nobody has the form `unreal`."""
    found = []
    tokens = sentence.tokens
    for start, end, (kind, form) in lexicon.events.find_at(sentence.lows, sentence.event_places):
        if kind == "none" or _is_campaign(sentence, start) or _only_says_which(sentence.lows, start, end):
            continue
        if form == "verb" and _in_words(sentence, start, lexicon):
            continue
        if kind == "mine" and start and sentence.lows[start - 1] in _ORES:
            continue  # "an attack on a gold mine"
        if _did_not_happen(sentence.lows, start, form):
            form = "unreal"
        if form == "verb" and sentence.lows[start] in ("attack", "attacks") and not _as_verb(sentence, start):
            form = "noun" if sentence.lows[start] == "attack" else "nouns"
        if form == "verb" and _is_noun(sentence, start, end):
            form = "noun"
        if form == "nouns" and _one_of(sentence, start):
            form, definite, bare = "noun", False, False
        else:
            definite, bare = _article_of(sentence, start, end, form, lexicon)
        found.append(
            Trigger(tokens[start].start, kind, form, " ".join(sentence.lows[start:end]), definite, bare)
        )
    return found or _incident(sentence)


def _article_of(sentence: Sentence, start: int, end: int, form: str, lexicon: Lexicon) -> tuple[bool, bool]:
    """Whether an event's noun is definite ("the raid"), and whether it is bare ("in combat")."""
    lows = sentence.lows
    if form == "nouns":
        definite = any(low in ("the", "these", "those") for low in lows[max(0, start - 2) : start])
        return definite, "by" in lows[max(0, start - 3) : start]  # "killed by execution-style shootings"
    if form != "noun":
        return False, False
    k = _party_before(sentence, start) - 1
    while k >= 0 and sentence.tokens[k].tag in _DESCRIBE and start - k < 5:
        k -= 1
    if k < 0:
        return False, False
    counted = not words_of("ordinals").isdisjoint(lows[k:start])
    definite = lows[k] in ("the", "this", "that", "no") and not counted
    return definite, lows[k] in words_of("about") and lows[end - 1] not in lexicon.event_masses


def _incident(sentence: Sentence) -> list[Trigger]:
    """As in "The incident happened on Monday in Zhob": speaks of the event told before, whatever it was."""
    if not _CALLED.isdisjoint(sentence.words):
        for at, token in enumerate(sentence.tokens):
            before = sentence.lows[max(0, at - 3) : at]
            if token.low in _CALLED and not {"the", "this"}.isdisjoint(before):
                return [Trigger(token.start, "none", "noun", token.low, definite=True)]
    return []


def _party_before(sentence: Sentence, at: int) -> int:
    """Where the name of a party begins that stands right before a token: "the Rebel Army (RA) ambush"."""
    tokens, lows = sentence.tokens, sentence.lows
    if at > 3 and lows[at - 1] == ")" and lows[at - 3] == "(":
        k = at - 4
        while k > 0 and (tokens[k].text[:1].isupper() or tokens[k].low == "of"):
            k -= 1
        return k + 1
    return next((first for first, end, _, _ in sentence.parties if end == at), at)


def _is_campaign(sentence: Sentence, at: int) -> bool:
    """As in "Operation Southern Orchard began": the name of a campaign tells no event of it."""
    if sentence.lows[at] != "operation":
        return False
    tokens, end = sentence.tokens, at
    while end < len(tokens) and tokens[end].tag == "word" and tokens[end].text[0].isupper():
        end += 1
    return end > at + 1 and not words_of("begun").isdisjoint(sentence.lows[end : end + 2])


def _only_says_which(lows: Sequence[str], start: int, end: int) -> bool:
    """As in "17 kidnapping cases", "an attack helicopter", "murder charges": it tells no event."""
    return end == start + 1 and lows[end : end + 1] != [] and lows[end] in words_of("of_deeds")


def _did_not_happen(lows: Sequence[str], at: int, form: str) -> bool:
    """As in "to murder", "was not attacked", "without a shot being fired"."""
    before = _phrase_before(lows, at)
    if not words_of("possible").isdisjoint(before):
        return True
    told = form == "noun" or lows[at].endswith("ing")  # "men accused of spying were killed" is told
    if told and "of" in before and any(low.startswith("accus") for low in before[: before.index("of")]):
        return True  # "Moscow accused Kyiv of cross-border shelling"
    if form == "noun":
        return lows[at] in words_of("verbs_too") and _infinitive(lows, at)
    return form == "verb" and not words_of("denials").isdisjoint(lows[max(0, at - 4) : at])


def _phrase_before(lows: Sequence[str], at: int) -> Sequence[str]:
    """The words before a token back to a comma, eight at most."""
    first = max(0, at - 8)
    for k in range(at - 1, first - 1, -1):
        if lows[k] in (",", ";"):
            return lows[k + 1 : at]
    return lows[first:at]


def _infinitive(lows: Sequence[str], at: int) -> bool:
    """As in "to murder", "to intimidate and murder": a verb, and nothing that happened."""
    return "to" in lows[max(0, at - 1) : at] or (
        lows[max(0, at - 1) : at] == ["and"] and lows[at - 3] == "to"
    )


def _in_words(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """As in "harshly attacked the minister", "slammed": done in a speech and not with weapons."""
    return at > 0 and sentence.lows[at - 1] in lexicon.in_words


def _as_verb(sentence: Sentence, at: int) -> bool:
    """As in "rebels attack", "to attack"; not "the recent attacks"."""
    if at == 0:
        return False
    before = sentence.tokens[at - 1]
    after = sentence.tokens[at + 1 : at + 2]
    follows = bool(after) and (after[0].tag in ("prep", "have", "aux", "modal") or at + 1 in sentence.deed_at)
    if sentence.lows[at] == "attacks" and follows:
        return False  # "insurgent attacks have killed 11", "rebel attacks across the country"
    if before.low == "that" and at > 1 and sentence.tokens[at - 2].tag == "prep":
        return False  # "were wounded in that attack"
    people = any(end == at for end, _ in sentence.heads.values()) or any(
        end == at for _, end, _, _ in sentence.parties
    )
    return people or before.tag in ("modal", "pron", "rel", "adv") or before.low == "to"


def _is_noun(sentence: Sentence, start: int, end: int) -> bool:
    """As in "a separate bombing", "Friday's bombing": an "-ing" form behind an article or owner is a noun."""
    if end != start + 1 or not sentence.lows[start].endswith("ing") or start in sentence.deed_at:
        return False
    k = start - 1
    while k >= 0 and start - k < 4 and sentence.tokens[k].tag == "word" and k not in sentence.heads:
        k -= 1
    return k >= 0 and sentence.tokens[k].tag in ("art", "def", "own")


def _one_of(sentence: Sentence, at: int) -> bool:
    """As in "in one of these operations": a plural that speaks of one event."""
    before = sentence.lows[max(0, at - 6) : at]
    return any(a == "one" and b == "of" for a, b in itertools.pairwise(before))
