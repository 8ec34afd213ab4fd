"""The signature of a text: MinHash of its runs of words (Broder 1997), by the library rensa.

Two signatures agree in as large a share of their numbers as the texts do in their runs.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

RUN = 6
"""Words of a run: six seldom follow one another twice but in a copy."""

NUMBERS = 40
"""Numbers of a signature."""

_SCHEME = 1
_SEED = 1
_PACKED = struct.Struct(f"<{NUMBERS}I")


def signature_scheme() -> str:
    """How signatures are made: by our rules, and the library's version of the algorithm."""
    from rensa import RMinHash

    return f"{_SCHEME}.{RMinHash.ALGORITHM_VERSION}"


def sign(words: Sequence[str]) -> bytes:
    """The signature of a text of at least so many words as a run has; 4 bytes a number."""
    # Imported here, so that commands that only read start without it.
    from rensa import RMinHash

    sketch = RMinHash(NUMBERS, _SEED)
    sketch.update([" ".join(run) for run in zip(*(words[start:] for start in range(RUN)), strict=False)])
    return _PACKED.pack(*sketch.digest())


def bands_of(signature: bytes) -> list[int]:
    """The numbers of a signature, each made another by its place: what articles are found by."""
    return [place << 32 | number for place, number in enumerate(_PACKED.unpack(signature))]
