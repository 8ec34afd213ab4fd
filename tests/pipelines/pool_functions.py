"""What the pool's tests run in worker processes."""

import ctypes
import os
import sys
import time
from pathlib import Path
from typing import Any

from storage.items import Extraction, Metadata


def describe(payload: bytes, **given: Any) -> Extraction:
    said = Metadata(
        title=payload.decode(), kicker=given["url"], section=given["content_type"], tags=(given["rules"].digest,)
    )
    return Extraction(metadata=said)


def name_process(payload: bytes, **given: Any) -> Extraction:
    return Extraction(metadata=Metadata(title=str(os.getpid())))


def name_parent(payload: bytes, **given: Any) -> Extraction:
    return Extraction(metadata=Metadata(title=str(os.getppid())))


def list_modules(payload: bytes, **given: Any) -> Extraction:
    return Extraction(metadata=Metadata(tags=tuple(sorted(sys.modules))))


def hang(payload: bytes, **given: Any) -> Extraction:
    if payload == b"hang":
        time.sleep(600)
    return name_process(payload)


def hang_once(payload: bytes, **given: Any) -> Extraction:
    """Hang at the first call, which the file remembers that the payload names."""
    known = Path(payload.decode())
    if not known.exists():
        known.touch()
        time.sleep(600)
    return name_process(payload)


def hang_in_c(payload: bytes, **given: Any) -> Extraction:
    ctypes.PyDLL(None).sleep(600)
    return Extraction()


def raise_error(payload: bytes, **given: Any) -> Extraction:
    if payload == b"memory":
        return Extraction(metadata=Metadata(title=str(len(bytearray(8 * 1024**3)))))
    if payload == b"recursion":
        return raise_error(payload)
    raise LookupError(payload.decode())


def crash(payload: bytes, **given: Any) -> Extraction:
    """Crash at every call, or only at the first when the payload names a file to remember it by."""
    if payload and Path(payload.decode()).exists():
        return Extraction(metadata=Metadata(title="survived"))
    if payload:
        Path(payload.decode()).touch()
    ctypes.string_at(0)
    return Extraction()
