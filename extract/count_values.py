"""The figure of people who are counted together, and the words that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extract.count_group import Group
from extract.count_link import Link
from extract.count_tokens import Sentence
from extract.model import Qualifier, Span
from extract.numbers import NumberMention


def figure_of(
    sentence: Sentence, links: Sequence[Link], text: str, resolved: Mapping[int, NumberMention]
) -> tuple[int | None, int | None, int | None, Qualifier, tuple[Span, ...]]:
    """Low, best, high, qualifier and the words, of groups added up; `resolved` are the figures that groups,
    by their starts, were told with before.
    """
    spans: list[Span] = []
    values: list[tuple[int | None, int | None, int | None, Qualifier]] = []
    for link in links:
        group, number = link.group, link.group.number
        if group.start in resolved:
            number = resolved[group.start]
            values.append((number.low, number.best, number.high, number.qualifier))
            spans += [number.span, _words(sentence, group, text)]
        elif group.zero:
            values.append((0, 0, 0, "exact"))
            spans.append(sentence.span(text, group.start, max(group.start, group.end - 1)))
        elif number is not None:
            values.append((number.low, number.best, number.high, number.qualifier))
            spans.append(number.span if number.qualifier == "exact" else number.full)
        elif group.implied is not None:
            values.append((group.implied, group.implied, group.implied, "exact"))
            spans.append(_words(sentence, group, text))
        else:
            values.append((2, None, None, "vague"))
            spans.append(_words(sentence, group, text))
    if len(values) == 1:
        return (*values[0], tuple(spans))
    return (
        _sum(v[0] for v in values),
        _sum(v[1] for v in values),
        _sum(v[2] for v in values),
        next((v[3] for v in values if v[3] != "exact"), "exact"),
        tuple(spans),
    )


def _words(sentence: Sentence, group: Group, text: str) -> Span:
    last = group.end - 1
    if group.head_at >= 0 and group.head_at in sentence.heads:
        last = sentence.heads[group.head_at][0] - 1
    return sentence.span(text, group.start, max(group.start, last))


def _sum(figures: Iterable[int | None]) -> int | None:
    total = 0
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total
