"""Web pages that no HTML library should be let near: nested without end, or made of tags. In linear time."""

from __future__ import annotations

import html
import re

#: Deeper nesting, or more tags, than any page that a person wrote; trafilatura needs minutes for them.
DEEPEST = 1000
MOST_TAGS = 150_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b[^<>]*>")
_ANY_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"[ \t\f\v\xa0]+")
_EMPTY_LINES = re.compile(r"\s*\n\s*")
#: Elements without an end tag, or whose end tag is often left out.
_FLAT = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "thead",
        "tbody",
        "tfoot",
    )
)
_UNSEEN = frozenset(("script", "style", "head", "noscript", "template", "svg"))
_LINES = frozenset(
    (
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "table",
        "ul",
        "ol",
        "blockquote",
        "header",
        "footer",
    )
)


def is_tangled(page: str) -> bool:
    """Whether the page is nested deeper, or has more tags, than pages are."""
    if page.count("<") > MOST_TAGS:
        return True
    depth = 0
    for closing, name in _TAG.findall(page):
        if name.lower() not in _FLAT:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > DEEPEST:
                return True
    return False


def stripped(page: str) -> str:
    """The page's words without its tags, scripts and styles; empty where it has none."""
    parts: list[str] = []
    at, unseen = 0, ""
    for tag in _TAG.finditer(page):
        name = tag[2].lower()
        if not unseen:
            parts += [page[at : tag.start()], "\n" if name in _LINES else " " if name in _FLAT else ""]
            unseen = name if name in _UNSEEN and not tag[1] else ""
        elif name == unseen and tag[1]:
            unseen = ""
        at = tag.end()
    if not unseen:
        parts.append(page[at:])
    text = html.unescape(_ANY_TAG.sub(" ", "".join(parts)))
    return _EMPTY_LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
