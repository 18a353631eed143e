"""What the lexicon finds among the tokens of a sentence: person words, parties, outcome words, events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.count_tokens import DeedAt, Sentence, Token
from extract.lexicon import DEED, EVENT, HEAD, PARTY, Head, Lexicon


def annotate(sentence: Sentence, lexicon: Lexicon) -> None:
    """Fills `heads`, `parties`, `deeds`, `deed_at` and `event_places` from the lexicon."""
    lows, tokens = sentence.lows, sentence.tokens
    heads, phrases, begins = lexicon.heads, lexicon.head_phrases, lexicon.begins
    firsts = phrases.firsts()
    parties: list[int] = []
    deeds: list[int] = []
    names: set[int] = set()
    for at in [n for n, low in enumerate(lows) if low in begins]:
        low = lows[at]
        what = begins[low]
        if what & EVENT:
            sentence.event_places.append(at)
        if what & PARTY:
            parties.append(at)
        if what & DEED:
            deeds.append(at)
        if not what & HEAD:
            continue
        if low in firsts and (hit := phrases.match(lows, at)):
            sentence.heads[at] = hit
            names.update(range(at, hit[0]))
        elif (head := heads.get(low)) is not None and tokens[at].tag == "word":
            sentence.heads[at] = (_behind_rank(tokens, at, heads), head)
    for start, end, (side, name) in lexicon.groups.find_at(lows, parties) if parties else ():
        if _named(tokens, start, end, name):
            sentence.parties.append((start, end, side, name))
            if sentence.cased and tokens[start].tag == "aux":
                tokens[start] = tokens[start]._replace(tag="word")  # "members of IS"
            if end - start > 1:
                names.update(range(start, end))
    for start, end, deed in lexicon.deeds.find_at(lows, deeds) if deeds else ():
        if start in names and end - start == 1:
            continue
        found = DeedAt(start, end, deed)
        sentence.deeds.append(found)
        sentence.deed_at[start] = found


def _behind_rank(tokens: Sequence[Token], at: int, heads: Mapping[str, Head]) -> int:
    """Where a noun ends that is a rank cut short: "Sgt. Reyes", "Brig. Gen. Reyes"."""
    end = at + 1
    while end < len(tokens) and tokens[end].low == "." and tokens[end].start == tokens[end - 1].end:
        if end + 1 == len(tokens) or not tokens[end + 1].text[:1].isupper():
            break
        end += 1
        if end < len(tokens) and tokens[end].low in heads and len(tokens[end].low) < 5:
            end += 1
    return end


def add_gangs(sentence: Sentence) -> None:
    """Adds as armed groups what Latin American gangs are called: "Los" with a name that is no place's."""
    if "los" not in sentence.words:
        return
    tokens = sentence.tokens
    for at in [n for n, low in enumerate(sentence.lows) if low == "los"]:
        known = any(start <= at < end for start, end, _, _ in sentence.parties)
        if tokens[at].text != "Los" or known:
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].tag == "word" and tokens[end].text[0].isupper():
            end += 1
        if end > at + 1 and not sentence.place_tokens.intersection(range(at, end)):
            name = " ".join(t.text for t in tokens[at:end])
            sentence.parties.append((at, end, "militants", name))
            sentence.parties.sort()


def _named(tokens: Sequence[Token], start: int, end: int, name: str) -> bool:
    """Short names and capitals must stand as capitals ("IS", "AA"); longer ones need one capital."""
    written = " ".join(t.text for t in tokens[start:end])
    if name.isupper() or len(name) <= 4:
        return written.isupper() or written == name
    return any(c.isupper() for c in written) or name.islower()
