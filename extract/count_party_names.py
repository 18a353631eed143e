"""Names of parties and corps before the noun that is counted: "four Front for Unity (FFU) rebels"."""

from __future__ import annotations

from extract.count_figures import Figures
from extract.count_group import Group


class PartyNames(Figures):
    """Reads over such names to the noun behind them."""

    def _gloss(self, at: int) -> int:
        """As in "two fidayeen (suicide) militants", "five (5) men": behind a word or two in brackets with the
        head behind them; -1 where none stand here.
        """
        if self.lows[at] not in ("(", "["):
            return -1
        for k in range(at + 2, min(at + 4, len(self.tokens) - 1)):
            if self.lows[k] in (")", "]"):
                return k + 1 if self._head_near(k + 1, 2) else -1
            if self.tokens[k - 1].tag not in ("word", "num"):
                return -1
        return -1

    def _short_form(self, at: int) -> bool:
        """As in "two Frontier Corps (FC) personnel": a name's short form between the figure and the head; a
        person word in the name ("13 Kurdistan Workers Party (PKK) militants") is no head.
        """
        if self.lows[at : at + 1] != ["("] or self.lows[at + 2 : at + 3] != [")"]:
            return False
        return self.tokens[at + 1].text.isupper()

    def _named_through(self, group: Group, begin: int, at: int) -> int:
        """As in "four Front for Land and Unity (FLU) rebels": behind the short form of a party's name; -1
        where none is told so.
        """
        if group.number is None or at == begin or self.lows[at] not in ("in", "of", "for", "and", "the"):
            return -1
        for k in range(at + 1, min(at + 8, len(self.tokens) - 3)):
            if self.lows[k] == "(" and self._short_form(k):
                return k + 3 if self._head_near(k + 3, 2) else -1
            if not (self.tokens[k].text[:1].isupper() or self.lows[k] in ("in", "of", "for", "and", "the")):
                return -1
        return -1

    def _named_corps(self, group: Group, first: int, at: int) -> bool:
        """As in "three Levies Force personnel": the name of a corps goes on to the noun that is counted."""
        head = self.sentence.heads[at][1]
        capitals = self.sentence.cased and all(t.text[:1].isupper() for t in self.tokens[first - 1 : at])
        return capitals and group.number is not None and head.plural and self.tokens[at].text.islower()

    def _head_near(self, at: int, reach: int) -> bool:
        tokens, heads, deeds = self.tokens, self.sentence.heads, self.sentence.deed_at
        for k in range(at, min(at + reach, len(tokens))):
            if k in heads:
                return True
            if tokens[k].tag not in ("word", "age") or k in deeds:
                return False
        return False
