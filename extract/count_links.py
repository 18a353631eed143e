"""Which people suffered which outcome: groups tied to outcome words by the grammar of the sentence.

Passives and intransitives look left for their subject, active verbs and "-ing" forms right for their object,
nouns behind "of" or before as owner. Coordinated groups share the outcome; "including …" makes a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.count_groups import Group
from extract.count_tokens import DeedAt, Sentence, Token
from extract.lexicon import Deed, Lexicon

_HARD = frozenset({"when", "while", "whereas", "but", "after", "as", "where", "although", "though", "because", "before", "if"})
_SAYING = frozenset(
    "said says say told tells added reported reports confirmed stated announced claimed claims according quoted noted "
    "disclosed revealed declared informed that".split()
)
_ASSAULTS = frozenset({"shoot", "stab", "beat"})
_COORDINATORS = frozenset({"and", "&", ",", "or", "plus", "/"})
_WITH = frozenset({"along", "together"})
_EVENTISH = frozenset(
    "attack incident explosion blast operation clash raid fire firing bomb bombing shooting exchange strike toll "
    "situation area government district village city town report statement house vehicle car building".split()
)


@dataclass(slots=True)
class Link:
    """One group with one outcome. `host` is the link whose people this one's lie among."""

    group: Group
    deed: DeedAt
    rule: str
    chain: int
    host: Link | None = None
    outcome: str = ""
    unreal: bool = False
    toll: bool = False
    suicide: bool = False
    overtaken: bool = False
    pair: list[Group] = field(default_factory=list)


