"""Tables as input: columns, quoting gone wrong, huge fields, many columns."""

from __future__ import annotations

import csv
import gzip
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Article
from gold.inputs import InputOptions, Item, Problem, read_items
from gold.inputs.decode import mend


def read(path: Path, options: InputOptions | None = None) -> tuple[list[Article], list[Problem]]:
    found = list(read_items([str(path)], options))
    return (
        [i.article for i in found if isinstance(i, Item)],
        [p for p in found if isinstance(p, Problem)],
    )


def table(
    path: Path, content: str | bytes, options: InputOptions | None = None
) -> tuple[list[Article], list[Problem]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, options)


def test_columns_are_found_by_name_in_any_order_and_case(tmp_path: Path) -> None:
    content = 'Published,TEXT,id,other\r\n2025-02-01,"Two, or\r\nthree, were hurt.",r-1,x\r\n'
    ((found,), problems) = table(tmp_path / "a.csv", content)
    assert (found.id, found.text, str(found.published)) == (
        "r-1",
        "Two, or\r\nthree, were hurt.",
        "2025-02-01",
    )
    assert problems == []


def test_a_row_without_an_id_is_named_by_file_and_line(tmp_path: Path) -> None:
    (articles, _) = table(tmp_path / "a.csv", 'text\n"one\ntwo"\nthree\n')
    assert [a.id for a in articles] == ["a.csv:2", "a.csv:4"]


@pytest.mark.parametrize("content", ["id;text\n1;a, b\n", "id\ttext\n1\ta, b\n", "\ufeffid|text\n1|a, b\n"])
def test_other_separators_are_seen_by_the_header(tmp_path: Path, content: str) -> None:
    ((found,), _) = table(tmp_path / "a.csv", content)
    assert (found.id, found.text) == ("1", "a, b")


def test_a_table_without_the_column_says_which_it_has_and_what_to_do(tmp_path: Path) -> None:
    (_, (told,)) = table(tmp_path / "a.csv", "id,body\n1,x\n")
    assert told.reason == "has no column 'text' (it has id, body); name it with --column text=NAME"
    ((found,), _) = table(tmp_path / "a.csv", "id,body\n1,x\n", InputOptions(columns={"text": "body"}))
    assert found.text == "x"
    (_, (told,)) = table(tmp_path / "a.csv", "id,text\n1,x\n", InputOptions(columns={"title": "headline"}))
    assert "'headline'" in told.reason


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    (_, (told,)) = table(tmp_path / "a.csv", "text,text\n1,x\n")
    assert "two columns" in told.reason


def test_rows_of_the_wrong_width_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    articles, problems = table(tmp_path / "a.csv", "id,text,url\n1,a,b,c\n2,good\n3\n4,good,u\n")
    assert [a.id for a in articles] == ["2", "4"]
    assert [p.line for p in problems] == [2, 4]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    articles, problems = table(tmp_path / "a.csv", 'id,text\n1,"open\n2,two\n3,three\n')
    assert [a.id for a in articles] == ["2", "3"]
    assert [(p.line, "never closed" in p.reason) for p in problems] == [(2, True)]


def test_a_quotation_mark_inside_a_quoted_cell_costs_its_own_row_only(tmp_path: Path) -> None:
    articles, problems = table(tmp_path / "a.csv", 'id,text\n1,"He said "go" to me"\n2,say "go"\n')
    assert [a.text for a in articles] == ['say "go"']
    assert [p.line for p in problems] == [2]


def test_quoting_broken_everywhere_ends_in_one_sentence(tmp_path: Path) -> None:
    content = "id,text\n" + '1,"a"b\n' * 1000
    articles, problems = table(tmp_path / "a.csv", content)
    assert articles == []
    assert "the rest was not read" in problems[-1].reason
    assert len(problems) < 300


