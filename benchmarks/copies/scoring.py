"""What was found, held against what was planted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from benchmarks.copies.corpus import ORDINARY, ORIGINAL, Planned
from benchmarks.copies.edits import EDITS
from storage import models
from storage.archive import Archive

TABLES = ("fingerprint", "fingerprint_band", "copy_link", "copy_member")


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of articles in one group, and pairs that belong there.

    Attributes:
        right: pairs that are both.
        grouped: pairs that are in one group.
        planted: pairs that belong there.
        edits: of the copies made by each edit, how many there are and how many are grouped with their original.
        mistaken: of each kind, articles that are in a group with one that they are no copy of.
        leads: groups whose original was archived, and those of them that it leads.
    """

    right: int
    grouped: int
    planted: int
    edits: Mapping[str, tuple[int, int]]
    mistaken: Mapping[str, int]
    leads: tuple[int, int]

    @property
    def precision(self) -> float:
        """Share of the grouped pairs that belong together."""
        return self.right / self.grouped if self.grouped else 1.0

    @property
    def recall(self) -> float:
        """Share of the planted pairs that are grouped."""
        return self.right / self.planted if self.planted else 1.0


def score(archive: Archive, planned: Sequence[Planned]) -> Score:
    """Scores all of the archive's articles, which are those planned, by number."""
    with archive.read() as session:
        row = models.CopyMember
        lead_of = dict(session.execute(select(row.article_id, row.lead_id)).all())
    families, groups, both = (Counter[object]() for _ in range(3))
    members = defaultdict(set)
    for number, each in enumerate(planned, 1):
        families[each.family] += 1
        if number in lead_of:
            groups[lead_of[number]] += 1
            both[lead_of[number], each.family] += 1
            members[lead_of[number]].add(each.family)
    mistaken = Counter(
        each.kind for number, each in enumerate(planned, 1) if number in lead_of and len(members[lead_of[number]]) > 1
    )
    return Score(
        _pairs(both), _pairs(groups), _pairs(families), _by_edit(planned, lead_of), mistaken, _leads(planned, lead_of)
    )


def _pairs(sizes: Counter[object]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _originals(planned: Sequence[Planned]) -> dict[int, int]:
    return {each.family: number for number, each in enumerate(planned, 1) if each.kind in {ORIGINAL, ORDINARY}}


def _by_edit(planned: Sequence[Planned], lead_of: Mapping[int, int]) -> dict[str, tuple[int, int]]:
    originals = _originals(planned)
    there, found = Counter[str](), Counter[str]()
    for number, each in enumerate(planned, 1):
        original = originals.get(each.family)
        if each.kind in EDITS and original is not None:
            there[each.kind] += 1
            found[each.kind] += number in lead_of and lead_of[number] == lead_of.get(original)
    return {kind: (there[kind], found[kind]) for kind in EDITS}


def _leads(planned: Sequence[Planned], lead_of: Mapping[int, int]) -> tuple[int, int]:
    led = [(number, lead_of[number]) for number in _originals(planned).values() if number in lead_of]
    return len(led), sum(number == lead for number, lead in led)


def table_sizes(archive: Archive) -> dict[str, int]:
    """Bytes of the tables of copies, with their indexes, and of the whole database."""
    with archive.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            query = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
            sizes = {name: connection.scalar(query, {"name": name}) or 0 for name in TABLES}
            whole = connection.scalar(text("SELECT pg_database_size(current_database())"))
        else:
            query = text("SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema"
                         " WHERE tbl_name = :name)")  # fmt: skip
            sizes = {name: connection.scalar(query, {"name": name}) or 0 for name in TABLES}
            whole = connection.scalar(text("SELECT sum(pgsize) FROM dbstat"))
    return sizes | {"database": whole or 0}
