"""The subject that an outcome word finds to its left: "five militants who … were killed"."""

from __future__ import annotations

from extract.count_group import Group
from extract.count_names import Names
from extract.count_tokens import DeedAt
from extract.person_names import is_demonym, may_name

#: What stands between somebody and what else is said of them: "Sergeant Gul, aged 29, resident of Zhob".
_AGED = frozenset({",", "aged"})
#: What somebody is called besides, with an article or without.
_AT_HOME = frozenset({"resident", "native", "father", "mother"})


#: Small words inside a person's name.
_PARTICLES = frozenset({"al", "abu", "bin", "de", "del", "el", "ibn", "ul", "ur", "van", "von"})


class SubjectFinder(Names):
    """Finds the people that a verb to their right tells of."""

    def _subject(self, at: int, deed: DeedAt) -> Group | None:
        fallback: Group | None = None
        right = at
        rule_adjacent = not any(self.tokens[k].tag == "aux" for k in range(at, deed.start))
        rule_adjacent = rule_adjacent and deed.deed.form in ("adjective", "past", "participle")
        for group in reversed(self.groups):
            if group.stop > at:
                continue
            if self._blocked(group.stop, right):
                break
            if group.start in self.parenthesised and at not in self.parenthesised:
                continue
            if group.of_them and self._of_whom_beside(group, at):
                return group  # "four men, two of whom later died, were kidnapped"
            if group.thing or self._is_part(group) or self._unfit(group):
                beside = group.stop == at or (self.tokens[at - 1].tag == "rel" and self._near(group, at))
                if not group.thing and self._is_part(group) and fallback is None and beside:
                    fallback = group
                continue
            relative = self._relative_behind(group, at)
            if rule_adjacent and group.stop == at and (group.number is not None or group.head is not None):
                return group
            if self._governed(group) and not relative:
                # "after five of those in the convoy died"
                opened = group.plural and self.lows[group.start - 1] in ("after", "before", "until")
                opened = opened or (group.partitive and self.lows[group.start - 1] == "after")
                if fallback is None and (opened or self._near(group, at)):
                    fallback = group
                continue
            if group.name and self.tokens[group.start].tag == "def":
                if fallback is None and self._near(group, at):
                    fallback = group
                continue
            if group.name and not self._near(group, at) and not self._opens_clause(group, at):
                continue
            if group.start > 0 and self.tokens[group.start - 1].tag == "aux" and not relative:
                continue
            if self._apposed(group) or self._led_by_subject(group):
                continue
            left = self.lows[group.start - 1 : group.start] in (["left"], ["leaving"])
            if self._is_object(group) and not relative and not (left or self._near(group, at)):
                continue
            if self._told_by_the_way(group):
                continue
            return group
        return fallback

    def _of_whom_beside(self, group: Group, at: int) -> bool:
        """Whether "two of whom" stands right before a verb, or an adverb of it."""
        between = self.tokens[group.stop : at]
        whom = self.lows[group.stop - 1] == "whom" and group.stop <= at
        plain = all(t.tag in ("adv", "word") for t in between)
        return whom and plain and self.sentence.deed_at.keys().isdisjoint(range(group.stop, at))

    def _told_by_the_way(self, group: Group) -> bool:
        """As in "Two men accused of killing five soldiers were arrested": people of another deed."""
        deed = next((d for d in self.sentence.deeds if d.end == group.start), None)
        if deed is None or deed.deed.form != "ing" or deed.start == 0:
            return False
        return self.lows[deed.start - 1] in ("of", "for", "over", "in", "with")

    def _relative_behind(self, group: Group, at: int) -> bool:
        """Whether "who" follows: "the two men who …", "the 16 members of the family who …"."""
        stop = group.stop
        if self.lows[stop : stop + 1] == ["of"]:
            stop += 1
            while stop < at and self.tokens[stop].tag in ("word", "def", "own"):
                stop += 1
        return any(self.tokens[k].tag == "rel" for k in range(stop, min(at, stop + 2)))

    def _must_be_active(self, group: Group, at: int) -> bool:
        """As in "he shot", "A man … killed": without "was" only people right before the word suffer it."""
        if group.pronoun or (at > 0 and self.lows[at - 1] == "and"):
            return True
        return not group.plural and not self._near(group, at) and group.number is None

    def _antecedent(self, pronoun: Group) -> Group | None:
        """The people that "they" stands for, where this sentence names them with a figure."""
        for group in reversed(self.groups):
            if group.end <= pronoun.start and group.plural and group.number is not None and not group.thing:
                return group
        return None

    def _unknown_subject(self, at: int, deed: DeedAt) -> Group | None:
        """A name, or a person that no list knows, as the subject of a verb in the singular."""
        single = any(self.lows[k] in ("was", "is", "has") for k in range(at, deed.start))
        if not single and deed.deed.form != "subject":
            return None
        if any(self.lows[k] in ("were", "are", "have") for k in range(at, deed.start)):
            return None
        partner = self._coordinated(deed)
        if partner is not None:
            return None
        start = at
        while (
            start > 0
            and self.lows[start - 1] not in self.words["clause_openers"]
            and self.lows[start - 1] not in self.words["telling_verbs"] | {";", "that"}
        ):
            start -= 1
        aside = start > 0 and self.lows[start - 1] == "as" and "," in self.lows[start:at]
        if start < at and (aside or self.tokens[start].tag in ("prep", "date")):
            commas = [k for k in range(start, at) if self.lows[k] == ","]
            if not commas:
                return None
            start = commas[0] + 1
        while start < at and self.tokens[start].tag in ("date", "adv", "mark", "age", "conj"):
            start += 1
        end = start
        while end < at and may_name(self.sentence, end):
            end += 1
        whole = end == at and deed.deed.outcome in ("killed", "abducted") and deed.deed.form != "subject"
        if not whole and any(k in self.sentence.place_tokens for k in range(start, end)):
            return None  # "Alvarado was killed": a place that is killed is a surname
        if end == start:
            return self._name_before_verb(at)
        if self.lows[start] in self.words["no_names"]:
            return None
        if end < at and self.tokens[end].tag == "word" and all(map(is_demonym, self.lows[start:end])):
            return None  # "Syrian authorities said": no name
        if (
            end - start > 5
            or self.lows[end - 1] in self.words["eventish"]
            or start in self.starts_of_parties()
        ):
            return None
        if any(
            g.number is not None and not g.thing and start <= g.start < at and not self._governed(g)
            for g in self.groups
        ):
            return None
        return Group(start, end, end, head_at=end - 1, implied=1, name=True, definite=start > 0 and False)

    def _name_before_verb(self, at: int) -> Group | None:
        """As in "the group's second in command Omar ul Farid was killed": a full name behind a noun."""
        start = at
        while (
            self.sentence.cased
            and start > 0
            and at - start < 6
            and (may_name(self.sentence, start - 1) or self.lows[start - 1] in _PARTICLES)
        ):
            start -= 1
        if at - start < 2 or not start or not may_name(self.sentence, start):
            return None
        noun = self.tokens[start - 1]
        if noun.tag != "word" or not noun.text[:1].islower() or self.lows[at - 1] in self.words["eventish"]:
            return None
        if start in self.starts_of_parties() or any(
            k in self.sentence.place_tokens or k in self.sentence.heads for k in range(start, at)
        ):
            return None
        return Group(start, at, at, head_at=at - 1, implied=1, name=True)

    def _coordinated(self, deed: DeedAt) -> DeedAt | None:
        """The outcome word that "and", "or", "/" or a comma ties this one to, with no people between."""
        at = self._before(deed.start)
        seen = False
        while at >= 0 and (
            self.lows[at] in ("and", "or", ",", "/", "then", "later") or self.tokens[at].tag == "aux"
        ):
            seen = seen or self.lows[at] in ("and", "or", "/", ",")
            at = self._before(at)
        if not seen:
            return None
        for other in reversed(self.sentence.deeds):
            if other.end <= deed.start and other.start not in self.inner:
                between = [
                    g
                    for g in self.groups
                    if g.start >= other.end
                    and g.end <= deed.start
                    and not (g.thing or g.name or self._governed(g))
                ]
                if between or any(
                    self.lows[k] in self.words["clause_openers"] or self.lows[k] == ";"
                    for k in range(other.end, deed.start)
                ):
                    return None
                direct = at == other.end - 1
                return other if direct or deed.start - other.end <= 12 else None
        return None

    def _opens_clause(self, group: Group, at: int) -> bool:
        """Whether an unknown noun begins the clause and only phrases lie between it and the verb."""
        before = group.start - 1
        if before >= 0 and self.tokens[before].tag not in ("mark", "conj", "date", "rel"):
            return False
        follows = self.tokens[group.stop] if group.stop < at else None
        return follows is None or follows.tag in ("prep", "mark", "rel", "word")

    def _apposed(self, group: Group) -> bool:
        """As in "Eight people, possibly militants, were killed", "Sergeant Gul, 29, resident of Zhob, died":
        the second noun only says who the first are.
        """
        if self._described_again(group):
            return True
        if group.number is not None or group.implied is not None or not group.bare:
            return False
        before = self._before(group.start)
        if before < 1 or self.lows[before] not in (",", "-", "--", "–", "—"):
            return False
        host = self.at_stop.get(before)
        return host is not None and host.number is not None

    def _described_again(self, group: Group) -> bool:
        """Whether a bare noun behind a comma goes on about somebody called by rank or office before."""
        at_home = group.head is not None and group.head.word in _AT_HOME
        if group.implied != 1 or group.name or not (group.bare or at_home):
            return False
        at = group.start - 1
        while at > 0 and (self.lows[at] in _AGED or self.tokens[at].tag == "age"):
            host = self.at_stop.get(at)
            if host is not None:
                return host.head is not None and host.implied == 1 and not host.plural and not host.thing
            at -= 1
        return False

    def _led_by_subject(self, group: Group) -> bool:
        """As in "Captain Gul, who was leading his men, died": whom a relative clause tells of did not die."""
        if self.lows[group.stop : group.stop + 1] != [","] or group.number is not None:
            return False
        for k in range(group.start - 1, max(0, group.start - 6), -1):
            if self.lows[k] == ",":
                return False
            if self.tokens[k].tag == "rel":
                return self.lows[k - 1] == "," and any(g.stop <= k for g in self.groups)
        return False
