"""The text of an article as a page for people: blocks, the turns of an interview, notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storage.commands.printing import print_line
from storage.items import Block, BlockKind
from storage.turns import said_in

Json = Mapping[str, Any]


def print_text(blocks: Sequence[Json], notices: Sequence[Json]) -> None:
    """Prints the blocks, then the notices; a question is set off by `Q`, the first paragraph of its answer by `A`."""
    before = None
    for block in blocks:
        kind = BlockKind(block["kind"])
        _print_block(Block(kind, block["text"], block["level"], block["speaker"]), follows=before)
        before = kind
    _print_notices(notices)


def _print_block(block: Block, *, follows: BlockKind | None) -> None:
    if block.kind is BlockKind.QUESTION:
        print_line(("Q  ", "bold cyan"), (_spoken(block), "bold"))
    elif block.kind is BlockKind.ANSWER:
        _print_answer(block, opens=follows is BlockKind.QUESTION)
    elif block.kind is BlockKind.HEADING:
        print_line(("#" * (block.level or 2) + f" {block.text}", "bold"))
    elif block.kind is BlockKind.LIST_ITEM:
        print_line("• ", block.text, indent=2 * (block.level or 1))
    elif block.kind is BlockKind.QUOTE:
        print_line("> ", (_spoken(block), "italic"), indent=2)
    elif block.kind is BlockKind.CAPTION:
        print_line((f"[{block.text}]", "dim"))
    else:
        print_line(block.text)
    print_line()


def _print_answer(block: Block, *, opens: bool) -> None:
    if opens:
        print_line(("A  ", "cyan"), _spoken(block))
    else:
        print_line(_spoken(block), indent=3)


def _spoken(block: Block) -> str:
    return f"{block.speaker}: {said_in(block)}" if block.speaker else block.text


def _print_notices(notices: Sequence[Json]) -> None:
    if not notices:
        return
    print_line(("Notices", "bold"))
    for notice in notices:
        where = "in the text" if notice["block"] is not None else "beside the text"
        said = (notice["kind"], notice["time_printed"], where)
        print_line(", ".join(part for part in said if part), indent=2)
        print_line(notice["text"], indent=4)
    print_line()
