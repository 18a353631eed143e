"""Which people suffered which outcome: groups tied to outcome words by the grammar of the sentence.

Passives and intransitives look left for their subject (`count_passives`), active verbs and "-ing" forms right
for their object, nouns behind "of" (`count_objects`). Coordinated groups share the outcome (`count_chains`,
`count_lists`); "12 deaths" are an outcome by themselves (`count_counted`), "including …" makes a part
(`count_asides`, `count_parts`).
"""

from __future__ import annotations

from extract.count_link import Link
from extract.count_parts import Parts
from extract.count_tokens import DeedAt

__all__ = ["Link", "Linker"]


_ASSAULTS = frozenset({"shoot", "stab", "beat"})
_EXECUTIONS = frozenset({"execute", "execution", "hang", "hanging"})
_BY_A_COURT = frozenset({"convicted", "convict", "convicts", "sentenced", "condemned", "court", "gallows"})


class Linker(Parts):
    """Ties the groups of one sentence to its outcome words."""

    def run(self) -> list[Link]:
        """All links, in text order of their groups."""
        self.mark_described()
        deeds = [d for d in self.sentence.deeds if d.start not in self.inner and d.start not in self.counted]
        for deed in deeds:
            if deed.deed.form in ("toll", "suicide"):
                self._toll(deed) if deed.deed.form == "toll" else self._suicide(deed)
        rest = [d for d in deeds if d.deed.form not in ("toll", "suicide") and d.start not in self.inner]
        active: list[DeedAt] = []
        for deed in rest:
            if deed.deed.lemma == "surrender" and self.lows[deed.end : deed.end + 1] == ["of"]:
                self._nominal(deed)
                continue
            if not self._subject_side(deed, active):
                active.append(deed)
        for deed in active:
            self._object_side(deed)
        self._split_verbs()
        self._fighters_lost()
        self._hostages_taken()
        self._numbers_of()
        self._spoken_of()
        self._up_from()
        self._counted_groups()
        self._more_bodies()
        self._inner_groups()
        self._among_the_dead()
        self._victims_were()
        self._of_a_toll()
        self._parts()
        self._elsewhere()
        self._partitive_hosts()
        self._drop_assaults()
        self._drop_sentences()
        self._doubt_conditions()
        self.links.sort(key=lambda link: link.group.start)
        return self.links

    def _drop_assaults(self) -> None:
        """As in "shot and killed", "shot, one fatally", "was wounded and later died": no wound is counted
        where the same people died of it.
        """
        dead = {tied.group.start: tied for tied in self.links if tied.outcome == "killed" and not tied.unreal}
        self.links = [
            tied
            for tied in self.links
            if tied.outcome != "wounded"
            or tied.group.start not in dead
            or not (tied.deed.deed.lemma in _ASSAULTS or self._died_later(tied, dead[tied.group.start]))
        ]

    def _died_later(self, wound: Link, death: Link) -> bool:
        if wound.deed.deed.form == "subject":
            return True  # "died after being taken to hospital", "sustained wounds and died"
        later = death.deed.start > wound.deed.start
        return later and death.deed.deed.form == "subject" and wound.rule in ("passive", "reduced", "inner")

    def _drop_sentences(self) -> None:
        """As in "the execution of four men convicted of murder": what a court had done is no incident."""
        if not _BY_A_COURT.isdisjoint(self.sentence.words):
            self.links = [tied for tied in self.links if tied.deed.deed.lemma not in _EXECUTIONS]

    def _doubt_conditions(self) -> None:
        """As in "would not say if the suspects suffered injuries or fatalities": what stands behind "if",
        up to a comma, is not told to have happened.
        """
        if "if" not in self.sentence.words:
            return
        for k, low in enumerate(self.lows):
            if low != "if" or self.lows[max(0, k - 1) : k] in (["even"], ["as"], ["what"]):
                continue
            end = next(
                (n for n in range(k, len(self.lows)) if self.lows[n] in (",", ";", "—")), len(self.lows)
            )
            for link in self.links:
                if k < link.deed.start < end and k < link.group.start < end:
                    link.unreal = True
