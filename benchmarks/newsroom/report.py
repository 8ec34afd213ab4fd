"""The judgement as tables in Markdown."""

from __future__ import annotations

from benchmarks.extraction.tables import format_table
from benchmarks.newsroom.judging import NOTHING, Judgement
from storage.revising.kinds import EditKind

SHOWN = 20


def format_report(judgement: Judgement) -> str:
    """Totals, the confusion matrix, and stealth edits."""
    return "\n\n".join((_totals(judgement), _matrix(judgement), _stealth(judgement)))


def format_wrong(judgement: Judgement) -> str:
    """The first of what was found otherwise."""
    return "\n".join(f"article {number}, visit {visit}: {said}" for number, visit, said in judgement.wrong[:SHOWN])


def _totals(judgement: Judgement) -> str:
    share = 100 * judgement.right / judgement.edits if judgement.edits else 0.0
    rows = [
        ["articles, of which not archived", f"{judgement.articles:,} / {judgement.missing:,}"],
        ["edits, found with the right kind", f"{judgement.edits:,} / {judgement.right:,} ({share:.2f} %)"],
        ["edits found that were none", f"{judgement.spurious:,}"],
        ["visits to unchanged pages, revisions", f"{judgement.quiet:,} / {judgement.unmoved:,}"],
        ["visits at which only surroundings moved, revisions", f"{judgement.moved:,} / {judgement.stirred:,}"],
    ]
    return format_table(["what", "number"], rows)


def _matrix(judgement: Judgement) -> str:
    """Rows are what the newsroom did, columns what was found; empty columns are left out."""
    kinds = [*map(str, EditKind), NOTHING]
    shown = [kind for kind in kinds if any(judgement.pairs[row, kind] for row in kinds)]
    rows = [
        [row, *(str(judgement.pairs[row, kind] or "") for kind in shown)]
        for row in kinds
        if any(judgement.pairs[row, kind] for kind in kinds)
    ]
    return format_table(["done / found", *shown], rows)


def _stealth(judgement: Judgement) -> str:
    words = {True: "yes", False: "no", None: "not told"}
    rows = [
        [words[done], *(str(judgement.stealth[done, found]) for found in words)]
        for done in words
    ]  # fmt: skip
    return format_table(["stealth / found", *words.values()], rows)
