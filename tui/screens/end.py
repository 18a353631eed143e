"""What the screen says where no article is open: nothing left, or nothing there yet."""

from __future__ import annotations

from rich.text import Text

from store.types import Progress
from tui.keymap import Keymap
from tui.widgets.wrap import shown


def end_text(progress: Progress, keymap: Keymap, *, busy: str, store: str) -> Text:
    """The calm page at the end of the queue; `busy` says what is still going on, if anything."""
    text = Text()
    if busy:
        text.append(busy.capitalize() + "\n\n", "bold")
        text.append("The first article opens as soon as it is there.")
        return text
    if not progress.total:
        text.append("There is nothing to review yet.\n\n", "bold")
        text.append("assay FILE or FOLDER brings articles in and opens the first.\n")
        text.append(f"{keymap.main_key('app.quit')} leaves.")
        return text
    done = "All done." if not progress.waiting else f"{progress.waiting:,} still wait."
    text.append(f"{done}\n\n", "bold")
    figures = [f"{progress.verified:,} verified", f"{progress.irrelevant:,} irrelevant"]
    if progress.flagged:
        figures.append(f"{progress.flagged:,} flagged for later")
    text.append(f"{', '.join(figures)}, of {progress.total:,}. Everything is saved in {shown(store)}.\n\n")
    for action, words in (
        ("review.undo", "takes back the last key press"),
        ("review.previous_article", "goes back to the last article"),
        ("review.progress", "shows how the work went"),
        ("review.queue", "lists every article"),
        ("app.quit", "leaves"),
    ):
        text.append(f"  {keymap.main_key(action):<3}", "bold")
        text.append(f"{words}\n")
    text.append("\nThe records go out with\n\n")
    text.append("  assay export --format jsonl -o gold.jsonl\n", "bold")
    text.append("  assay export --format csv -o gold.csv", "bold")
    return text