def test_an_open_quotation_mark_before_a_large_rest_is_found_by_the_limit(tmp_path: Path) -> None:
    content = 'id,text\n1,"open\n' + "2,a good row\n" * 200_000
    articles, problems = table(tmp_path / "a.csv", content, InputOptions(max_article_bytes=1 << 20))
    assert len(articles) == 200_000
    assert [(p.line, "quotation mark" in p.reason) for p in problems] == [(2, True)]


def test_huge_cells_and_ten_thousand_columns_are_read(tmp_path: Path) -> None:
    ((found,), _) = table(tmp_path / "a.csv", "text\n" + "x" * 500_000 + "\n")
    assert len(found.text) == 500_000
    names = [f"c{n}" for n in range(9_999)]
    content = ",".join([*names, "text"]) + "\n" + ",".join(["x"] * 9_999 + ["Two were hurt."]) + "\n"
    ((found,), problems) = table(tmp_path / "wide.csv", content)
    assert found.text == "Two were hurt."
    assert problems == []


def test_a_table_in_another_encoding_is_read_and_that_is_said(tmp_path: Path) -> None:
    ((found,), problems) = table(tmp_path / "a.csv", "text\ntués à Dobra\n".encode("cp1252"))
    assert found.text == "tués à Dobra"
    assert [p.note for p in problems] == [True]
    ((found,), _) = table(tmp_path / "b.tsv", "id\ttext\n1\ttués à Dobra\n".encode("utf-16"))
    assert found.text == "tués à Dobra"


@pytest.mark.parametrize("name", ["a.csv.gz", "a.tsv.gz"])
def test_a_damaged_gzip_keeps_the_rows_before_it_and_is_named(tmp_path: Path, name: str) -> None:
    letters = random.Random(7)
    between = "," if "csv" in name else "\t"
    texts = ["".join(letters.choices("abcdefgh ", k=200)) for _ in range(2000)]
    rows = [f"id{between}text", *(f"{n}{between}{text}" for n, text in enumerate(texts))]
    packed = gzip.compress("\n".join(rows).encode())
    articles, (told,) = table(tmp_path / name, packed[: len(packed) // 2])
    assert 0 < len(articles) < 2000
    assert [a.text for a in articles] == texts[: len(articles)]
    assert told.reason.startswith("is a damaged gzip file; the rest was not read, only ")
    articles, (told,) = table(tmp_path / name, packed[:12])
    assert (articles, told.reason) == ([], "is a damaged gzip file")


def test_a_table_that_unpacks_without_end_keeps_its_first_rows(tmp_path: Path) -> None:
    rows = "id,text\n1,Two were hurt.\n" + "2," + "x" * 400_000 + "\n"
    options = InputOptions(bomb_bytes=100_000, bomb_ratio=20)
    ((found,), (told,)) = table(tmp_path / "a.csv.gz", gzip.compress(rows.encode()), options)
    assert found.text == "Two were hurt."
    assert "unpacks to more than 20 times its size; the rest was not read" in told.reason


def test_a_table_of_only_a_header_says_that_it_holds_nothing(tmp_path: Path) -> None:
    assert [p.reason for p in table(tmp_path / "a.csv", "id,text\n")[1]] == ["holds no article"]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_utf16_is_decoded_and_said_once(tmp_path: Path, name: str) -> None:
    lines = ["text", "Two were hurt.", "Three."] if "csv" in name else ['{"text": "Two."}', '{"text": "3."}']
    articles, problems = table(tmp_path / name, "\n".join(lines).encode("utf-16"))
    assert len(articles) == 2
    assert [(p.reason, p.note) for p in problems] == [("not UTF-8: decoded as UTF-16", True)]


@given(texts=st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5), tab=st.booleans())
def test_texts_come_back_from_tables(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], tab: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / ("any-text.tsv" if tab else "any-text.csv")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t" if tab else ",", quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "text"])
    writer.writerows([str(n), t] for n, t in enumerate(texts))
    path.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
    found = [i.article.text for i in read_items([str(path)]) if isinstance(i, Item)]
    assert found == [mend(t)[0] for t in texts]
