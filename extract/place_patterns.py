"""Names in a text that may be places: capitalised runs, what stands round them, and what links them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.gazetteer import GazPlace, Gazetteer
from extract.gazetteer.folding import fold
from extract.place_lexicon import PlaceLexicon

#: A capitalised word, with what hyphens and apostrophes join to it ("Deir-ez-Zor", "Sa'ada", "U.S.").
_CAP = r"(?:[^\W\d_a-z]\.(?:[^\W\d_a-z]\.)+|(?:St|Ft|Mt)\.|[^\W\d_a-z][\w'’ʼ‘]*(?:-[\w'’ʼ‘]+)*)"
_PARTICLE = r"(?:de la|de los|de las|de|du|des|del|da|do|dos|la|le|el|al|e|ez|sur|en|y|i|au|aux|ul|us|ed|es)"
_RUN = re.compile(rf"(?<!\w){_CAP}(?:[ \t\n\-]{{1,2}}(?:{_PARTICLE}[ \-])?{_CAP})*")
_WORD = re.compile(r"[^\s]+")
_LAST_WORDS = re.compile(r"([\w'’-]+)[ \t\n]+(?:of[ \t\n]+)?(?:the[ \t\n]+)?$")
_NEXT_WORD = re.compile(r"[ \t\n]+([\w'’-]+)")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\"”“‘(\n])\s*$")
_PLACE_CUE = re.compile(
    r"\b(?:in|at|near|from|around|outside|inside|towards?|into|of|to|across|between|through|on|off|entered|reached|and)"
    r"(?:[ \t\n]+(?:the|general|area|areas|village|town|city|(?:\w+ern|north|south|east|west)))*[ \t\n]+$",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"(?:\b(?:some|about|around)[ \t\n]+)?(?:\b\d[\d.,]*[ \t\n]?(?:km|kms|kilomet(?:er|re)s?|miles?|mi|k)\b[ \t\n]+)?"
    r"(?:\b(?:to the )?(?:north|south|east|west)(?:[- ]?(?:east|west))?[ \t\n]+of|\bnear|\bclose to|\bnot far from|"
    r"\b(?:on|in) the outskirts of|\boutside(?: of)?|\baway from|\bin the vicinity of|\bfrom)"
    r"(?:[ \t\n]+(?:the|village|town|city|of))*[ \t\n]+$",
    re.IGNORECASE,
)  # fmt: skip
_DISTANCE = re.compile(r"\d|near|close|far|outskirts|outside|vicinity|of", re.IGNORECASE)


@dataclass(slots=True)
class Name:
    """A name that may be a place. `start`/`end` are the name's own words, `outer_*` include its designator."""

    start: int
    end: int
    folded: str
    candidates: Sequence[GazPlace]
    level: str | None = None
    plural: bool = False
    near: int | None = None
    form: str = "gazetteer"
    cued: bool = False
    outer_start: int = 0
    outer_end: int = 0
    parents: list[Name] = field(default_factory=list)
    same: Name | None = None
    group: int = -1
    between: bool = False
    chosen: GazPlace | None = None


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    folded: str


