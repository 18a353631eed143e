"""Names that take in more than their run: "Azad Jammu and Kashmir", "Gulf of Aden", "al-Bab", "Reno, NV"."""

from __future__ import annotations

import re

from extract.gazetteer.folding import fold
from extract.place_names import Name
from extract.place_slots import Slots
from extract.place_units import is_inside

_OF = re.compile(r"((?:[^\W\d_a-z][\w'’]+ ){0,2}[^\W\d_a-z][\w'’]+) of (?:the )?$")
_STATE = re.compile(r", ?((?:[A-Z]\. ?){1,2}[A-Z][a-z]{0,3}\.|[A-Z][a-z]{1,4}\.|[A-Z]{2}\b\.?)")


class Wholes(Slots):
    """Joins names of one text to the whole that they are a piece of."""

    def take_article(self, name: Name) -> None:
        """Takes a small "al-" before a name into it."""
        before = self.text[max(0, name.start - 4) : name.start]
        article = before[-3:-1]
        if article not in self.words.articles or before[-1] not in " -" or before[:-3].isalnum():
            return
        name.start -= 3
        whole = f"{article} {name.folded}"
        if self.runs.has(whole):
            name.folded, name.candidates = whole, self.gazetteer.lookup_folded(whole)

    def append(self, names: list[Name], name: Name) -> None:
        """Adds a name, as one with the last where "Azad Jammu" and "Kashmir" are."""
        last = names[-1] if names else None
        if last is not None and self.text[last.end : name.start] == " and ":
            both = f"{last.folded} and {name.folded}"
            if self.runs.has(both):
                last.end, last.outer_end = name.end, name.outer_end
                last.folded, last.candidates = both, self.gazetteer.lookup_folded(both)
                last.form, last.sure, last.barred = "gazetteer", True, False
                return
        names.append(name)

    def take_of(self, name: Name) -> None:
        """Takes "Gulf of" or "Democratic Republic of the" into a name where the whole is known."""
        if not self.text[max(0, name.start - 8) : name.start].endswith((" of ", " of the ")):
            return
        m = _OF.search(self.text, max(0, name.start - 40), name.start)
        words = m.group(1).split() if m else []
        for first in range(len(words)):
            whole = " ".join([*(fold(w) for w in words[first:]), "of", name.folded])
            if m is not None and self.runs.has(whole):
                name.start = m.start(1) + len(m.group(1)) - len(" ".join(words[first:]))
                name.folded, name.candidates = whole, self.gazetteer.lookup_folded(whole)
                name.form, name.sure, name.barred = "gazetteer", True, False
                return

    def state_after(self, name: Name) -> Name | None:
        """The state behind a town in one of its short forms ("Holliday, Mo.", "Reno, NV")."""
        if not self.text.startswith(",", name.outer_end):
            return None
        m = _STATE.match(self.text, name.outer_end)
        short = m.group(1).replace(" ", "") if m else ""
        if short not in self.words.states:
            short = short.rstrip(".")
        if m is None or short not in self.words.states:
            return None
        country, full = self.words.states[short]
        units = [p for p in self.gazetteer.lookup(full) if p.kind == "admin1" and p.country == country]
        if not units:
            return None
        if "." not in short and not any(is_inside(p, units[0]) for p in name.candidates):
            return None
        return Name(m.start(1), m.end(1), fold(full), units[:1], m.end(1))
