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
from extract.model import Outcome

_HARD = frozenset({"how", "why", "when", "while", "whereas", "but", "after", "as", "where", "although", "though", "because", "before", "if"})
_SAYING = frozenset(
    "said says say told tells added reported reports confirmed stated announced claimed claims according quoted noted "
    "disclosed revealed declared informed that".split()
)
_ASSAULTS = frozenset({"shoot", "stab", "beat"})
_CASUALTY_WORDS: dict[str, Outcome] = {
    **dict.fromkeys(("dead", "killed", "victims", "deceased", "fatalities", "slain", "casualties"), "killed"),
    **dict.fromkeys(("wounded", "injured"), "wounded"),
    **dict.fromkeys(("arrested", "detained"), "arrested"),
}
_COORDINATORS = frozenset({"and", "&", ",", "or", "plus", "/"})
_NO_NAMES = frozenset("how what many this it there nobody someone somebody everyone most some one police government".split())
_TELLING = frozenset("said says told added stated claimed announced believes claim".split())
_NAMED_AS = frozenset("identified known described named such regarded recognised recognized well".split())
_DENIED_THROUGH = frozenset("of on any or and report reports reported further known civilian immediate other , loss about".split())
_CAUSING = ("caus", "result", "inflict", "suffer", "leav", "incur", "sustain", "report", "left", "heavy")
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
    inside: bool = False
    suicide: bool = False
    overtaken: bool = False
    pair: list[Group] = field(default_factory=list)


