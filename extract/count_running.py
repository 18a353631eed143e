"""Running figures: "the number of …", "the death toll rose to", "up from nine", what others spoke of."""

from __future__ import annotations

from extract.count_group import Group
from extract.count_objects import Objects
from extract.count_tokens import DeedAt
from extract.frozen import replace
from extract.incident_words import words_of

#: Verbs that stand with the figure: "the death toll passed 40".
_PASSED = ("passed ", "surpassed ", "exceeded ", "topped ", "as high as ")


#: "When the monthly death toll exceeded 3,000": a rate, and nobody's count.
_RATES = frozenset({"daily", "weekly", "monthly", "yearly", "annual", "average"})
#: As in "the number of people killed this year has reached 19".
_STANDS = frozenset(
    ("is", "now", "reached", "reaches", "crossed", "topped", "exceeded", "passed", "surpassed")
)
#: What stands before a figure of a list, and between it and its place; how far the figure before may be.
_LISTS = frozenset((",", "and", ":", ";", "-", "--", "–", "—"))
_INSIDE = (["in"], ["at"], ["near"])
_ASIDE = 22
#: How far behind "toll" its figure may be; and behind "bringing the toll", where "to" stands before it.
_REACH, _FAR = 12, 24
#: "The death toll of the attacks by gunmen on … has risen to 159": these words span more.
_ROSE = frozenset({"rose", "risen", "climbed", "increased", "grown", "jumped", "mounted"})


