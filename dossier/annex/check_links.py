"""What leads to where in the finished annex: bookmarks, links, and the numbers printed on them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from dossier.annex.check_fact import Fact, hold
from dossier.annex.check_view import AnnexView, Annotation
from dossier.model.plan import Link, Plan, Rect


def bookmarks(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """The outline is the planned one: every title, in its place, leading to its page."""
    found = list(view.outline())
    yield hold(len(found) == len(plan.bookmarks), "bookmark-count", n=len(found), wanted=len(plan.bookmarks))
    by_title = Counter((depth, title) for depth, title, _ in found)
    for mark in plan.bookmarks:
        yield hold(by_title[mark.depth, mark.title], "bookmark-missing", title=mark.title)
    for mark, (depth, title, page) in zip(plan.bookmarks, found, strict=False):
        if (depth, title) == (mark.depth, mark.title):
            yield hold(page == mark.page, "bookmark-target", title=title, page=mark.page)
        else:
            yield hold(by_title[mark.depth, mark.title] == 0, "bookmark-order", title=title)


def links(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Every planned link is there, leads to its page, and there is no other."""
    for page in range(1, len(plan.pages) + 1):
        planned = [link for link in plan.links if link.page == page]
        found = list(view.annotations(page))
        yield hold(len(found) == len(planned), "link-count", page=page, n=len(found), wanted=len(planned))
        for one in found:
            yield hold(one.target is not None, "link-dead", page=page)
        for link in planned:
            yield hold(_leads(link, found), "link-target", page=page, target=link.target)


def _leads(link: Link, found: Sequence[Annotation]) -> bool:
    return any(one.target == link.target and _is_near(one.rect, link.rect) for one in found)


def _is_near(one: Rect, other: Rect) -> bool:
    return all(abs(a - b) < 0.1 for a, b in zip(one, other, strict=True))


def printed_lines(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """The page number printed at the end of a linked line is the page that its link leads to."""
    for page in sorted({link.page for link in plan.links}):
        planned = [link for link in plan.links if link.page == page]
        lines = view.lines(page, [link.rect for link in planned])
        for link, (words, last) in zip(planned, lines, strict=True):
            if link.number:
                yield hold(last == link.number, "link-number", page=page, wanted=link.number, found=last)
            if link.text:
                yield hold(_plain(link.text) in _plain(words), "link-words", page=page, wanted=link.text)


def _plain(words: str) -> str:
    """Gives letters and digits alone: no spaces, hyphens, wraps, or ways of writing an accent."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", words)).casefold()
