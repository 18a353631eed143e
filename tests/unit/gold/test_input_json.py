"""JSON lines, objects and arrays as input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.from_json import WireError, loads
from extract.model import Article, Record
from extract.to_json import dumps, text_sha256
from gold.inputs import InputOptions, Item, Problem, read_items
from gold.inputs.decode import mend

ONE = (
    '{"id": "r-1", "text": "Gunmen killed two soldiers.", "published": "2025-02-01", "publisher": "The Post"}'
)


def read(path: Path, options: InputOptions | None = None) -> tuple[list[Article], list[Problem]]:
    found = list(read_items([str(path)], options))
    return (
        [i.article for i in found if isinstance(i, Item)],
        [p for p in found if isinstance(p, Problem)],
    )


def test_a_line_states_id_date_and_publisher(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(ONE + "\n")
    ((found,), _) = read(tmp_path / "a.jsonl")
    assert (found.id, str(found.published), found.published_source) == ("r-1", "2025-02-01", "field")
    assert found.publisher == "The Post"


def test_a_broken_line_is_named_with_file_and_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{ONE}\n{{"text": \n\n[1]\n{{"id": 7}}\n{{"text": " "}}\n{{"text": "Two were hurt."}}\n')
    articles, problems = read(path)
    assert [a.id for a in articles] == ["r-1", "a.jsonl:7"]
    assert [(p.line, p.reason.split(":")[0]) for p in problems] == [
        (2, "is not JSON"),
        (4, "is not an object"),
        (5, "has no 'text'"),
        (6, "is empty"),
    ]
    assert str(problems[0]).startswith(f"{path}:2: ")


@pytest.mark.parametrize(
    "line",
    [
        '{"text": 1}',
        '{"text": null}',
        "NaN",
        "1" * 6000,
        "[" * 100_000,
        '"text"',
        '{"schema": "assay/9", "article": {}}',
    ],
)
def test_whatever_stands_in_a_line_is_at_most_a_problem(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(line + "\n" + ONE)
    articles, problems = read(tmp_path / "a.jsonl")
    assert len(articles) == len(problems) == 1


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_json_does_not_have_is_refused_with_its_place(tmp_path: Path, number: str) -> None:
    bad = f'{{"text": "Two were hurt.", "score": {number}}}'
    (tmp_path / "a.jsonl").write_text(f"{ONE}\n{bad}\n{ONE}\n")
    (tmp_path / "b.json").write_text(f"[{ONE},\n{bad},\n{ONE}]")
    for name in ("a.jsonl", "b.json"):
        articles, (told,) = read(tmp_path / name)
        assert len(articles) == 2
        assert (told.line, told.note) == (2, False)
        assert told.reason == f"holds {number}, which JSON does not have as a number: write null or a number"
    with pytest.raises(WireError, match=number):
        loads(dumps(Record(articles[0]))[:-1] + f', "score": {number}}}')


def test_an_open_string_is_named_with_where_it_begins(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "open\n')
    assert read(tmp_path / "a.jsonl")[1][0].reason == (
        "is not JSON: Unterminated string starting at character 10"
    )


def test_a_line_over_the_limit_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "' + "x" * 3_000_000 + '"}\n' + ONE)
    articles, problems = read(tmp_path / "a.jsonl", InputOptions(max_article_bytes=1 << 20))
    assert [a.id for a in articles] == ["r-1"]
    assert [(p.line, "longer than 1 MB" in p.reason) for p in problems] == [(1, True)]


def test_one_object_takes_the_name_of_its_file_and_several_are_numbered(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text('{\n "text": "Two were hurt."\n}\n')
    (tmp_path / "list.json").write_text('[{"text": "One."},\n {"text": "Two."}]')
    (tmp_path / "row.json").write_text('{"text": "One."}\n{"text": "Two."}')
    assert [a.id for a in read(tmp_path)[0]] == [
        "list.json:1",
        "list.json:2",
        "one.json",
        "row.json:1",
        "row.json:2",
    ]


def test_a_pretty_printed_file_that_is_called_jsonl_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('[\n {"text": "One."},\n {"text": "Two."}\n]\n')
    assert len(read(tmp_path / "a.jsonl")[0]) == 2


@pytest.mark.parametrize("end", ["", ", {", ', {"text": }]', "] [", ", nonsense]"])
def test_an_array_that_breaks_off_gives_what_stood_before(tmp_path: Path, end: str) -> None:
    (tmp_path / "a.json").write_text('[{"text": "One."},\n{"text": "Two."}' + end)
    articles, problems = read(tmp_path / "a.json")
    assert [a.text for a in articles] == ["One.", "Two."]
    assert [p.line for p in problems] == [2]


def test_a_large_array_is_read_as_a_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gold.inputs.json_text._WHOLE", 1 << 16)
    monkeypatch.setattr("gold.inputs.json_text.CHUNK", 1 << 12)
    texts = [f"Report {n}: tués à Dobra, {'é' * n}." for n in range(600)]
    (tmp_path / "a.json").write_text(json.dumps([{"text": t} for t in texts], ensure_ascii=False))
    articles, problems = read(tmp_path / "a.json")
    assert [a.text for a in articles] == texts
    assert problems == []


def test_nul_and_half_characters_are_replaced_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a\\u0000b\\ud800c \\ud83d\\ude00", "title": "t\\u0000"}\n')
    ((found,), problems) = read(tmp_path / "a.jsonl")
    assert (found.text, found.title) == ("a�b�c 😀", "t�")
    assert [p.note for p in problems] == [True, True]


def test_lines_in_several_encodings_keep_their_letters(tmp_path: Path) -> None:
    lines = ['{"text": "tués à Dobra"}'.encode(), '{"text": "tués à Déou"}'.encode("cp1252")]
    (tmp_path / "a.jsonl").write_bytes(b"\r\n".join(lines))
    articles, problems = read(tmp_path / "a.jsonl")
    assert [a.text for a in articles] == ["tués à Dobra", "tués à Déou"]
    assert [(p.line, p.note) for p in problems] == [(2, True)]
    (tmp_path / "b.jsonl").write_text(ONE, encoding="utf-16")
    assert [a.id for a in read(tmp_path / "b.jsonl")[0]] == ["r-1"]


def test_other_names_by_option(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"body": "Two were hurt.", "date": "Feb 1, 2025", "n": 5}\n')
    options = InputOptions(columns={"text": "body", "published": "date", "id": "n"})
    ((found,), _) = read(tmp_path / "a.jsonl", options)
    assert (found.id, str(found.published)) == ("5", "2025-02-01")


def test_a_date_that_can_mean_two_days_is_left_open_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Two were hurt.", "published": "01/02/2025"}\n')
    ((found,), (told,)) = read(tmp_path / "a.jsonl")
    assert found.published is None
    assert told.note
    assert "01/02/2025" in told.reason


def test_a_record_gives_its_article_and_is_kept_whole(tmp_path: Path) -> None:
    text = "Gunmen killed two soldiers."
    article = Article("r-1", text_sha256(text), text, extra={"beat": "south"})
    record = Record(article, extractor={"name": "other", "version": "2"})
    (tmp_path / "a.jsonl").write_text(dumps(record) + "\n")
    (item,) = read_items([str(tmp_path / "a.jsonl")])
    assert isinstance(item, Item)
    assert item.record is not None
    assert item.record.extractor == record.extractor
    assert item.article.extra == {"beat": "south"}


def test_a_record_with_a_wrong_hash_or_a_wrong_value_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"schema": "assay/1", "article": {"id": "a", "text": "x", "sha256": "00"}, "incidents": []}\n'
        '{"schema": "assay/1", "article": {"id": "a", "text": "x"}, '
        '"incidents": [{"id": "i", "kind": "w"}]}\n'
    )
    articles, problems = read(tmp_path / "a.jsonl")
    assert articles == []
    assert ["sha256" in problems[0].reason, "'w'" in problems[1].reason] == [True, True]


def test_a_record_with_a_nul_in_its_text_gets_the_hash_of_the_text_that_is_kept(tmp_path: Path) -> None:
    text = "Two\x00 hurt."
    value = {
        "schema": "assay/1",
        "article": {"id": "a", "text": text, "sha256": text_sha256(text)},
        "incidents": [],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(value))
    ((found,), (told,)) = read(tmp_path / "a.jsonl")
    assert found.sha256 == text_sha256("Two� hurt.")
    assert told.note


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
_WORDS = (
    "schema article text id sha256 incidents counts date location evidence cues start end side outcome low "
    "rejected entries mentions value review extractor decisions reports published title kind from"
)
_KEYS = st.sampled_from(_WORDS.split())
RECORDS = st.recursive(
    JSON | st.sampled_from(["assay/1", "killed", "i1", "incident"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=25,
)


@given(value=RECORDS)
def test_no_json_value_crashes_the_reader(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.getbasetemp() / "any-value.jsonl"
    shell = {"schema": "assay/1", "article": {"id": "a", "text": "x"}, "incidents": value, "rejected": value}
    entry = {
        "id": "i1",
        "counts": [{"id": "c1", "outcome": "killed", "cues": {"side": value}}],
        "date": value,
    }
    inside = {**shell, "incidents": [entry], "rejected": {"counts": {"i1": value}}}
    path.write_text("\n".join(json.dumps(v) for v in (value, shell, inside)))
    assert all(isinstance(i, Item | Problem) for i in read_items([str(path)]))


@given(
    texts=st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5), ascii_only=st.booleans()
)
def test_texts_come_back_from_json_lines(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], ascii_only: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-text.jsonl"
    lines = [json.dumps({"text": t}, ensure_ascii=ascii_only) for t in texts]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    found = [i.article.text for i in read_items([str(path)]) if isinstance(i, Item)]
    assert found == [m for t in texts if (m := mend(t)[0]).strip()]
