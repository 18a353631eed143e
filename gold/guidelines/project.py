"""The rules that a project made of its own mends, as a part of its coding rules in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.rulings import in_words

if TYPE_CHECKING:
    from store.rulings import Rule

#: The two sections, with the fields that they rule (see `gold.guidelines.sections`) and the kinds in them.
_SECTIONS = (
    ("Sides and outcomes by this project's own rules", "counts side outcome", ("side", "outcome")),
    ("Places by this project's own rules", "location", ("place",)),
)
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def markdown(rules: Sequence[Rule]) -> str:
    """The rules in force as sections of the coding rules; empty where there are none."""
    parts = []
    for title, fields, kinds in _SECTIONS:
        told = [r for r in rules if r.kind in kinds and r.retired_at is None]
        if told:
            lines = "\n".join(f"- {sentence(rule)}" for rule in told)
            parts.append(f"## {title}\n<!-- fields: {fields} -->\n\n{lines}\n")
    return "\n".join(parts)


def sentence(rule: Rule) -> str:
    """A rule in Markdown: `Rule 3: “tribesmen” is civilians (amina, 2025-02-01).`"""
    parts = (rule.words, in_words(rule.kind, rule.coding), rule.author)
    words, coding, author = (_MARKUP.sub(r"\\\1", part) for part in parts)
    often = f"; in {rule.articles:,} article{'' if rule.articles == 1 else 's'}" if rule.articles else ""
    return f"Rule {rule.number}: “{words}” is {coding} ({author}, {rule.at[:10]}{often})."
