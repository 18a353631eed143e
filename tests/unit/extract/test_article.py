"""An article from its text: header, dateline, publication, publisher, language; and its sentences."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import body_start, dateline_span, index_at, make_article, paragraphs, sentences
from extract.language import language_of
from extract.to_json import text_sha256

DAY = dt.date(2025, 2, 1)


def split(text: str) -> list[str]:
    return [span.text for span in sentences(text)]


# ---------------------------------------------------------------- header and dateline


def test_a_header_gives_the_publication_date_and_the_dateline_its_place() -> None:
    article = make_article("a", " date 2025-02-01 QUETTA: Two men were held on Friday.")
    assert (article.published, article.published_source) == (DAY, "header")
    assert article.dateline == "QUETTA"
    assert article.text[body_start(article) :] == "Two men were held on Friday."


def test_the_header_goes_before_the_field_and_the_field_before_the_dateline() -> None:
    text = "date 2025-02-01 KABUL, Jan 3 2024 (XYZ) - Two men were held."
    field = dt.date(2020, 5, 5)
    assert make_article("a", text, published=field).published == DAY
    told = make_article("a", text.removeprefix("date 2025-02-01 "), published=field)
    assert (told.published, told.published_source) == (field, "field")
    dated = make_article("a", text.removeprefix("date 2025-02-01 "))
    assert (dated.published, dated.published_source) == (dt.date(2024, 1, 3), "dateline")


def test_an_impossible_header_date_is_no_header() -> None:
    article = make_article("a", "date 2025-02-31 QUETTA: Two men were held.")
    assert (article.published, article.published_source) == (None, None)


@pytest.mark.parametrize(
    ("text", "place", "published", "story"),
    [
        ("KALAT: Troops shot two men.", "KALAT", None, "Troops"),
        ("LAKKI MARWAT: Troops shot two men.", "LAKKI MARWAT", None, "Troops"),
        ("QUETTA/KALAT: Troops shot two men.", "QUETTA/KALAT", None, "Troops"),
        ("KABUL, Jan 3 (Reuters) - Two men were held.", "KABUL", None, "Two"),
        ("DAR ES SALAAM, Tanzania (AP) _\n\nTwo men were held.", "DAR ES SALAAM, Tanzania", None, "Two"),
        ("   BOGOTA, 6 MAR 90 (EFE) -- [TEXT] TWO MEN WERE HELD.", "BOGOTA", dt.date(1990, 3, 6), "TWO"),
        (
            "BONN (WEST GERMANY), 24 AUG 89 (DPA) -- [TEXT] TWO MEN",
            "BONN (WEST GERMANY)",
            dt.date(1989, 8, 24),
            "TWO",
        ),
        ("BAMAKO — Two men were held.", "BAMAKO", None, "Two"),
        ("EDMONTON, Ky. (WBKO) -- One man was held.", "EDMONTON, Ky.", None, "One"),
        ("Gao (AFP) - Two men were held.", "Gao", None, "Two"),
        ("NO CITY, NO DATE (FBIS) -- [TEXT] TWO MEN WERE HELD.", None, None, "TWO"),
        ("CLANDESTINE, 22 NOV 89 (RADIO X) -- [TEXT] TWO MEN", None, dt.date(1989, 11, 22), "TWO"),
    ],
)
def test_datelines_of_many_agencies(
    text: str, place: str | None, published: dt.date | None, story: str
) -> None:
    article = make_article("a", text)
    assert (article.dateline, article.published) == (place, published)
    assert text[body_start(article) :].startswith(story)


def test_the_dateline_span_covers_its_place_words() -> None:
    text = "date 2025-02-01 KABUL, Jan 3 (Reuters) - Two men were held."
    span = dateline_span(text)
    assert span is not None
    assert (span.text, text[span.start : span.end]) == ("KABUL", "KABUL")


def test_a_dateline_after_a_headline_is_found_and_the_headline_stays_in_the_story() -> None:
    article = make_article("a", "Two held after raid. CHARIKAR — Police held two men.")
    assert article.dateline == "CHARIKAR"
    assert body_start(article) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Police: two men were held.",
        "BREAKING: two men were held.",
        "Two men were held - one of them in Kabul.",
        "THE ARMY: TWO MEN WERE HELD IN THE CITY AND ONE OUTSIDE IT, SAID THE COMMANDER.",
        "He said: KABUL was quiet.",
        "",
        "KABUL",
    ],
)
def test_no_dateline_is_made_up(text: str) -> None:
    assert dateline_span(text) is None


def test_the_publisher_is_the_agency_or_who_quotes_else_what_was_given() -> None:
    assert make_article("a", "GAO, Mali (AFP) - Two men were held.").publisher == "AFP"
    assert (
        make_article("a", "Two men were held, Border News reported quoting the army.").publisher
        == "Border News"
    )
    assert make_article("a", "GAO (AFP) - Two men were held.", publisher="The Post").publisher == "The Post"
    assert make_article("a", "Two men were held, said Karim Wali.").publisher is None
    assert make_article("a", "Two died, Karim Wali reported quoting a friend.").publisher is None


def test_the_text_is_kept_as_it_is_and_hashed() -> None:
    text = "\n\n  date 2025-02-01 \n QUETTA: Two men.\x00\u202e end  \n"
    article = make_article("a", text, source_sha256="0" * 64, title="T", url="u", extra={"k": 1})
    assert (article.text, article.sha256) == (text, text_sha256(text))
    assert (article.source_sha256, article.title, article.url, article.extra) == (
        "0" * 64,
        "T",
        "u",
        {"k": 1},
    )


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Two soldiers were killed in an attack on a village near the border.", "en"),
        ("TWO SOLDIERS WERE KILLED IN AN ATTACK NEAR THE BORDER.", "en"),
        ("4 alleged militants killed in strike on house.", "en"),
        ("Deux soldats ont été tués dans une attaque près de la frontière.", "fr"),
        ("Dos soldados murieron en un ataque cerca de la frontera con el país vecino.", "es"),
        ("Dois soldados foram mortos em um ataque perto da fronteira com o país.", "pt"),
        ("Zwei Soldaten wurden bei einem Angriff an der Grenze und in der Stadt getötet.", "de"),
        ("قتل جنديان في هجوم قرب الحدود", "ar"),
        ("سرحد کے قریب حملے میں دو فوجی ہلاک ہو گئے", "ur"),
        ("Двое солдат погибли при нападении у границы", "ru"),
        ("Двоє солдатів загинули внаслідок нападу біля її кордонів", "uk"),
        ("सीमा के पास हमले में दो सैनिक मारे गए", "hi"),
        ("两名士兵在边境附近的袭击中丧生", "zh"),
        ("国境近くの攻撃で兵士二人が死亡した", "ja"),
        ("12345 !!", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text: str, code: str | None) -> None:
    assert make_article("a", text).language == code


def test_an_english_text_with_a_foreign_quotation_is_english() -> None:
    text = "The group said in a statement that two men were killed: «قتل جنديان في هجوم»."
    assert make_article("a", text).language == "en"


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two died. Three fled.", ["Two died.", "Three fled."]),
        ("Gen. Karim Wali spoke. He left.", ["Gen. Karim Wali spoke.", "He left."]),
        (
            "Mr. J. K. Shah of St. Louis came on Jan. 5. He left.",
            ["Mr. J. K. Shah of St. Louis came on Jan. 5.", "He left."],
        ),
        ("He lives in the U.S. The army is there.", ["He lives in the U.S.", "The army is there."]),
        ("He met U.S. Ambassador Wali. He left.", ["He met U.S. Ambassador Wali.", "He left."]),
        ("It began at 5 p.m. on Monday. It ended.", ["It began at 5 p.m. on Monday.", "It ended."]),
        ("It fell 3.5 km away. Two died.", ["It fell 3.5 km away.", "Two died."]),
        ("“We won,” he said. “They lost.” Two died.", ["“We won,” he said.", "“They lost.”", "Two died."]),
        ('"Why?" he asked. No one knew!', ['"Why?" he asked.', "No one knew!"]),
        ("A wrapped\nline goes on. Next.", ["A wrapped\nline goes on.", "Next."]),
        ("A headline\n\nTwo died", ["A headline", "Two died"]),
        ("Dead:\n- two men\n- one boy", ["Dead:", "- two men", "- one boy"]),
        ("• two men\n• one boy", ["• two men", "• one boy"]),
        ("TWO DIED, GEN. WALI SAID.  THREE FLED.", ["TWO DIED, GEN. WALI SAID.", "THREE FLED."]),
        ("He saw No. 5 and said no. Then he left.", ["He saw No. 5 and said no.", "Then he left."]),
        ("It was over... Then it began.", ["It was over...", "Then it began."]),
        ("دو فوجی ہلاک ہوئے۔ تین زخمی ہوئے۔", ["دو فوجی ہلاک ہوئے۔", "تین زخمی ہوئے۔"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_paragraphs_are_the_blocks_between_blank_lines() -> None:
    text = "One.\nTwo.\n \n\nThree."
    assert [p.text for p in paragraphs(text)] == ["One.\nTwo.", "Three."]
    assert index_at(paragraphs(text), text.index("Three")) == 1
    assert index_at(paragraphs("  x"), 0) == -1


PIECES = st.sampled_from(
    [*'.!?\n"”)-•:(_[ ', "Mr", "U.S", "KABUL", "he", "Jan", "5", "AP", "--", "\n\n", "date 2025-02-01"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_sentences_hold_every_word_in_order(text: str) -> None:
    end = 0
    for span in sentences(text):
        assert span.text == text[span.start : span.end] == span.text.strip() != ""
        assert text[end : span.start].strip() == ""
        end = span.end
    assert text[end:].strip() == ""


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)), st.one_of(st.none(), st.dates()))
def test_any_text_makes_an_article(text: str, published: dt.date | None) -> None:
    article = make_article("a", text, published=published)
    assert article.text == text
    assert 0 <= body_start(article) <= len(text)
    span = dateline_span(text)
    assert span is None or span.text == text[span.start : span.end]


def test_a_text_that_begins_clearly_is_not_read_to_its_end_for_its_language() -> None:
    english = "The police said that the men were killed in the attack and that it was not over. " * 5
    assert language_of(english) == "en"
    assert language_of("Der Angriff. " + english) == "en"
    assert (
        language_of("La policía dijo que los hombres fueron detenidos en el ataque y no en la casa. " * 9)
        == "es"
    )


def test_a_beginning_of_names_alone_is_read_on() -> None:
    names = "Karim Baloch, Amina Yusuf, Zafar Khan, Bilal Ahmad. " * 12
    assert (
        language_of(names + "The police said that they were killed in the attack on the house. " * 20) == "en"
    )
