"""The boxes of a page: by rule, by heading, by the names on elements, and by lines in the text."""

from __future__ import annotations

from pipelines.related.box import Box, Origin
from pipelines.related.headed_boxes import find_headed_boxes
from pipelines.related.lines import iter_lines
from pipelines.related.marked_boxes import find_marked_boxes, set_chrome_aside
from pipelines.related.outline import Outline
from pipelines.related.page_map import PageMap
from pipelines.related.ruled_boxes import find_ruled_boxes
from pipelines.related.text_range import TextRange
from pipelines.rules import Rules


def find_boxes(outline: Outline, text: TextRange, rules: Rules) -> list[Box]:
    """All boxes of a page in document order, each link in at most one; what is surer comes first."""
    page = PageMap(outline, text)
    find_ruled_boxes(page, rules)
    set_chrome_aside(page)
    find_headed_boxes(page)
    find_marked_boxes(page)
    _find_lines(page)
    return sorted(page.boxes, key=lambda box: box.places[0])


def _find_lines(page: PageMap) -> None:
    text = page.text
    if not text.paragraphs:
        return
    for line in iter_lines(page.outline, text.container, page.outline.ends[text.container]):
        if page.is_full():
            return
        if any(page.is_claimed(link) for link in line.links) or (line.label is None and not text.is_inside(line.place)):
            continue
        kind = page.decide_kind(line.place, closes_text=True)
        page.add(Box((line.place,), Origin.LINE, kind, line.label))