def _parenthesised(lows: Sequence[str]) -> set[int]:
    """The indices between a "(" and its ")"."""
    inside: set[int] = set()
    if "(" not in lows:
        return inside
    opened: list[int] = []
    for k, low in enumerate(lows):
        if low == "(":
            opened.append(k)
        elif low == ")" and opened:
            inside.update(range(opened.pop(), k + 1))
    return inside


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
        self.parenthesised = _parenthesised(self.lows)
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
        self._split_verbs()
        self._numbers_of()
        self._counted_groups()
        self._inner_groups()
        self._among_the_dead()
        self._parts()
        self._partitive_hosts()
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
        if tag == "conj" and (start := self._passive_pair(before)):
            return self._link_left(deed, start, "passive")
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

    def _passive_pair(self, conjunction: int) -> int:
        """ "was attacked and killed": where the verb group of the first, unknown participle begins; else 0."""
        verb = conjunction - 1
        if verb < 1 or self.lows[conjunction] != "and" or self.tokens[verb].tag != "word":
            return 0
        aux = self._before(verb)
        if not self.lows[verb].endswith(("ed", "en", "wn", "ot", "nt")) or aux < 0 or self.tokens[aux].tag != "aux":
            return 0
        return self._cluster(aux)

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
                between = [
                    g
                    for g in self.groups
                    if g.start >= other.end and g.end <= deed.start and not (g.thing or g.name or self._governed(g))
                ]
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
        if group is not None and group.pronoun and group.plural:
            group = self._antecedent(group) or group
        if group is None and not negated:
            group = self._unknown_subject(at, deed)
        if rule == "reduced" and group is not None and self._must_be_active(group, at):
            return False
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
        self._companions(deed, rule, unreal)
        self._gapped(deed, rule, unreal)
        return True

    def _gapped(self, deed: DeedAt, rule: str, unreal: bool) -> None:
        """ "Twelve soldiers were killed there, and nearly 30 fighters": a figure behind, without a verb of its own."""
        for group in self.groups:
            if group.start < deed.end or group.number is None or group.thing or group.start - deed.end > 14:
                continue
            between = range(deed.end, group.start)
            if any(k in self.sentence.deed_at or self.tokens[k].tag in ("aux", "have", "modal", "rel") for k in between):
                return
            if self.lows[group.start - 1] != "and" or self.lows[group.start - 2] != "," or self._is_subject(group):
                continue
            after = self.tokens[group.stop].tag if group.stop < len(self.tokens) else "mark"
            if after == "mark" and group.head is not None:
                self._add(group, deed, rule, self.chains, unreal=unreal)
            return

    def _companions(self, deed: DeedAt, rule: str, unreal: bool) -> None:
        """ "was killed with two others", "died along with his driver"."""
        at = self._after(deed.end)
        if at + 1 >= len(self.tokens):
            return
        if self.lows[at] in ("along", "together") and self.lows[at + 1] == "with":
            at += 1
        elif self.lows[at] not in ("with", "alongside"):
            return
        group = self.starts.get(at + 1)
        if group is None or group.thing or (group.number is None and group.head is None) or group.counted is not None:
            return
        for member in self._chain_right(group):
            if not member.name:
                self._add(member, deed, rule, self.chains, unreal=unreal)

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
            if group.thing or self._is_part(group) or self._unfit(group):
                if not group.thing and self._is_part(group) and fallback is None and group.stop == at:
                    fallback = group
                continue
            relative = any(self.tokens[k].tag == "rel" for k in range(group.stop, min(at, group.stop + 2)))
            if rule_adjacent and group.stop == at and (group.number is not None or group.head is not None):
                return group
            if self._governed(group) and not relative:
                if fallback is None and self._near(group, at):
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
            if self._apposed(group):
                continue
            if self._is_object(group) and not relative and not self._near(group, at):
                continue
            return group
        return fallback

    def _must_be_active(self, group: Group, at: int) -> bool:
        """ "he shot", "A man … killed": without "was" only people right before the word suffer it."""
        if group.pronoun:
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
        if any(self.lows[k] in ("were", "are", "have") for k in range(at, deed.start)) or not self.sentence.cased:
            return None
        partner = self._coordinated(deed)
        if partner is not None:
            return None
        start = at
        while start > 0 and self.lows[start - 1] not in _HARD and self.lows[start - 1] not in _TELLING | {";", "that"}:
            start -= 1
        if start < at and self.tokens[start].tag in ("prep", "date"):
            commas = [k for k in range(start, at) if self.lows[k] == ","]
            if not commas:
                return None
            start = commas[0] + 1
        while start < at and self.tokens[start].tag in ("date", "adv", "mark", "age", "conj"):
            start += 1
        end = start
        while end < at and self.tokens[end].tag == "word" and self.tokens[end].text[0].isupper():
            end += 1
        if any(k in self.sentence.place_tokens for k in range(start, end)):
            return None
        if end == start or self.lows[start] in _NO_NAMES:
            return None
        if end - start > 5 or self.lows[end - 1] in _EVENTISH or start in self.starts_of_parties():
            return None
        if any(g.number is not None and not g.thing and start <= g.start < at and not self._governed(g) for g in self.groups):
            return None
        return Group(start, end, end, head_at=end - 1, implied=1, name=True, definite=start > 0 and False)

    def starts_of_parties(self) -> set[int]:
        """Where named parties begin: they are no persons."""
        return {start for start, _, _, _ in self.sentence.parties}

    def _opens_clause(self, group: Group, at: int) -> bool:
        """Whether an unknown noun begins the clause and only phrases lie between it and the verb."""
        before = group.start - 1
        if before >= 0 and self.tokens[before].tag not in ("mark", "conj", "date", "rel"):
            return False
        follows = self.tokens[group.stop] if group.stop < at else None
        return follows is None or follows.tag in ("prep", "mark", "rel", "word")

    def _apposed(self, group: Group) -> bool:
        """ "Eight people, possibly militants, were killed": the second noun only says who the first are."""
        if group.number is not None or group.implied is not None or not group.bare:
            return False
        before = self._before(group.start)
        if before < 1 or self.lows[before] != ",":
            return False
        host = self.at_stop.get(before)
        return host is not None and host.number is not None

    def _near(self, group: Group, at: int) -> bool:
        return all(self.tokens[k].tag in ("adv", "rel", "date") or self.lows[k] == "," for k in range(group.stop, at))

    def _blocked(self, start: int, end: int) -> bool:
        """Whether a clause ends between two tokens: a conjunction of clauses, or another outcome word."""
        relative = False
        for k in range(start, end):
            low = self.lows[k]
            if low == ";" or low in _TELLING:
                return True
            if low in _HARD and not (low == "as" and k > 0 and self.lows[k - 1] in _NAMED_AS):
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
        return not (token.low == "of" and before > 0 and self.tokens[before - 1].tag == "num" and group.number is None)

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
            if self.lows[first.start - 1] == "or" and first.number is None:
                chain.pop(0)
                if not chain:
                    chain = [first]
            for host in reversed(self.groups):
                if host.stop <= at:
                    break
            else:
                name = self._name_before(at)
                return [name, *chain] if name is not None else chain
            if host.stop < at and host.end <= at and (name := self._name_before(at)) is not None and name.start >= host.stop:
                chain.insert(0, name)
                continue
            if host.name and host.end - host.start > 4:
                return chain
            if host.thing or host.pronoun or self._blocked(host.stop, at) or self._governed(host):
                return chain
            if self._is_part(host) or self._unfit(host):
                return chain
            if any(self.tokens[k].tag in ("aux", "modal", "have") for k in range(host.stop, at)):
                return chain
            if host.stop < at and self.tokens[host.stop].tag == "word":
                return chain
            if self._is_object(host) and not self._near_coordinator(host, at):
                return chain
            if self._is_object(host) or (host.name and self._opens_badly(host)):
                return chain
            chain.insert(0, host)

    def _name_before(self, at: int) -> Group | None:
        """A name that ends at a coordinator and begins its clause: "Toayman and his son were killed"."""
        if not self.sentence.cased:
            return None
        start = at
        while start > 0 and self.tokens[start - 1].tag == "word" and self.tokens[start - 1].text[0].isupper():
            start -= 1
        if start == at or at - start > 5 or start in self.starts_of_parties():
            return None
        before = start - 1
        if before >= 0 and self.lows[before] not in (",", "and", "that") and self.tokens[before].tag != "date":
            return None
        if self.lows[at] == "," or any(k in self.sentence.place_tokens for k in range(start, at)):
            return None
        if any(start <= g.start < at and g.thing for g in self.groups) or self.lows[at - 1] in _EVENTISH:
            return None
        return Group(start, at, at, head_at=at - 1, implied=1, name=True)

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
        chain = self._chain_right(group)
        split = self._split_deed(deed, chain[-1])
        self.chains += 1
        unreal = self._unreal(deed, self._cluster(deed.start))
        for member in chain:
            if (member.start, deed.deed.outcome) not in self.claimed:
                self._add(member, split or deed, "active", self.chains, unreal=unreal)

    def _split_verbs(self) -> None:
        """ "took 14 guests hostage": verbs that mean something only with the word behind their object."""
        for k, low in enumerate(self.lows):
            options = self.lexicon.split_deeds.get(low)
            if not options or any(d.start <= k < d.end for d in self.sentence.deeds):
                continue
            group = self.starts.get(self._after(k + 1))
            if group is None or group.thing:
                continue
            chain = self._chain_right(group)
            found = self._split_deed(DeedAt(k, k + 1, options[0][1]), chain[-1])
            if found is None:
                continue
            self.chains += 1
            for member in chain:
                self._add(member, found, "active", self.chains, unreal=self._unreal(found, self._cluster(k)))

    def _numbers_of(self) -> None:
        """ "bring to 47 the number of police officers killed", "took the number of rebels killed … to 23"."""
        for k in range(len(self.lows) - 2):
            if self.lows[k] != "number" or self.lows[k + 1] != "of":
                continue
            bare = self.starts.get(k + 2)
            linked = [l for l in self.links if l.group is bare] if bare is not None and bare.number is None else []
            figure = self._figure_beside(k, bare.stop if bare is not None else k + 2)
            if bare is None or not linked or figure is None:
                continue
            figure.head, figure.head_at = figure.head or bare.head, figure.head_at if figure.head else bare.head_at
            outcomes = {l.outcome for l in linked}
            if outcomes == {"killed", "wounded"}:
                linked, outcomes = linked[:1], {"casualties"}
            for link in linked:
                link.group, link.toll, link.rule = figure, True, "number of"
                link.outcome = next(iter(outcomes)) if len(outcomes) == 1 else link.outcome
            self.links = [l for l in self.links if l.group is not bare or l in linked]
            for other in self.links:
                if other.host in linked:
                    other.host = linked[0]

    def _figure_beside(self, at: int, end: int) -> Group | None:
        """The figure that "to" or "at" puts beside "the number of …": right before it or later in the clause."""
        for group in self.groups:
            if group.number is None or group.thing:
                continue
            before = self.lows[group.start - 1] if group.start else ""
            if before in ("to", "at") and (at - 3 <= group.stop <= at or end <= group.start <= end + 16):
                return group
        return None

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
            if nxt.name and self.tokens[nxt.start].tag == "def":
                break
            if self.lows[nxt.start - 1] == "or" and nxt.number is None:
                break
            if nxt.thing or nxt.pronoun or self._is_subject(nxt) or (nxt.counted and nxt.number is None):
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
            unreal = self._unreal(deed, deed.start) or self._only_reason(deed)
            for member in self._chain_right(group):
                if not member.name or self.tokens[member.start].tag != "def":
                    self._add(member, deed, "nominal", self.chains, unreal=unreal)

    def _only_reason(self, deed: DeedAt) -> bool:
        """ "in revenge for the killing of …": named as a reason beside what this sentence tells."""
        before = self._before(deed.start)
        while before >= 0 and self.tokens[before].tag in ("word", "def", "poss"):
            before -= 1
        reason = before >= 0 and self.lows[before] in ("for", "over", "after", "following", "since", "to")
        others = [d for d in self.sentence.deeds if d is not deed and d.deed.form not in ("noun", "counted")]
        return reason and bool(others)

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
            if group.number is None and not group.zero and (group.bare or group.plural):
                if self._denied(group):
                    group.zero = True
                elif self._not_told(group):
                    continue
            lemma = group.counted.deed.lemma
            before = self.lows[group.start - 1] if group.start else ""
            if lemma == "life" and before in ("save", "saved", "saving", "risk", "risked"):
                continue
            if group.definite and group.number is None:
                continue
            if lemma == "life" and group.number is None:
                continue
            if group.number is None and group.bare and not group.zero and not self._asserted(group):
                continue
            self.chains += 1
            self._add(group, group.counted, "counted", self.chains, unreal=self._hedged(group.start))

    def _denied(self, group: Group) -> bool:
        """ "no report of fatalities nor injuries", "neither injuries nor fatalities", "without casualties"."""
        at = group.start - 1
        while at >= 0 and group.start - at < 9:
            low = self.lows[at]
            if low in ("no", "neither", "nor", "without", "zero"):
                return True
            known = low in _DENIED_THROUGH or any(g.start <= at < g.end and g.counted for g in self.groups)
            if not known:
                return False
            at -= 1
        return False

    def _asserted(self, group: Group) -> bool:
        """Whether a bare "casualties" is told to have happened: "causing casualties", "deaths were reported"."""
        if group.head is not None:
            return True
        before = self.lows[max(0, group.start - 3) : group.start]
        after = self.lows[group.end : group.end + 3]
        told = any(low.startswith(_CAUSING) for low in before)
        return told or ("reported" in after and self.tokens[group.end].tag == "aux") or "occurred" in after

    def _not_told(self, group: Group) -> bool:
        """ "Fatalities were not reported", "injuries unknown": silence, not a figure."""
        after = self.lows[group.end : group.end + 4]
        return any(low in ("not", "unknown", "unreported", "unclear", "unspecified", "coded") for low in after)

    def _inner_groups(self) -> None:
        for group in self.groups:
            for deed in group.inner:
                if group.number is None and group.implied is None and not group.zero:
                    continue
                if (group.start, deed.deed.outcome) not in self.claimed and not group.thing:
                    self.chains += 1
                    link = self._add(group, deed, "inner", self.chains)
                    if link is not None:
                        link.inside = group.partitive
                        self._complement(group)

    def _complement(self, group: Group) -> None:
        """ "Three of the wounded are civilians": the noun behind "are" says who they are."""
        at = group.stop
        if group.head is not None or at >= len(self.tokens) or self.tokens[at].tag != "aux":
            return
        said = self.starts.get(self._after(at + 1))
        if said is not None and said.head is not None and said.number is None:
            group.head, group.head_at = said.head, said.head_at

    def _among_the_dead(self) -> None:
        """ "The dead included two children", "among those killed were …", "X was among the wounded"."""
        lows = self.lows
        for k, low in enumerate(lows):
            outcome = _CASUALTY_WORDS.get(low)
            if outcome is None or k == 0 or lows[k - 1] not in ("the", "those"):
                continue
            at = k + 1
            if k > 1 and lows[k - 2] == "among":
                if at < len(lows) and (self.tokens[at].tag == "aux" or lows[at] == ","):
                    self._inside(self.starts.get(self._after(at + 1)), outcome, k)
                elif k > 2:
                    host = self._subject(self._cluster(k - 2), DeedAt(k, k + 1, Deed(outcome, "adjective", low)))
                    self._inside(host, outcome, k)
            elif at < len(lows) and lows[at] in ("included", "include", "includes", "including"):
                self._inside(self.starts.get(at + 1), outcome, k)

    def _inside(self, group: Group | None, outcome: Outcome, at: int) -> None:
        if group is None or group.thing or group.pronoun:
            return
        self.chains += 1
        for member in self._chain_right(group):
            self.claimed.discard((member.start, outcome))
            self.links = [l for l in self.links if not (l.group is member and l.outcome == outcome)]
            link = self._add(member, DeedAt(at, at + 1, Deed(outcome, "adjective", "among")), "among", self.chains)
            if link is not None:
                link.inside = True

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
        if self.lows[group.stop : group.stop + 2] in (["among", "them"], ["among", "whom"]):
            return True
        if low in ("them", "whom", "which") and before > 0 and self.lows[before - 1] in ("among", "of"):
            return True
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
                fatal = group.stop < len(self.tokens) and self.lows[group.stop] in ("fatally", "mortally")
                for host in [h for h in hosts if h.group is last.group]:
                    link = self._add(group, host.deed, "part", host.chain, outcome="killed" if fatal else host.outcome)
                    if link is not None:
                        link.host = host

    def _partitive_hosts(self) -> None:
        """ "One of three rangers wounded … died": the one lies among the three."""
        for link in self.links:
            group = link.group
            if not group.partitive or link.host is not None or group.stop >= len(self.lows) or self.lows[group.stop] != "of":
                continue
            whole = self.starts.get(group.stop + 1)
            hosts = [l for l in self.links if l.group is whole and (l.outcome == link.outcome or l.outcome == "wounded")]
            if hosts:
                link.host = hosts[0]

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
