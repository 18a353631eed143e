"""The coding rules: Markdown in the store, versioned, the package's own rules as the first version."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.guidelines import Guideline
    from store.store import Store

#: Who wrote the first version.
AUTHOR = "Assay"

_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_FIELDS = re.compile(r"^<!-- fields: ([a-z_ ]+) -->\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """One rule: its heading, the fields it rules, and its Markdown without both."""

    title: str
    fields: frozenset[str]
    body: str


def base() -> str:
    """The rules that come with Assay, in Markdown."""
    return resources.files("gold.guidelines").joinpath("coding-rules.md").read_text(encoding="utf-8")


def sections(markdown: str) -> list[Section]:
    """The rules of a text, one for each second-level heading, in order."""
    marks = list(_HEADING.finditer(markdown))
    found = []
    ends = [m.start() for m in marks[1:]] + [len(markdown)]
    for mark, end in zip(marks, ends, strict=False):
        body = markdown[mark.end() : end]
        fields = frozenset(name for line in _FIELDS.findall(body) for name in line.split())
        found.append(Section(mark[1], fields, _FIELDS.sub("", body).strip()))
    return found


def rules_for(markdown: str, *fields: str) -> list[Section]:
    """The rules of these fields (`date`, `location`, `counts`, `side` …), the most particular field first."""
    told = sections(markdown)
    found: list[Section] = []
    for field in fields:
        found += [s for s in told if field in s.fields and s not in found]
    return found


def matching(markdown: str, word: str) -> list[Section]:
    """The rules whose field or heading is this word, else those that mention it; case is ignored."""
    wanted = word.casefold()
    told = sections(markdown)
    near = [s for s in told if wanted in s.fields or wanted in s.title.casefold()]
    return near or [s for s in told if wanted in s.body.casefold()]


def ensure(store: Store) -> Guideline:
    """The version in force; the package's rules become the first where the store has none."""
    return store.guideline() or store.add_guideline(base(), author=AUTHOR)


def difference(older: Guideline, newer: Guideline) -> str:
    """What changed from one version to another, as a unified diff; empty where nothing did."""
    names = (f"version {older.version}", f"version {newer.version}")
    lines = difflib.unified_diff(older.body.splitlines(), newer.body.splitlines(), *names, lineterm="")
    return "\n".join(lines)
