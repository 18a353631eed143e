"""People called by name beside their figure: "two soldiers, Naik Tahir Khan and Sepoy Imran"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_group import Group
from extract.count_tokens import Sentence

_FEWEST, _MOST = 2, 12
#: What may stand between the figure and the first name.
_OPENS = frozenset((",", "-", "–", "—", "--", ":", "(", "identified", "as", "named", "namely", "called"))
#: What the names do not reach over.
_VERBS = frozenset(("aux", "have", "modal", "rel", "subset"))


def without_appositions(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """The groups of a sentence without those that only name, one by one, people of the figure before them."""
    left: set[int] = set()
    for at, group in enumerate(groups):
        number = group.number.best if group.number is not None else None
        if number is None or not _FEWEST <= number <= _MOST or group.thing or group.start in left:
            continue
        named = _named_behind(sentence, group, groups[at + 1 : at + 1 + number])
        opened = bool(named) and named[0].start > group.stop
        if len(named) == number or (opened and len(named) >= _FEWEST):
            left.update(one.start for one in named)
    return [group for group in groups if group.start not in left] if left else groups


def _named_behind(sentence: Sentence, whole: Group, following: Sequence[Group]) -> list[Group]:
    """The titled names right behind a group, as far as no verb and nobody else stands between them."""
    named: list[Group] = []
    stop = whole.stop
    for group in following:
        between = range(stop, group.start)
        if not named and not _opens(sentence, between):
            break
        if any(k in sentence.deed_at or sentence.tokens[k].tag in _VERBS for k in between):
            break
        if not _is_titled(sentence, group):
            break
        named.append(group)
        stop = group.stop
    return named


def _opens(sentence: Sentence, between: range) -> bool:
    """Whether nothing stands between a figure and a name, or a comma, "identified as" and other names."""
    told = [sentence.lows[k] in _OPENS for k in between]
    names = all(
        known or sentence.tokens[k].text[:1].isupper() for k, known in zip(between, told, strict=True)
    )
    return not told or (told[0] and names)


def _is_titled(sentence: Sentence, group: Group) -> bool:
    """Whether a group is a title without an article before a name: "Sepoy Imran Khan"."""
    if group.number is not None or group.head is None or group.plural or not sentence.cased:
        return False
    if sentence.tokens[group.start].tag in ("art", "def", "poss"):
        return False
    words = sentence.tokens[group.head_at : group.stop + 1]
    return len(words) > 1 and all(token.text[:1].isupper() for token in words[:2])