class NameFinder:
    """Finds names in one text."""

    def __init__(self, text: str, gazetteer: Gazetteer, lexicon: PlaceLexicon, extra: frozenset[str]) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.extra = extra

    def names(self, masked: Sequence[tuple[int, int]] = ()) -> list[Name]:
        """All names in text order, not overlapping; those inside `masked` (start, end) left out."""
        found: list[Name] = []
        holes = sorted(masked)
        h = 0
        for run in _RUN.finditer(self.text):
            while h < len(holes) and holes[h][1] <= run.start():
                h += 1
            words = self.words_of(run.start(), run.end())
            if h < len(holes):
                words = [w for w in words if not any(a < w.end and w.start < b for a, b in holes[h : h + 4])]
            found += self.in_run(words)
        return found

    def words_of(self, start: int, end: int) -> list[_Word]:
        """The words of a run, folded, without a possessive ending."""
        words = []
        for m in _WORD.finditer(self.text, start, end):
            raw = m.group()
            stop = m.end()
            ending = _POSSESSIVE.search(raw)
            if ending and len(raw) > 2:
                stop -= len(ending.group())
            words.append(_Word(m.start(), stop, fold(self.text[m.start() : stop])))
        return words

    def in_run(self, words: list[_Word]) -> list[Name]:
        """The names inside one capitalised run, longest first from the left."""
        found: list[Name] = []
        i = 0
        lex = self.lexicon
        while i < len(words):
            name, used = self.at(words, i)
            if name is not None:
                found.append(name)
                i += used
                continue
            i += 1
        if not found:
            unknown = self.unknown(words)
            if unknown is not None:
                found.append(unknown)
        return [n for n in found if n.folded not in lex.common or n.level]

    def at(self, words: list[_Word], i: int) -> tuple[Name | None, int]:
        """The longest known name that begins at word `i`, with how many words it and its designator use."""
        lex = self.lexicon
        for size in range(min(5, len(words) - i), 0, -1):
            last = words[i + size - 1]
            if size > 1 and last.folded in lex.after and last.folded not in ("city", "island", "islands"):
                continue
            folded = " ".join(w.folded for w in words[i : i + size])
            candidates = self.gazetteer.lookup_folded(folded)
            if not candidates and folded not in self.extra:
                continue
            name = Name(words[i].start, last.end, folded, candidates)
            used = size + self.designate(name, words, i + size)
            if not name.level and self.rejected(name, words, i, i + size):
                return None, 1
            return name, used
        return None, 1

    def designate(self, name: Name, words: list[_Word], after: int) -> int:
        """Reads the unit word after or before a name; gives how many words of the run it took."""
        lex = self.lexicon
        name.outer_start, name.outer_end = name.start, name.end
        taken = 0
        if after < len(words) and words[after].folded in lex.after:
            word, end = words[after].folded, words[after].end
            taken = 1
        else:
            m = _NEXT_WORD.match(self.text, name.end) if after >= len(words) else None
            word, end = (m.group(1).lower(), m.end()) if m else ("", 0)
        if word in lex.after:
            name.level, name.plural, name.outer_end = lex.after[word], word.endswith("s"), end
            name.form = "pattern"
        before = _LAST_WORDS.search(self.text, max(0, name.start - 40), name.start)
        if before and not name.level:
            word = before.group(1).lower()
            level = lex.before.get(word)
            if level and ("of" in before.group() or self.text[before.start()].islower() or word in ("area",)):
                name.level, name.form = level, "pattern"
        context = self.text[max(0, name.start - 60) : name.start]
        near = _NEAR.search(context)
        if near and _DISTANCE.search(near.group()):
            name.near = name.start - len(context) + near.start()
        name.cued = bool(_PLACE_CUE.search(context))
        return taken

    def rejected(self, name: Name, words: list[_Word], first: int, after: int) -> bool:
        """Whether a known name stands for somebody or something else here."""
        lex = self.lexicon
        if name.folded in lex.common:
            return True
        if self.is_acronym(name) and all(p.kind == "place" for p in name.candidates):
            return True
        previous = words[first - 1].folded if first else ""
        following = words[after].folded if after < len(words) else ""
        if previous in lex.titles or previous in lex.first_names:
            return True
        if following in lex.organisations:
            return True
        if first == 0:
            m = _LAST_WORDS.search(self.text, max(0, name.start - 25), name.start)
            if m and m.group(1).lower() in lex.titles and "of" not in m.group():
                return True
        if name.folded in lex.first_names and not name.cued:
            return True
        strange = [
            w
            for w in (previous, following)
            if w and w not in lex.common and w not in lex.directions and not self.gazetteer.has(w)
        ]
        if strange and not name.cued:
            return True
        return bool(_SENTENCE_END.search(self.text, max(0, name.start - 4), name.start)) and not any(
            p.population >= 50_000 or p.kind in ("country", "admin1") for p in name.candidates
        )

    def is_acronym(self, name: Name) -> bool:
        """Whether a name is written as a short acronym ("KP", "IBOs")."""
        raw = self.text[name.start : name.end]
        return len(raw) <= 4 and (raw.isupper() or raw[:-1].isupper() and len(raw) > 2)

    def unknown(self, words: list[_Word]) -> Name | None:
        """A run with no known name as a candidate, where a designator or a preposition speaks for a place."""
        lex = self.lexicon
        kept = list(words)
        while kept and (kept[0].folded in lex.directions or kept[0].folded in ("the",)):
            kept.pop(0)
        cut = next((n for n, w in enumerate(kept) if w.folded in lex.after and n), len(kept))
        core = kept[:cut]
        if not core or len(core) > 3 or any(part in lex.common for w in core for part in w.folded.split()):
            return None
        if any(w.folded in lex.organisations or w.folded in lex.titles for w in kept[: cut + 1]):
            return None
        name = Name(core[0].start, core[-1].end, " ".join(w.folded for w in core), ())
        self.designate(name, kept, cut)
        if name.level:
            name.form = "pattern"
            return name
        text = self.text[name.start : name.end]
        if name.cued and len(text) > 3 and not text.isupper():
            name.form = "candidate"
            return name
        return None
