"""JSON lines as other tools write them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from gold.inputs.model import MEGABYTE, InputOptions
from gold.inputs.streams import megabytes, numbered_lines

#: A line of another tool holds tokens and structure beside its text.
_OPTIONS = InputOptions(max_article_bytes=64 * MEGABYTE)


def json_lines(stream: io.BufferedReader) -> Iterator[tuple[int, dict[str, Any], str | None]]:
    """Line number from 1, the object of the line, and what is wrong with it (then the object is empty)."""
    for number, line in numbered_lines(stream, _OPTIONS):
        if line is None:
            yield number, {}, f"is longer than {megabytes(_OPTIONS.max_article_bytes)}"
        elif line.strip():
            value: Any = None
            problem = "is not an object"
            try:
                value = json.loads(line.decode())
            except (ValueError, RecursionError) as error:
                problem = f"is not JSON: {error}"
            if isinstance(value, dict):
                yield number, value, None
            else:
                yield number, {}, problem