class Linker:
    """Ties the groups of one sentence to its outcome words."""

    def __init__(self, sentence: Sentence, groups: list[Group], lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.lows = sentence.lows
        self.groups = groups
        self.lexicon = lexicon
        self.starts = {g.start: g for g in groups}
        self.at_stop = {g.stop: g for g in groups}
        self.inner = {d.start for g in groups for d in g.inner}
        self.counted = {g.counted.start for g in groups if g.counted}
        self.links: list[Link] = []
        self.claimed: set[tuple[int, str]] = set()
        self.chains = 0

    def run(self) -> list[Link]:
        """All links, in text order of their groups."""
        deeds = [d for d in self.sentence.deeds if d.start not in self.inner and d.start not in self.counted]
        for deed in deeds:
            if deed.deed.form in ("toll", "suicide"):
                self._toll(deed) if deed.deed.form == "toll" else self._suicide(deed)
        rest = [d for d in deeds if d.deed.form not in ("toll", "suicide")]
        active: list[DeedAt] = []
        for deed in rest:
            if not self._subject_side(deed, active):
                active.append(deed)
        for deed in active:
            self._object_side(deed)
        self._counted_groups()
        self._inner_groups()
        self._parts()
        self._drop_assaults()
        self.links.sort(key=lambda link: link.group.start)
        return self.links

    # --- where an outcome word finds its people

    def _before(self, at: int) -> int:
        """The index of the last token before `at` that is no adverb; -1 where there is none."""
        at -= 1
        while at >= 0 and self.tokens[at].tag in ("adv", "date"):
            at -= 1
        return at

    def _after(self, at: int) -> int:
        size = len(self.tokens)
        while at < size and (self.tokens[at].tag == "adv" or (self.tokens[at].tag == "have" and False)):
            at += 1
        return at

    def _subject_side(self, deed: DeedAt, later: list[DeedAt]) -> bool:
        """Links a passive, intransitive or adjective to its subject; False where it may be active or a noun."""
        form = deed.deed.form
        before = self._before(deed.start)
        tag = self.tokens[before].tag if before >= 0 else "mark"
        if form in ("noun", "counted", "ing", "base", "present"):
            return form == "counted"
        if form == "subject":
            return self._link_left(deed, self._cluster(deed.start), "subject")
        follows = self._object_follows(deed)
        if form == "adjective":
            if tag == "aux" or before in self._ends() or self._adjacent_group(deed.start):
                return self._link_left(deed, self._cluster(deed.start), "adjective")
            return True
        if tag == "aux":
            return self._link_left(deed, self._cluster(deed.start), "passive")
        if tag == "have":
            return False
        partner = self._coordinated(deed)
        if partner is not None and not follows:
            mine = [l for l in self.links if l.deed is partner and l.host is None]
            if mine:
                self._share(mine, deed, partner)
                return True
            if partner in later:
                return False
        if follows and form != "participle":
            return False
        if self._adjacent_group(deed.start) is not None or not follows:
            return self._link_left(deed, self._cluster(deed.start), "reduced")
        return False

    def _ends(self) -> set[int]:
        return {g.end - 1 for g in self.groups}

    def _cluster(self, at: int) -> int:
        """The first token of the verb group that ends before `at`: over auxiliaries, adverbs, modals."""
        while at > 0 and self.tokens[at - 1].tag in ("adv", "aux", "have", "modal", "date"):
            at -= 1
        return at

    def _adjacent_group(self, at: int) -> Group | None:
        at = self._cluster(at)
        if at > 0 and self.tokens[at - 1].tag == "rel":
            at -= 1
        if at > 0 and self.lows[at - 1] == ",":
            at -= 1
        return self.at_stop.get(at)

    def _object_follows(self, deed: DeedAt) -> bool:
        """Whether an object stands right behind the word, so that an "-ed" form is active."""
        at = self._after(deed.end)
        if at < len(self.tokens) and self.lows[at] in ("and", "or", "/"):
            nxt = self.sentence.deed_at.get(self._after(at + 1))
            return nxt is not None and nxt.deed.form in ("past", "ing") and self._object_follows(nxt)
        group = self.starts.get(at)
        if group is None or group.name and self.tokens[at].tag not in ("art", "poss", "def"):
            return False
        if group.thing and group.number is None:
            return False
        nxt = self._after(group.stop)
        follow = self.sentence.deed_at.get(nxt)
        if follow is not None and follow.deed.form in ("past", "participle", "adjective"):
            behind = self.starts.get(self._after(follow.end))
            split = self.lexicon.split_deeds.get(self.lows[deed.end - 1])
            return behind is not None or bool(split)
        return True

    def _coordinated(self, deed: DeedAt) -> DeedAt | None:
        """The outcome word that "and", "or", "/" or a comma ties this one to, with no people between."""
        at = self._before(deed.start)
        seen = False
        while at >= 0 and (self.lows[at] in ("and", "or", ",", "/", "then", "later") or self.tokens[at].tag == "aux"):
            seen = seen or self.lows[at] in ("and", "or", "/", ",")
            at = self._before(at)
        if not seen:
            return None
        for other in reversed(self.sentence.deeds):
            if other.end <= deed.start and other.start not in self.inner:
                between = [g for g in self.groups if g.start >= other.end and g.end <= deed.start and not g.thing]
                if between or any(self.lows[k] in _HARD or self.lows[k] == ";" for k in range(other.end, deed.start)):
                    return None
                direct = at == other.end - 1
                return other if direct or deed.start - other.end <= 12 else None
        return None

    def _share(self, mine: list[Link], deed: DeedAt, partner: DeedAt) -> None:
        """The subject's second outcome; "killed or wounded" of one group is not told apart."""
        pair = {deed.deed.outcome, partner.deed.outcome}
        tied = any(self.lows[k] in ("or", "/", "and") for k in range(partner.end, deed.start))
        near = deed.start - partner.end <= 2
        for link in mine:
            if pair == {"killed", "wounded"} and tied and near and partner.deed.lemma not in _ASSAULTS and link.group.plural:
                link.outcome = "casualties"
            else:
                self._add(link.group, deed, link.rule, link.chain)

    # --- subjects

    def _link_left(self, deed: DeedAt, at: int, rule: str) -> bool:
        negated = at > 0 and self.tokens[at - 1].tag == "neg" and at not in self.at_stop
        unreal = self._unreal(deed, at)
        group = self._subject(at - 1 if negated else at, deed)
        if group is None:
            partner = self._coordinated(deed)
            mine = [l for l in self.links if l.deed is partner and l.host is None] if partner else []
            if mine and partner is not None:
                self._share(mine, deed, partner)
                return True
            return rule in ("subject", "passive", "adjective")
        if negated:
            return True
        chain = self._chain_left(group)
        self.chains += 1
        for member in chain:
            self._add(member, deed, rule, self.chains, unreal=unreal)
        return True

    def _subject(self, at: int, deed: DeedAt) -> Group | None:
        fallback: Group | None = None
        right = at
        for group in reversed(self.groups):
            if group.stop > at:
                continue
            if self._blocked(group.stop, right):
                break
            if group.thing or self._is_part(group) or self._unfit(group):
                if not group.thing and self._is_part(group) and fallback is None and group.stop == at:
                    fallback = group
                continue
            relative = any(self.tokens[k].tag == "rel" for k in range(group.stop, min(at, group.stop + 2)))
            if self._governed(group) and not relative:
                if fallback is None and self._near(group, at):
                    fallback = group
                continue
            if group.name and not self._near(group, at):
                continue
            if self._is_object(group) and not relative and not self._near(group, at):
                continue
            return group
        return fallback

    def _near(self, group: Group, at: int) -> bool:
        return all(self.tokens[k].tag in ("adv", "rel", "date") or self.lows[k] == "," for k in range(group.stop, at))

    def _blocked(self, start: int, end: int) -> bool:
        """Whether a clause ends between two tokens: a conjunction of clauses, or another outcome word."""
        relative = False
        for k in range(start, end):
            low = self.lows[k]
            if low == ";" or (low in _HARD and k > start):
                return True
            if low in _HARD and low != "as":
                return True
            if self.tokens[k].tag == "rel" and low in ("who", "that", "which", "whom", "whose"):
                relative = True
            deed = self.sentence.deed_at.get(k)
            if deed is not None and k not in self.inner and not relative and deed.deed.form not in ("noun", "counted"):
                after = deed.end
                reduced = deed.deed.form in ("past", "participle") and self.tokens[k - 1].tag != "aux"
                if not (reduced and after < end and self.tokens[after].tag == "prep"):
                    return True
        return False

    def _governed(self, group: Group) -> bool:
        """Whether a preposition rules the group ("in an attack by 20 gunmen")."""
        before = group.start - 1
        if before < 0:
            return False
        token = self.tokens[before]
        if token.tag != "prep":
            return token.low == "'s" and False
        if token.low in ("of",) and before > 0 and self.tokens[before - 1].tag == "num":
            return False
        return True

    def _is_object(self, group: Group) -> bool:
        """Whether the group stands right behind an unknown verb or noun, as an object would."""
        before = group.start - 1
        if before < 0:
            return False
        token = self.tokens[before]
        if token.tag == "word":
            return token.low not in _SAYING
        return any(d.end == group.start and d.deed.form in ("ing", "past", "base", "present") for d in self.sentence.deeds)

    def _unfit(self, group: Group) -> bool:
        if group.counted is not None and not group.head:
            return group.counted.deed.lemma not in ("body", "dead")
        if group.name and group.head_at >= 0 and self.lows[group.head_at] in _EVENTISH:
            return True
        return False

    def _chain_left(self, group: Group) -> list[Group]:
        chain = [group]
        while True:
            first = chain[0]
            at = self._coordinator_before(first.start)
            if at < 0:
                return chain
            for host in reversed(self.groups):
                if host.stop <= at:
                    break
            else:
                return chain
            if host.thing or host.pronoun or self._blocked(host.stop, at) or self._governed(host):
                return chain
            if self._is_part(host) or self._unfit(host):
                return chain
            if any(self.tokens[k].tag in ("aux", "modal", "have") for k in range(host.stop, at)):
                return chain
            if self._is_object(host) and not self._near_coordinator(host, at):
                return chain
            if self._is_object(host) or (host.name and self._opens_badly(host)):
                return chain
            chain.insert(0, host)

    def _near_coordinator(self, host: Group, at: int) -> bool:
        return host.stop == at

    def _opens_badly(self, host: Group) -> bool:
        before = host.start - 1
        return before >= 0 and self.lows[before] not in (",", "and")

    def _coordinator_before(self, start: int) -> int:
        """Where the coordination before a group begins; -1 where none stands there."""
        at = start - 1
        if at < 0:
            return -1
        low = self.lows[at]
        if low in _COORDINATORS:
            while at > 0 and self.lows[at - 1] in _COORDINATORS:
                at -= 1
            return at
        if low == "with" and at > 0 and self.lows[at - 1] in _WITH:
            return at - 1
        if low == "as" and at > 1 and self.lows[at - 1] == "well":
            return at - 2
        return -1

    # --- objects

    def _object_side(self, deed: DeedAt) -> None:
        form = deed.deed.form
        if form == "noun" or (form == "ing" and deed.end < len(self.tokens) and self.lows[deed.end] == "of"):
            self._nominal(deed)
            return
        if form in ("adjective", "counted", "subject"):
            return
        before = self._before(deed.start)
        if form == "ing" and before >= 0 and self.tokens[before].tag in ("art", "poss") and deed.end not in self.starts:
            return
        at = self._after(deed.end)
        if at < len(self.tokens) and self.lows[at] in ("and", "or", "/"):
            nxt = self.sentence.deed_at.get(self._after(at + 1))
            if nxt is not None and nxt.deed.form in ("ing", "past", "base", "present") and nxt is not deed:
                self._coordinated_verbs(deed, nxt)
                return
        group = self.starts.get(at)
        if group is None or group.thing:
            return
        split = self._split_deed(deed, group)
        chain = self._chain_right(group)
        self.chains += 1
        unreal = self._unreal(deed, self._cluster(deed.start))
        for member in chain:
            if (member.start, deed.deed.outcome) not in self.claimed:
                self._add(member, split or deed, "active", self.chains, unreal=unreal)

    def _coordinated_verbs(self, deed: DeedAt, nxt: DeedAt) -> None:
        """ "killed and wounded 12": the second verb's object is the first's too."""
        group = self.starts.get(self._after(nxt.end))
        if group is None or group.thing:
            return
        outcomes = {deed.deed.outcome, nxt.deed.outcome}
        if outcomes == {"killed", "wounded"} and deed.deed.lemma not in _ASSAULTS:
            merged = replace(nxt.deed, outcome="casualties")
            nxt.deed = merged
        elif outcomes != {nxt.deed.outcome} and deed.deed.lemma not in _ASSAULTS:
            self.chains += 1
            for member in self._chain_right(group):
                self._add(member, deed, "active", self.chains)

    def _split_deed(self, deed: DeedAt, group: Group) -> DeedAt | None:
        options = self.lexicon.split_deeds.get(self.lows[deed.start])
        if not options:
            return None
        for particles, inner in options:
            end = group.stop + len(particles)
            if tuple(self.lows[group.stop : end]) == particles:
                return DeedAt(deed.start, end, inner)
        return None

    def _chain_right(self, group: Group) -> list[Group]:
        chain = [group]
        order = [g for g in self.groups if g.start >= group.stop]
        for nxt in order:
            at = self._coordinator_before(nxt.start)
            if any(
                k in self.sentence.deed_at and k not in self.inner or self.tokens[k].tag in ("aux", "modal", "have")
                for k in range(chain[-1].stop, nxt.start)
            ):
                break
            if self._blocked(chain[-1].stop, nxt.start):
                break
            if self._is_part(nxt):
                break
            if at < 0:
                if self._governed(nxt) or nxt.thing:
                    continue
                break
            if nxt.thing or nxt.pronoun or self._is_subject(nxt):
                break
            chain.append(nxt)
        return chain

    def _is_subject(self, group: Group) -> bool:
        """Whether a verb of its own follows the group."""
        at = self._after(group.stop)
        if at >= len(self.tokens):
            return False
        if self.tokens[at].tag in ("aux", "have", "modal") or self.lows[at] in _SAYING:
            return True
        deed = self.sentence.deed_at.get(at)
        if deed is None:
            return False
        return deed.deed.form in ("past", "participle", "subject", "adjective", "base")

    def _nominal(self, deed: DeedAt) -> None:
        """ "the killing of six priests", "the bodies of two men", "his wife's death"."""
        at = deed.end
        self.chains += 1
        if at < len(self.tokens) and self.lows[at] == "of":
            group = self.starts.get(at + 1)
            if group is None or group.thing:
                return
            unreal = self._unreal(deed, deed.start)
            for member in self._chain_right(group):
                if not member.name or self.tokens[member.start].tag != "def":
                    self._add(member, deed, "nominal", self.chains, unreal=unreal)

    # --- heads that are outcomes themselves, and parts

    def _counted_groups(self) -> None:
        for group in self.groups:
            if group.counted is None:
                continue
            if any(link.group is group for link in self.links):
                continue
            end = group.counted.end
            if end < len(self.tokens) and self.lows[end] == "of" and group.number is None and not group.zero:
                inner = self.starts.get(end + 1)
                if inner is not None and not inner.thing:
                    self.chains += 1
                    for member in self._chain_right(inner):
                        if not any(link.group is member for link in self.links):
                            self._add(member, group.counted, "of bodies", self.chains)
                    continue
            lemma = group.counted.deed.lemma
            before = self.lows[group.start - 1] if group.start else ""
            if lemma == "life" and before in ("save", "saved", "saving", "risk", "risked"):
                continue
            if group.definite and group.number is None:
                continue
            if lemma == "life" and group.number is None:
                continue
            self.chains += 1
            self._add(group, group.counted, "counted", self.chains, unreal=self._hedged(group.start))

    def _inner_groups(self) -> None:
        for group in self.groups:
            for deed in group.inner:
                if (group.start, deed.deed.outcome) not in self.claimed and not group.thing:
                    self.chains += 1
                    self._add(group, deed, "inner", self.chains)

    def _is_part(self, group: Group) -> bool:
        """Whether "including", "among them", "of whom" or "of them" makes the group a part of another."""
        before = group.start - 1
        if group.partitive and group.number is not None and self.lows[group.stop - 1] in ("them", "whom", "which"):
            return True
        while before >= 0 and self.lows[before] in ("also", "possibly", "reportedly", "at", "least", "up", "to", ",") and before > group.start - 4:
            if self.lows[before] == "," :
                break
            before -= 1
        if before < 0:
            return False
        low = self.lows[before]
        if self.tokens[before].tag == "subset" and low != "among":
            return True
        if low in ("them", "whom", "which") and before > 0 and self.lows[before - 1] in ("among", "of"):
            return True
        if low in ("among",):
            return False
        at = self._coordinator_before(group.start)
        if at > 0:
            host = self.at_stop.get(at)
            return host is not None and host is not group and host.start < group.start and self._is_part(host)
        return False

    def _parts(self) -> None:
        """Gives parts the outcomes of the people they lie among."""
        for group in self.groups:
            if group.thing or not self._is_part(group):
                continue
            if any(link.group is group and link.host is not None for link in self.links):
                continue
            own = [link for link in self.links if link.group is group]
            hosts = [l for l in self.links if l.host is None and l.group.start < group.start and l.group is not group]
            if own:
                same = [h for h in hosts if h.outcome == own[0].outcome]
                if same:
                    own[0].host = same[-1]
                elif hosts and own[0].outcome == "killed" and hosts[-1].outcome == "wounded":
                    own[0].host = hosts[-1]
                continue
            if not hosts:
                hosts = [l for l in self.links if l.host is None and l.group is not group]
            if hosts:
                last = hosts[-1]
                for host in [h for h in hosts if h.group is last.group]:
                    link = self._add(group, host.deed, "part", host.chain, outcome=host.outcome)
                    if link is not None:
                        link.host = host

    def _drop_assaults(self) -> None:
        """ "shot and killed", "shot, one fatally": being shot is no wound where the same people died of it."""
        dead = {link.group.start for link in self.links if link.outcome == "killed"}
        self.links = [
            l for l in self.links if not (l.deed.deed.lemma in _ASSAULTS and l.outcome == "wounded" and l.group.start in dead)
        ]

    # --- tolls and suicides

    def _toll(self, deed: DeedAt) -> None:
        """ "the death toll rose from 96 to 113": the last figure stands, those before are overtaken."""
        figures: list[Group] = []
        for group in self.groups:
            if group.start < deed.end:
                continue
            if group.start - (figures[-1].end if figures else deed.end) > 12:
                break
            if group.number is None or group.thing or any(self.lows[k] in _HARD or self.lows[k] == ";" for k in range(deed.end, group.start)):
                continue
            before = self.lows[group.start - 1]
            if before in self.lexicon.rise or before in (",", ":", "of", "from"):
                figures.append(group)
            if len(figures) == 2 or before == "to":
                break
        self.chains += 1
        for group in figures:
            link = self._add(group, deed, "toll", self.chains)
            if link is not None:
                link.toll = True
                link.overtaken = self.lows[group.start - 1] == "from" and len(figures) > 1

    def _suicide(self, deed: DeedAt) -> None:
        group = self._subject(self._cluster(deed.start), deed)
        if group is None:
            group = Group(deed.start, deed.end, deed.end, implied=1, pronoun=True, definite=True)
        if self._unreal(deed, self._cluster(deed.start)):
            return
        self.chains += 1
        link = self._add(group, deed, "suicide", self.chains)
        if link is not None:
            link.suicide = True

    # --- shared

    def _unreal(self, deed: DeedAt, at: int) -> bool:
        """Whether what stands before says that it did not happen: "could kill", "planned to kill", "was not"."""
        for k in range(at, deed.start):
            if self.tokens[k].tag in ("modal", "neg"):
                return True
        if at > 0 and self.tokens[at - 1].tag in ("modal", "neg") and self.tokens[at - 1].low not in ("no", "none"):
            return True
        if deed.deed.form in ("base",) and at > 0 and self.lows[at - 1] == "to":
            return at < 2 or self.lows[at - 2] not in ("on", "went", "managed", "continued", "began", "proceeded")
        for k in range(max(0, at - 3), at):
            if self.lows[k] in self.lexicon.unreal and self.tokens[k].tag != "prep":
                return deed.deed.form in ("ing", "base", "noun")
        return False

    def _hedged(self, at: int) -> bool:
        """Whether the words right before say that it is feared, planned or possible."""
        return any(self.lows[k] in self.lexicon.unreal or self.tokens[k].tag == "modal" for k in range(max(0, at - 3), at))

    def _add(
        self, group: Group, deed: DeedAt, rule: str, chain: int, *, unreal: bool = False, outcome: str = ""
    ) -> Link | None:
        said = outcome or deed.deed.outcome
        if (group.start, said) in self.claimed:
            return None
        self.claimed.add((group.start, said))
        link = Link(group, deed, rule, chain, outcome=said, unreal=unreal)
        self.links.append(link)
        return link


def deed_of(link: Link) -> Deed:
    """The lexicon entry behind a link."""
    return link.deed.deed
