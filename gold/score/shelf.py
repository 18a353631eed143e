"""Cases of one file kept on disk while they are matched: an index in memory, the rest in a temporary file."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO, cast

from gold.score.model import Case


def _temporary() -> BinaryIO:
    return cast(BinaryIO, tempfile.TemporaryFile())


@dataclass(slots=True)
class Shelf:
    """The cases of one gold set or one system, found again by sha256 or id. Use it in a `with`.

    `name` is what messages call it. `extractors` are the names and versions that its lines gave;
    `duplicates` names lines whose article stood there before (they are not used).
    """

    name: str
    extractors: dict[str, int] = field(default_factory=dict)
    duplicates: list[str] = field(default_factory=list)
    unfinished: int = 0
    _file: BinaryIO = field(default_factory=_temporary, repr=False)
    _places: list[tuple[int, int]] = field(default_factory=list, repr=False)
    _names: list[tuple[str, bytes | None]] = field(default_factory=list, repr=False)
    _by_hash: dict[bytes, int] = field(default_factory=dict, repr=False)
    _by_id: dict[str, int] = field(default_factory=dict, repr=False)
    _end: int = 0

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def add(self, case: Case) -> None:
        """Keep a case. One whose article is there already is named as a duplicate and left out."""
        key = None if case.sha256 is None else bytes.fromhex(case.sha256)
        if key in self._by_hash if key is not None else case.id in self._by_id:
            self.duplicates.append(case.where or case.id)
            return
        if case.extractor is not None:
            self.extractors[case.extractor] = self.extractors.get(case.extractor, 0) + 1
        data = pickle.dumps(case, protocol=pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(data)
        if key is not None:
            self._by_hash[key] = len(self._places)
        self._by_id.setdefault(case.id, len(self._places))
        self._names.append((case.id, key))
        self._places.append((self._end, len(data)))
        self._end += len(data)

    def at(self, number: int) -> Case:
        """A case by its number in the order of the file."""
        start, size = self._places[number]
        self._file.seek(start)
        case: Case = pickle.loads(self._file.read(size))
        return case

    def names(self) -> Iterator[tuple[str, bytes | None]]:
        """The id and the hash of each case, in order, without reading it."""
        return iter(self._names)

    def name_of(self, number: int) -> tuple[str, bytes | None]:
        """The id and the hash of one case."""
        return self._names[number]

    def by_hash(self, key: bytes | None) -> int | None:
        """The number of the case whose text has this hash; None where there is none, and for None."""
        return None if key is None else self._by_hash.get(key)

    def by_id(self, name: str) -> int | None:
        """The number of the first case with this id."""
        return self._by_id.get(name)
