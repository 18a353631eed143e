"""Files made to harm: bombs, endless lines, tangled pages. Each is one sentence or its text, and soon."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Article
from gold.inputs import Item, Problem, read_items
from gold.inputs.tangled import is_tangled, stripped
from store.engine import open_store

GOOD = b'{"id": "good", "text": "Two men were held."}\n'
STORY = "Two men were held in Kalat on Monday, police said."


def _read(path: Path) -> tuple[list[Article], list[str]]:
    found = list(read_items([str(path)]))
    good = [i.article for i in found if isinstance(i, Item)]
    return good, [i.reason for i in found if isinstance(i, Problem)]


def _packed(path: Path, head: bytes, tail: bytes, megabytes: int = 80) -> Path:
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(head)
        for _ in range(megabytes):
            file.write(b"a" * (1 << 20))
        file.write(tail)
    return path


@pytest.mark.parametrize(
    ("name", "head", "tail", "good"),
    [
        ("a.txt.gz", b"", b"", 0),
        ("a.html.gz", b"<p>", b"</p>", 0),
        ("a.jsonl.gz", GOOD + b'{"text": "', b'"}\n', 1),
        ("a.csv.gz", b"id,text\n1,good\n2,", b"\n", 1),
    ],
)
def test_a_bomb_is_refused_with_a_sentence_and_what_stood_before_it_is_kept(
    tmp_path: Path, name: str, head: bytes, tail: bytes, good: int
) -> None:
    articles, problems = _read(_packed(tmp_path / name, head, tail))
    assert len(articles) == good
    assert len(problems) == 1
    assert "larger than 16 MB" in problems[0] or "more than 200 times its size" in problems[0]


def test_a_line_of_128_megabytes_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(GOOD + b'{"text": "' + b"a" * (1 << 20))
        file.seek(1 << 27)  # a hole: it reads as zeros and takes no room on the disk
        file.write(b'"}\n' + GOOD.replace(b"good", b"last"))
    code = (
        "import resource, sys; from gold.inputs import read_items\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for item in read_items([sys.argv[1]]): print(getattr(item, 'reason', None) or item.article.id)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    *said, grown = run.stdout.splitlines()
    assert said == ["good", "is longer than 16 MB, the limit for one article", "last"]
    assert int(grown) < 100


def test_a_table_of_a_hundred_thousand_columns_is_read(tmp_path: Path) -> None:
    names = ",".join(f"c{n}" for n in range(100_000))
    (tmp_path / "wide.csv").write_text(f"text,{names}\nTwo men were held.{',' * 100_000}\n")
    articles, _ = _read(tmp_path / "wide.csv")
    assert len(articles) == 1


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 20_000 + f"<p>{STORY}</p>" + "</div>" * 20_000,
        "<html><body>" + "<p>a<b>" * 20_000 + f"</b><p>{STORY}</p>",
        "<i>x</i>" * 80_000 + f"<p>{STORY}</p>",
    ],
    ids=["deep", "unclosed", "many"],
)
def test_a_tangled_page_gives_its_words_and_that_is_said(tmp_path: Path, page: str) -> None:
    (tmp_path / "page.html").write_text(page)
    articles, problems = _read(tmp_path / "page.html")
    assert STORY in articles[0].text
    assert problems == ["no article found in this page, so all its text was taken"]


def test_a_page_as_people_write_them_is_not_tangled() -> None:
    page = "<html><head><title>x</title></head><body>" + f"<div><p>{STORY}<br></div>" * 3000
    assert not is_tangled(page)
    assert not is_tangled("<p>one<p>two" * 5000)


def test_scripts_styles_and_tags_are_no_words() -> None:
    page = (
        "<head><title>T</title></head><style>p{}</style><p>One &amp; two<br>three"
        "<script>if (a<b) x()</script> four"
    )
    assert stripped(page) == "One & two\nthree four"
    assert stripped("<" * 50_000) == "<" * 50_000
    assert stripped("<script>never closed") == ""


@given(st.text(alphabet="<>/abp!- \n&;", max_size=200))
def test_no_page_breaks_the_stripping(page: str) -> None:
    assert "<b>" not in stripped(page)
    is_tangled(page)


def test_another_text_under_a_taken_id_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    lines = [f'{{"id": "same", "text": "{STORY} {n}"}}' for n in (1, 2, 1, 3)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    articles, _ = _read(tmp_path / "a.jsonl")
    with open_store(str(tmp_path / "a.db")) as store:
        done = store.add_articles(articles)
        assert (done.new, done.known, len(done.notes)) == (3, 1, 2)
        names = [store.load(row, "amina").article.id for row in done.rows]
        assert names[0] == names[2] == "same"
        assert [n.split("#")[0] for n in names] == ["same"] * 4
        assert len(set(names)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500_000,
        "A " * 500_000,
        "A - " * 300_000,
        "\n" * 500_000 + "x",
        "1," * 500_000,
        "A." * 1400 + " quoting ",
    ],
    ids=["brackets", "capitals", "dashes", "lines", "figures", "quoting"],
)
def test_texts_made_to_stall_a_pattern_are_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    articles, _ = _read(tmp_path / "a.txt")
    assert articles[0].text == text