class Running(Objects):
    """Ties the figures of tolls to their words."""

    def _numbers_of(self) -> None:
        """As in "bring to 47 the number of police officers killed", "took the number of rebels killed
        … to 23".
        """
        if "number" not in self.sentence.words:
            return
        for k in range(len(self.lows) - 2):
            if self.lows[k] != "number" or self.lows[k + 1] != "of":
                continue
            bare = self.starts.get(k + 2)
            linked = (
                [tied for tied in self.links if tied.group is bare]
                if bare is not None and bare.number is None
                else []
            )
            figure = self._figure_beside(k, bare.stop if bare is not None else k + 2)
            if bare is None or not linked or figure is None:
                continue
            figure.head, figure.head_at = (
                figure.head or bare.head,
                figure.head_at if figure.head else bare.head_at,
            )
            outcomes = {tied.outcome for tied in linked}
            if outcomes == {"killed", "wounded"}:
                linked, outcomes = linked[:1], {"casualties"}
            for link in linked:
                link.group, link.toll, link.rule = figure, True, "number of"
                link.outcome = next(iter(outcomes)) if len(outcomes) == 1 else link.outcome
            self.links = [tied for tied in self.links if tied.group is not bare or tied in linked]
            for other in self.links:
                if other.host in linked:
                    other.host = linked[0]

    def _up_from(self) -> None:
        """As in "killed 12 people, up from nine": the figure that was told before."""
        if "from" not in self.sentence.words:
            return
        for k in range(1, len(self.lows) - 2):
            if self.lows[k] not in ("up", "down") or self.lows[k + 1] != "from":
                continue
            group = self.starts.get(k + 2)
            if group is None or group.number is None or group.thing:
                continue
            before = [
                t for t in self.links if t.group.stop <= k and t.group.number is not None and not t.host
            ]
            if not before or any(tied.group is group for tied in self.links):
                continue
            link = self._add(
                group, before[-1].deed, "up from", self._next_chain(), outcome=before[-1].outcome
            )
            if link is not None:
                group.head, group.head_at = before[-1].group.head, before[-1].group.head_at
                link.toll = link.overtaken = True

    def _elsewhere(self) -> None:
        """As in "Four were killed in Mosul, three in Baquba and one in Kirkuk": a place and no verb."""
        if not self.sentence.place_tokens or not self.links:
            return
        linked = {tied.group.start for tied in self.links}
        for group in self.groups:
            if group.number is None or group.thing or group.start in linked or not self._placed(group):
                continue
            before = [t for t in self.links if t.group.stop <= group.start and t.host is None]
            before = [t for t in before if t.group.number is not None and t.deed.end <= group.start]
            if not before:
                continue
            last = before[-1]
            since = range(max(last.group.stop, last.deed.end), group.start)
            if len(since) > _ASIDE or any(
                k in self.sentence.deed_at or self.tokens[k].tag in ("aux", "have", "modal", "rel")
                for k in since
            ):
                continue
            if group.head is None and group.head_at < 0:
                group.head, group.head_at = last.group.head, last.group.head_at
            self._add(group, last.deed, last.rule, self._next_chain(), unreal=last.unreal)

    def _placed(self, group: Group) -> bool:
        """Whether a figure stands in a list, with "in" and a place behind it and no verb."""
        lows, at = self.lows, group.stop
        at += lows[at : at + 1] == ["each"]  # "and one each in Zhob and Kalat"
        if group.start == 0 or lows[group.start - 1] not in _LISTS or lows[at : at + 1] not in _INSIDE:
            return False
        place = at + 1 + (lows[at + 1 : at + 2] == ["the"])
        if place not in self.sentence.place_tokens:
            return False
        while place < len(lows) and place in self.sentence.place_tokens:
            place += 1
        return place >= len(lows) or self.tokens[place].tag not in ("aux", "have", "modal", "rel")

    def _spoken_of(self) -> None:
        """As in "…, while the police spoke of 20": another source's figure for the people told before."""
        for group in self.groups:
            if group.number is None or group.head is not None or group.thing or group.start < 2:
                continue
            if self.lows[group.start - 1] not in ("of", "at") or any(t.group is group for t in self.links):
                continue
            clause = self.lows[max(0, group.start - 5) : group.start]
            spoke = clause[-2:] == ["spoke", "of"] or (clause[-1] == "at" and {"put", "puts"} & set(clause))
            follows = self.tokens[group.stop].tag if group.stop < len(self.tokens) else "mark"
            before = [t for t in self.links if t.group.stop < group.start and t.group.number is not None]
            if not spoke or follows == "word" or not before:
                continue
            link = self._add(group, before[-1].deed, "toll", self._next_chain(), outcome=before[-1].outcome)
            if link is not None:
                link.toll = True

    def _figure_beside(self, at: int, end: int) -> Group | None:
        """The figure that "to" or "at" puts beside "the number of …": right before it or later in the
        clause.
        """
        for group in self.groups:
            if group.number is None or group.thing:
                continue
            before = self.lows[group.start - 1] if group.start else ""
            if before in _STANDS and group.head is None and end <= group.start <= end + 8:
                return group
            if before in ("to", "at") and (at - 3 <= group.stop <= at or end <= group.start <= end + 16):
                return group
        return None

    def _toll(self, deed: DeedAt) -> None:
        """As in "the death toll rose from 96 to 113": the last figure stands, those before are overtaken."""
        figures: list[Group] = []
        if any(token.tag == "neg" for token in self.tokens[max(0, deed.start - 5) : deed.start]):
            return
        if deed.start and self.lows[deed.start - 1] in _RATES:
            return
        brought = not words_of("brings_to").isdisjoint(self.lows[max(0, deed.start - 3) : deed.start])
        brought = brought or self.lows[deed.end : deed.end + 1] in (["from"], ["in"])  # "the toll from …"
        reach = _FAR if brought else _REACH
        for group in self.groups:
            if group.start < deed.end:
                continue
            rose = self.lows[group.start - 1] == "to" and self.lows[group.start - 2] in _ROSE
            if group.start - (figures[-1].end if figures else deed.end) > (_FAR if rose else reach):
                break
            if group.number is not None and group.number.best == 1 and group.partitive:
                continue  # "the toll was one of the highest"
            if (
                group.number is None
                or group.thing
                or any(
                    self.lows[k] in self.words["clause_openers"] or self.lows[k] == ";"
                    for k in range(deed.end, group.start)
                )
            ):
                continue
            before = self.lows[
                group.start - 1 - (self.lows[group.start - 1] in ("now", "currently", "already"))
            ]
            passed = group.number.full.text.lower().startswith(_PASSED)
            if passed or before in self.lexicon.rise or before in (",", ":", "of", "from"):
                figures.append(group)
            if len(figures) == 2 or before == "to":
                break
        if not figures:
            figures = self._figure_before(deed)
        whose = self.starts.get(deed.end)  # "the number of killed rebels"
        if whose is None and self.lows[deed.end : deed.end + 1] == ["of"]:
            whose = self.starts.get(
                deed.end + 1
            )  # "the death toll of officers killed by rustlers rose to 42"
        if figures and figures[-1].head is None and whose is not None and whose.bare and whose.number is None:
            figures[-1].head, figures[-1].head_at = whose.head, whose.head_at
            if whose.stop in self.sentence.deed_at and figures[-1].start > whose.stop:
                self.inner.add(whose.stop)  # "officers killed": the figure's people, told by no other number
        if figures and figures[-1].head is not None:
            beside = self._chain_right(figures[-1])[1:]
            figures = figures + [g for g in beside if g.head is not None and not (g.counted or g.inner)]
        self.chains += 1
        earlier = deed.start > 0 and self.lows[deed.start - 1] in ("earlier", "previous", "initial")
        for group in figures:
            behind = self.sentence.deed_at.get(group.stop)
            outcome = behind.deed.outcome if behind is not None and group.head is None else ""
            link = self._add(group, deed, "toll", self.chains, outcome=outcome)
            if link is not None:
                link.toll = True
                link.overtaken = earlier or self.lows[group.start - 1] == "from"

    def _figure_before(self, deed: DeedAt) -> list[Group]:
        """As in "brings to 47 the number of people killed": the figure stands before its words."""
        for group in self.groups:
            near = group.stop <= deed.start <= group.stop + 2
            if (
                near
                and group.number is not None
                and group.start
                and self.lows[group.start - 1] in ("to", "at")
            ):
                after = self.lows[deed.end : deed.end + 2]
                if after[:1] in (["or"], ["and"]) and after[1:] and after[1] in ("wounded", "injured"):
                    deed.deed = replace(deed.deed, outcome="casualties")
                    self.inner.add(deed.end + 1)
                return [group]
        return []
