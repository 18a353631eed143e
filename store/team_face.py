"""The part of `Store` that several people on the same articles need: rounds of assignments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from store.database import Database

if TYPE_CHECKING:
    from extract.model import Record
    from store.adjudications import Queue, Sides
    from store.rounds import Assigned, Candidate, Outcome, Round, Worked
    from store.withheld import Withheld


class TeamFace:
    """Mixed into `Store`. What it needs is imported when it is used: most stores have no rounds."""

    _database: Database

    # ------------------------------------------------------------ rounds

    def candidates(self) -> list[Candidate]:
        """Articles that no round has assigned and nobody has decided on, in import order."""
        from store import rounds

        with self._database.read() as connection:
            return rounds.candidates(connection)

    def worked(self) -> list[Worked]:
        """Finished codings that a round can give again, by article."""
        from store import rounds

        with self._database.read() as connection:
            return rounds.worked(connection)

    def rounds(self) -> list[Round]:
        """Every round, oldest first."""
        from store import rounds

        with self._database.read() as connection:
            return rounds.rounds(connection)

    def newest_records(self, articles: Collection[int]) -> dict[int, Record]:
        """The newest proposal of each of these articles (rows) that everybody is shown."""
        from store import rounds

        with self._database.read() as connection:
            return rounds.newest_records(connection, articles)

    def keep_round(self, made: Round, assigned: Sequence[Assigned], own: Mapping[int, Record]) -> None:
        """Keep a round in one transaction; `own` are planted proposals by the number of their assignment.

        Raises StoreError where there is a round of that name.
        """
        from store import rounds

        with self._database.write() as connection:
            rounds.keep_round(connection, made, assigned, own)

    def outcomes(self, round_name: str | None = None) -> list[Outcome]:
        """Every assignment, of one round where named, with what became of it."""
        from store import rounds

        with self._database.read() as connection:
            return rounds.outcomes(connection, round_name)

    def records_of(self, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
        """Finished records (JSON bodies) by article row and name of who made them."""
        from store import rounds

        with self._database.read() as connection:
            return rounds.records_of(connection, wanted)

    def withheld(self) -> list[Withheld]:
        """Codings that do not go out, because the error that was planted into their proposal still stands."""
        from store import withheld

        with self._database.read() as connection:
            return withheld.withheld(connection)

    # ------------------------------------------------------------ names

    def coder_names(self, reviewer: str) -> list[str]:
        """The further names that this reviewer's work goes by: `amina [second]`."""
        from store import assignments

        with self._database.read() as connection:
            return assignments.names(connection, reviewer)

    def is_assigned(self, sha256: str) -> bool:
        """Whether an article is assigned, so that coders must not see each other's work."""
        from store import assignments

        with self._database.read() as connection:
            return assignments.is_assigned(connection, sha256)

    # ------------------------------------------------------------ adjudication

    def adjudicable(self, reviewer: str) -> Queue:
        """What waits for this adjudicator (by article), what they have settled, and what they coded."""
        from store import adjudications

        with self._database.read() as connection:
            return adjudications.queue(connection, reviewer)

    def sides(self, reviewer: str, row: int) -> Sides | None:
        """Which codings this adjudicator settles in this article; None before it is begun."""
        from store import adjudications

        with self._database.read() as connection:
            return adjudications.sides(connection, reviewer, row)

    def shared_proposal(self, row: int, key: str | None) -> tuple[str, Record] | None:
        """A proposal by its key, as others may see it: for a planted one the newest plain one stands.

        None where the key is None, or there is no plain one.
        """
        from store import adjudications

        if key is None:
            return None
        with self._database.read() as connection:
            return adjudications.shared_proposal(connection, row, key)
