"""The real `assay`, which besides writes to a pipe the number of every event that its screen knows is kept.

`python -m bench._acknowledging FD WORDS…`: `FD` is the pipe's descriptor, the words are those of `assay`.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.messages import Saved, TookBack


def run(pipe: int, words: list[str]) -> int:
    """Run `assay` with a second ear on its messages."""
    from tui import answers, messages
    from tui.cli import main as assay

    def tell(kind: type[Saved] | type[TookBack]) -> None:
        act = answers.ANSWERS[kind]

        def told(desk: Desk, message: Saved | TookBack) -> None:
            act(desk, message)
            os.write(pipe, "".join(f"{e.seq}\n" for e in message.events).encode())

        answers.ANSWERS[kind] = told

    tell(messages.Saved)
    tell(messages.TookBack)
    return assay(words)


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), sys.argv[2:]))
