"""Two sequences side by side: what stays, and where one has something else than the other."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

LARGEST = 100_000_000
"""Product of both lengths above which a difference is taken as a whole: about a tenth of a second, and 30 MB."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where two sequences differ: `before[start:end]` of one is `after[start:end]` of the other; one may be empty."""

    before: slice
    after: slice


def find_gaps(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Gap]:
    """The gaps between the members of a longest common subsequence, in order.

    Time is bounded: what both have at both ends is taken off, and what then is above `LARGEST` is one gap.
    """
    start, ends = _common_start(before, after), (len(before), len(after))
    while ends[0] > start < ends[1] and before[ends[0] - 1] == after[ends[1] - 1]:
        ends = (ends[0] - 1, ends[1] - 1)
    if ends == (start, start):
        return []
    if (ends[0] - start) * (ends[1] - start) > LARGEST:
        return [Gap(slice(start, ends[0]), slice(start, ends[1]))]
    return list(_join(_iter_differences(before, after, start, ends)))


def _common_start(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    pairs = zip(before, after, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))


def _iter_differences(
    before: Sequence[Hashable], after: Sequence[Hashable], start: int, ends: tuple[int, int]
) -> Iterator[Gap]:
    numbers: dict[Hashable, int] = {}
    one, other = (
        [numbers.setdefault(member, len(numbers)) for member in sequence[start:end]]
        for sequence, end in zip((before, after), ends, strict=True)
    )
    for step in LCSseq.opcodes(one, other):
        if step.tag != "equal":
            yield Gap(
                slice(start + step.src_start, start + step.src_end),
                slice(start + step.dest_start, start + step.dest_end),
            )


def _join(gaps: Iterator[Gap]) -> Iterator[Gap]:
    """Differences that touch are one."""
    last: Gap | None = None
    for gap in gaps:
        if last is not None and last.before.stop == gap.before.start and last.after.stop == gap.after.start:
            last = Gap(slice(last.before.start, gap.before.stop), slice(last.after.start, gap.after.stop))
            continue
        if last is not None:
            yield last
        last = gap
    if last is not None:
        yield last
