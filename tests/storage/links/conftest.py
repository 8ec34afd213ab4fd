"""A small graph: three archived stories, one of which moved, and two that are not there."""

from __future__ import annotations

import pytest

from storage.archive import Archive
from tests.storage.builders import (
    address,
    begin,
    capture_page,
    later,
    page_item,
    related_story,
    settle,
    warc_writer,
    writing,
)


@pytest.fixture
def graph(archive: Archive) -> Archive:
    """Story 1 points to 2, by the address it had once, and to 8; story 2 to 1, 3 and 8; story 3 to 2 and to a title.

    At first story 1 pointed to 9 as well.
    """
    with writing(archive) as session:
        begin(session)
    pointing = {
        1: [related_story(0, f"{address(20)}?utm_source=box", "Cranes return"), related_story(1, address(8), "Eight")],
        2: [related_story(0, address(1), "One"), related_story(1, address(3)), related_story(2, address(8), "Eight")],
        3: [related_story(0, address(2)), related_story(1, text="Nobody wrote this")],
    }
    with warc_writer(archive) as warc:
        first = capture_page(warc, address(1), b"first", at=later(0))
        settle(
            archive, page_item(first, url=address(1), title="One", related=[*pointing[1], related_story(2, address(9))])
        )
        for number, at in ((1, 1), (2, 2), (3, 3)):
            hops = [capture_page(warc, address(20), b"", at=later(at), status=301)] if number == 2 else []
            asked = address(20) if hops else None
            capture = capture_page(warc, address(number), b"%d" % number, at=later(at), requested_url=asked)
            item = page_item(
                capture, url=asked or address(number), title="One" if number == 1 else f"Story {number}",
                paragraphs=[f"The docks of port {number} reopened."], related=pointing[number], hops=hops,
            )  # fmt: skip
            settle(archive, item)
        again = capture_page(warc, address(1), b"1", at=later(5))
        settle(
            archive,
            page_item(
                again, url=address(1), title="One", paragraphs=["The docks of port 1 reopened."], related=pointing[1]
            ),
        )
    return archive
