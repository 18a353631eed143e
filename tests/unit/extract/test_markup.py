"""HTML left in a plain text: no tag, attribute, script or entity counts anybody, and offsets stay."""

from __future__ import annotations

from extract.article import make_article
from extract.markup import without_markup
from extract.pipeline import extract


def killed(text: str) -> list[int | None]:
    record = extract(make_article("a", "date 2024-03-15 QUETTA: " + text))
    for entry in record.incidents:
        for count in entry.counts:
            for span in count.evidence:
                assert record.article.text[span.start : span.end] == span.text
    for mention in record.mentions:
        assert record.article.text[mention.start : mention.end] == mention.text
    return [c.best for entry in record.incidents for c in entry.counts if c.outcome == "killed"]


def test_tags_between_the_words_do_not_part_them() -> None:
    assert killed("<p>Gunmen killed <b>twelve</b>&nbsp;soldiers near Zhob on Monday.</p>") == [12]


def test_attributes_scripts_and_comments_count_nobody() -> None:
    text = (
        '<img width="640" alt="33 killed"><script>var killed = 55;</script><!-- 44 people were killed -->'
        "<p>Gunmen killed 12 soldiers near Zhob on Monday.</p>"
    )
    assert killed(text) == [12]


def test_a_blocks_end_is_a_sentences_end() -> None:
    assert killed("<div>Zhob, 14 March</div><div>Gunmen killed 12 soldiers near Zhob</div>") == [12]


def test_the_blanked_text_keeps_its_length_and_what_is_no_tag() -> None:
    for text in ("a < b > c", "<b>12</b> &amp; 3", "<script>x", "<<<<p>", "<Gul Zarin> said", "AT&T; 5"):
        assert len(without_markup(text)) == len(text)
    assert without_markup("a < b > c <Gul Zarin>") == "a < b > c <Gul Zarin>"
    assert without_markup("<b>12</b> &amp; 3") == "   12     &     3"


def test_elements_that_are_never_closed_cost_no_more_than_a_look() -> None:
    text = "<script><!--" * 20_000
    assert without_markup(text).strip() == ""


def test_a_no_break_space_read_as_latin_1_parts_words_like_any_other() -> None:
    assert killed("Gunmen killed twelve\u00c2\u00a0soldiers in an\u00c2 attack near Zhob on Monday.") == [12]


def test_a_capital_with_a_circumflex_stays_a_letter() -> None:
    assert without_markup("Âge d’or") == "Âge d’or"


def test_it_ends_the_name_of_a_place_as_well() -> None:
    record = extract(make_article("a", "Gunmen killed two men in\u00c2 Balochistan\u00c2 on Monday."))
    assert [(m.text, m.value["country"]) for m in record.mentions if m.type == "place"] == [
        ("Balochistan", "PK")
    ]
