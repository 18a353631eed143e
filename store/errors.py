"""What can go wrong with a store, each as one sentence: what, where, what to do."""

from __future__ import annotations

from collections.abc import Sequence


class StoreError(Exception):
    """The store could not do it, and nothing was changed. `str()` is one sentence for the person.

    `again` says whether trying the same once more can help (a lock held by another program, a full disk).
    """

    again: bool = False

    def __init__(self, message: str, *, again: bool | None = None) -> None:
        super().__init__(message)
        if again is not None:
            self.again = again


class StoreBusy(StoreError):
    """Another program held the store for longer than we wait."""

    again = True


class StoreFull(StoreError):
    """No room was left on the disk."""

    again = True


class StoreReadOnly(StoreError):
    """The store, its folder or its disk can only be read."""

    again = True


class NewerStore(StoreError):
    """The store was written by a newer version of Assay."""


class StoreDamaged(StoreError):
    """The store's file holds something that no version of Assay wrote."""


class StaleReview(StoreError):
    """The decision was made on a state that is not the newest any more: load the article anew."""


class Gone(StaleReview):
    """The article was purged: its text is gone for good."""


class NeedsReviewer(StoreError):
    """Several people finished the same article and nobody has settled it: say whose record is wanted."""

    def __init__(self, reviewers: Sequence[str], articles: int) -> None:
        self.reviewers = tuple(reviewers)
        self.articles = articles
        names = ", ".join(reviewers)
        what = "one article was" if articles == 1 else f"{articles} articles were"
        super().__init__(
            f"{what} finished by more than one person and not adjudicated: "
            f"choose one with --reviewer ({names})"
        )
