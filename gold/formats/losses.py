"""What a format cannot hold, counted while a file is written, and said in sentences afterwards."""

from __future__ import annotations

from collections import Counter

#: Kind of loss → how it is said of n of them.
SENTENCES: dict[str, str] = {
    "unlocated": "values without evidence in the text, kept beside the spans and not seen in the tool",
    "rejected": "rejected entries and counts",
    "decisions": "decisions, and what was proposed",
    "mentions": "mentions",
    "evidence": "evidence spans (the quoted words are kept, their offsets are not)",
    "evidence_dropped": "evidence spans",
    "cues": "words that side and outcome were read from",
    "tolls": "tolls of single sources (how many there were is kept)",
    "tolls_dropped": "tolls of single sources",
    "texts": "article texts",
    "irrelevant": "records without an entry (irrelevant articles)",
    "no_deaths": "incidents without a killed count",
    "not_killed": "counts of other outcomes than killed",
    "sides": "figures that were told by side and stand here as one sum",
    "ranges": "ranges, bounds and qualifiers of counts",
    "unstated_zero": "killed counts without a best figure",
    "parts": "counts that lie inside another",
    "covered_totals": "totals whose incidents stand for them, so that nobody is counted twice",
    "others": "further places of an entry",
    "groups": "names of groups and marks on counts (perpetrator, derived, disputed)",
    "roles": "roles, types and part-of links of entries",
    "undated": "entries without a day",
    "date_precision": "date precisions that the format writes more coarsely",
    "place_precision": "place precisions that the format writes more coarsely",
}


class Losses(Counter[str]):
    """How much of each kind (a key of `SENTENCES`) a file leaves out."""

    def lose(self, kind: str, times: int = 1) -> None:
        """Count a loss; an unknown kind is a mistake in the program."""
        if kind not in SENTENCES:
            raise KeyError(kind)
        if times:
            self[kind] += times

    def sentences(self) -> list[str]:
        """One line for each kind, in the order of `SENTENCES`."""
        return [f"{said}: {self[kind]:,}" for kind, said in SENTENCES.items() if self[kind]]
