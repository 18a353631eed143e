"""The part of `Store` that knows how words were coded before, and what the project has made a rule of."""

from __future__ import annotations

from store import precedents, project_rules, proposals
from store.coding import Coded, Coding, Kind
from store.database import Database
from store.precedents import Precedent
from store.rulings import Rule


class RuleFace:
    """Mixed into `Store`."""

    _database: Database

    def precedents(self, kind: Kind, words: str, *, without: int | None = None) -> list[Precedent]:
        """How these words (`store.coding.words_of`) were coded in finished records, the most frequent first.

        As far as they are counted (`catch_up("precedents")`); the article of row `without` is left out.
        """
        with self._database.read() as connection:
            return precedents.find(connection, kind, words, without)

    def mended(self, mend: Coded, *, row: int, proposal: str | None, most: int = 10) -> int:
        """In how many finished articles other than that of row `row` people made the same mend, up to `most`.

        0 where a rule of the project says so already, and where `proposal` (a key), which was mended there,
        was made for one assignment alone: that says nothing of an extractor.
        """
        with self._database.read() as connection:
            for rule in project_rules.active(connection):
                if (rule.kind, rule.words, rule.coding) == (mend.kind, mend.words, mend.coding):
                    return 0
            if proposals.is_own(connection, row, proposal):
                return 0
            return precedents.mended(connection, mend, row, most)

    def rules(self, *, in_force: bool = False) -> list[Rule]:
        """The project's own rules by number, with how often each stands in newest proposals.

        With `in_force` only those that are not retired, and without the figures.
        """
        with self._database.read() as connection:
            return project_rules.active(connection) if in_force else project_rules.every(connection)

    def make_rule(self, kind: Kind, words: str, coding: Coding, *, author: str) -> Rule:
        """A new rule, in the place of one that codes the words otherwise; `catch_up("rules")` applies it."""
        with self._database.write() as connection:
            return project_rules.make(connection, kind, words, coding, author, proposals.now())

    def rule_now(self, row: int) -> None:
        """Where the rules are not applied to all proposals yet: apply them to this article's, out of turn."""
        project_rules.rule_now(self._database, row)

    def retire_rule(self, number: int, *, author: str) -> Rule:
        """End a rule; `catch_up("rules")` takes it out of proposals. Raises StoreError for none."""
        with self._database.write() as connection:
            return project_rules.retire(connection, number, author, proposals.now())
