"""Files, folders, globs and standard input: what is read, in which order, under which ids."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest

from extract.model import Article
from gold.inputs import InputOptions, Item, Problem, read_articles, read_items, usable

TEXT = "date 2025-02-01 QUETTA: Gunmen killed two soldiers near Dobra on Friday.\n"


def articles(*paths: Path | str, options: InputOptions | None = None) -> list[Article]:
    return [a for a in read_articles([str(p) for p in paths], options) if isinstance(a, Article)]


def problems(*paths: Path | str, options: InputOptions | None = None) -> list[Problem]:
    return [p for p in read_articles([str(p) for p in paths], options) if isinstance(p, Problem)]


def test_a_single_file_is_named_by_its_name_and_its_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(("\ufeff" + TEXT.replace("\n", "\r\n")).encode("utf-8"))
    (found,) = articles(tmp_path / "report.txt")
    assert found.id == "report.txt"
    assert found.text == TEXT.replace("\n", "\r\n")
    assert str(found.published) == "2025-02-01"
    assert found.published_source == "header"


def test_a_folder_is_read_in_order_of_names_and_ids_are_paths_inside_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "README.md", ".hidden.txt", "b.gold.json", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}: Gunmen killed two soldiers.")
    assert [a.id for a in articles(tmp_path)] == ["a.md", "b.txt", "sub/c.txt"]
    assert problems(tmp_path) == []


def test_a_skipped_name_is_read_when_it_is_asked_for_itself(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text(TEXT)
    assert [a.id for a in articles(tmp_path / "README.txt")] == ["README.txt"]


def test_files_that_are_no_articles_are_left_aside_in_folders_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (told,) = problems(tmp_path)
    assert told.note
    assert ".jpg" in told.reason


def test_a_store_and_settings_among_the_articles_are_not_worth_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for name in ("assay.db", "assay.db-wal", "assay.db-shm", "assay.toml"):
        (tmp_path / name).write_bytes(b"")
    assert problems(tmp_path) == []


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    (told,) = problems(tmp_path)
    assert not told.note
    assert "without articles" in told.reason


def test_globs_are_read_in_order_and_skip_what_folders_skip(tmp_path: Path) -> None:
    for name in ("2.txt", "1.txt", "1.gold.json", "README.txt"):
        (tmp_path / name).write_text(TEXT)
    assert [a.id for a in articles(tmp_path / "*")] == ["1.txt", "2.txt"]
    (told,) = problems(tmp_path / "*.csv")
    assert "matches no file" in told.reason


def test_two_stars_find_every_file_once_however_folders_are_linked(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/deep/b.txt", "sub/.hidden/c.txt", "other/d.txt", "z[1]/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    for n in range(5):
        (tmp_path / "sub" / f"up{n}").symlink_to(tmp_path, target_is_directory=True)
    assert [a.id for a in articles(tmp_path / "**/*.txt")] == ["a.txt", "d.txt", "b.txt", "e.txt"]
    assert [a.id for a in articles(tmp_path / "**")] == ["a.txt", "d.txt", "b.txt", "e.txt"]
    assert [a.id for a in articles(tmp_path / "**/deep/**/*.txt")] == ["b.txt"]
    assert [a.id for a in articles(tmp_path / "s*/**/*.txt")] == ["b.txt", "a.txt", "d.txt", "e.txt"]


def test_two_stars_work_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text(TEXT)
    assert [a.id for a in articles("**/*.txt")] == ["a.txt"]
    assert [p.path for p in problems("**/*.csv")] == ["**/*.csv"]


def test_a_reader_that_fails_on_one_file_loses_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gold.inputs import documents, read

    def fails(stream: io.BufferedReader, found: object, options: InputOptions) -> object:
        yield from documents.read_text(stream, found, options)  # type: ignore[arg-type]
        raise LookupError("no such\nthing")

    monkeypatch.setitem(read.READERS, "html", ("gold.inputs.documents", "fails"))
    monkeypatch.setattr(documents, "fails", fails, raising=False)
    for name in ("a.html", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    assert [a.id for a in articles(tmp_path)] == ["a.html", "b.txt"]
    (told,) = problems(tmp_path)
    assert (Path(told.path).name, told.note) == ("a.html", False)
    assert told.reason.startswith(
        "the reader failed on it: LookupError: no such thing; the rest was not read"
    )


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    (told,) = problems(tmp_path / "nowhere.txt")
    assert str(told).endswith("nowhere.txt: there is no such file or folder")
    assert str(problems("")[0]) == "'': is an empty name, not a file or folder"


def test_links_that_go_round_in_circles_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    assert [a.id for a in articles(tmp_path)] == ["a.txt"]
    assert {Path(p.path).name for p in problems(tmp_path)} == {"self.txt", "gone.txt"}


def test_folders_nested_deeper_than_calls_may_be_are_read(tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
        Path("deep.txt").write_text(TEXT)
        found = list(read_items([str(tmp_path)]))
    finally:
        Path("deep.txt").unlink(missing_ok=True)
        while Path.cwd() != tmp_path and Path.cwd().name == "d":
            os.chdir("..")
            Path("d").rmdir()
        os.chdir(here)
    assert len(found) == 1  # read, or one sentence that the system allows no path as long


def test_a_file_that_vanishes_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT + name)
    found = []
    for item in read_items([str(tmp_path / n) for n in ("a.txt", "c.txt")] + [str(tmp_path / "b.txt")]):
        found.append(item)
        (tmp_path / "c.txt").unlink(missing_ok=True)
    assert [isinstance(f, Item) for f in found] == [True, False, True]


def test_a_file_that_changes_while_it_is_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    path.write_text('{"text": "one soldier was killed"}\n')
    found = []
    for item in read_items([str(path)]):
        found.append(item)
        if len(found) == 1:
            with path.open("a") as more:
                more.write('{"text": "two soldiers were killed"}\n')
    assert isinstance(found[-1], Problem)
    assert "changed while it was read" in found[-1].reason


def test_no_permission_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    opening = Path.open

    def denied(self: Path, mode: str = "r") -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opening(self, mode)

    monkeypatch.setattr(Path, "open", denied)
    (told,) = problems(tmp_path)
    assert "permission denied" in told.reason


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt"])
def test_gzip_is_seen_by_its_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(TEXT.encode()))
    (found,) = articles(tmp_path / name)
    assert found.text == TEXT
    plain = tmp_path / "plain.txt"
    plain.write_text(TEXT)
    assert found.source_sha256 == articles(plain)[0].source_sha256


def test_a_damaged_gzip_and_one_inside_another_are_named(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT.encode() * 50)
    (tmp_path / "cut.txt.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "twice.txt.gz").write_bytes(gzip.compress(packed))
    assert [p.reason for p in problems(tmp_path)] == ["is a damaged gzip file", "is gzipped twice"]


def test_a_gzip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b"\n" * 30_000_000))
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"0" * 30_000_000))
    told = problems(tmp_path, options=InputOptions(bomb_bytes=1_000_000, max_article_bytes=8_000_000))
    assert ["200 times its size" in p.reason for p in told] == [True, True]


def test_an_article_larger_than_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("killed 2 " * 200_000)
    (told,) = problems(tmp_path, options=InputOptions(max_article_bytes=1 << 20))
    assert "larger than 1 MB" in told.reason


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (TEXT.encode(), 1),
        (b'{"text": "one"}\n{"text": "two"}\n', 2),
        (b'[{"text": "one"}, {"text": "two"}]', 2),
        (b"id,text\n1,one\n2,two\n", 2),
        (b"id\ttext\n1\tone\n", 1),
        (gzip.compress(b'{"text": "one"}\n', mtime=0), 1),
    ],
)
def test_standard_input_is_read_as_what_it_looks_like(data: bytes, kinds: int) -> None:
    assert len(articles("-", options=InputOptions(stdin=io.BytesIO(data)))) == kinds


def test_standard_input_is_read_as_it_is_told() -> None:
    (found,) = articles("-", options=InputOptions(stdin=io.BytesIO(b"text\none, or two\n"), kind="text"))
    assert found.id == "stdin"
    assert found.text == "text\none, or two\n"


def test_a_pipe_given_by_name_is_read(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, TEXT.encode())
    os.close(write)
    try:
        (found,) = articles(f"/dev/fd/{read}")
    finally:
        os.close(read)
    assert found.text == TEXT


def test_usable_says_nothing_as_soon_as_one_article_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    assert [p.reason for p in usable([str(tmp_path)]) or []] == ["is empty"]
    (tmp_path / "b.txt").write_text(TEXT)
    assert usable([str(tmp_path)]) is None


def test_file_names_that_are_no_text_make_ids_that_are(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    (found,) = articles(tmp_path)
    assert found.id == "caf\ufffd.txt"
