"""Bytes to text: encodings, NUL, surrogates, binary files; nothing ever crashes."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold.inputs import Item, Problem, read_items
from gold.inputs.decode import binary_reason, decode, mend
from gold.inputs.find import ENDINGS

RUSSIAN = "Двенадцать боевиков были убиты в ходе операции в районе города, сообщили военные во вторник."
FRENCH = "Au moins douze terroristes ont été tués à Dobra, a déclaré l’armée."


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (FRENCH, "cp1252", "cp1252"),
        ("Café attack kills 3", "latin-1", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (FRENCH, "utf-16", "UTF-16"),
        (FRENCH, "utf-32", "UTF-32"),
    ],
)
def test_text_that_is_not_utf8_is_decoded_and_that_is_said(text: str, encoding: str, said: str) -> None:
    read = decode(text.encode(encoding))
    assert read.text == text
    assert read.notes == (f"not UTF-8: decoded as {said}",)


def test_utf8_with_some_stray_bytes_keeps_its_letters() -> None:
    read = decode("Gorom à Déou, tués près de là: ".encode() + "it’s".encode("cp1252"))
    assert read.text == "Gorom à Déou, tués près de là: it’s"
    assert read.notes == ("not all UTF-8: 1 byte read as cp1252",)


def test_a_byte_order_mark_is_dropped_and_moves_no_offset() -> None:
    assert decode(codecs.BOM_UTF8 + b"two").text == "two"
    assert decode(codecs.BOM_UTF8 + b"two").notes == ()


def test_nul_and_lone_surrogates_are_replaced_one_for_one_and_that_is_said() -> None:
    assert mend("a\x00b\ud800c") == ("a�b�c", 1, 1)
    assert mend("\ud83d\ude00") == ("😀", 0, 0)
    assert decode(b"a\x00b").notes == ("1 NUL character replaced by U+FFFD",)
    assert decode(b"a\xed\xa0\x80b").text == "a�b"


def test_line_ends_are_kept() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n", bytes(range(256)), b"SQLite format 3\x00", b"{\\rtf1 x}"],
)
def test_binary_data_is_recognised(data: bytes) -> None:
    assert binary_reason(data)


@pytest.mark.parametrize(
    "data", [b"plain", b"a\x00b", FRENCH.encode("cp1252"), FRENCH.encode("utf-16"), b"\x1b[31mred"]
)
def test_text_is_not_taken_for_binary_data(data: bytes) -> None:
    assert binary_reason(data) is None


@pytest.mark.parametrize("ending", sorted(ENDINGS))
@given(data=st.binary(max_size=400))
def test_no_bytes_in_any_kind_of_file_crash_the_reader(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(data)
    found = list(read_items([str(path)]))
    for item in found:
        assert isinstance(item, Item | Problem)
        if isinstance(item, Item):
            item.article.text.encode("utf-8")
            assert "\x00" not in item.article.text
    if ending == ".txt":
        assert found


@given(text=st.text(min_size=1).filter(str.strip))
def test_a_text_file_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "any-text.txt"
    path.write_bytes(text.encode("utf-8"))
    items = [i for i in read_items([str(path)]) if isinstance(i, Item)]
    if items:
        assert items[0].article.text == mend(text.removeprefix("\ufeff"))[0]
