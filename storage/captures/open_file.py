"""A WARC file while it is written: locked, appended to whole records at a time, renamed when closed.

The exclusive lock (flock(2)) lasts as long as the process, so that `repair` tells a living file from one that a
killed process left.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from storage.captures.naming import OPEN_SUFFIX
from storage.errors import CannotWrite, DiskFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class OpenFile:
    """One file being written. Not thread-safe; its writer holds a lock."""

    def __init__(self, directory: Path, new_name: Callable[[], str], *, min_free: int) -> None:
        self._directory = directory
        self._min_free = min_free
        self._dirty = False
        self.name, self._path, self._descriptor = _create(directory, new_name)
        self.size = 0
        sync_directory(directory)

    def append(self, data: bytes) -> int:
        """Append whole records; gives the offset of the first. After an error the file is as it was before.

        Raises:
            DiskFull: no room is left, or less than `min_free` would be.
            CannotWrite: the device refuses for another reason.
        """
        self._require_room(len(data))
        offset = self.size
        try:
            _write_all(self._descriptor, data)
            self.size += len(data)
            self._dirty = True
        except OSError as error:
            _refuse(self._path, error)
        finally:
            if self.size == offset:
                os.ftruncate(self._descriptor, offset)
        return offset

    def sync(self) -> None:
        """Bring what was appended to the device (fdatasync).

        Raises:
            DiskFull: the device has no room for it.
            CannotWrite: the device failed; what was appended since the last sync may be lost.
        """
        if not self._dirty:
            return
        try:
            os.fdatasync(self._descriptor)
        except OSError as error:
            _refuse(self._path, error)
        self._dirty = False

    def close(self, *, keep: bool) -> None:
        """Sync, drop `.open` from the name and let go of the lock; a file not to keep is deleted.

        Raises:
            DiskFull: the device has no room for what was appended.
            CannotWrite: the device, or the directory, refuses.
        """
        try:
            self.sync()
            if keep:
                self._path.rename(self._path.with_name(self.name))
            else:
                self._path.unlink()
            sync_directory(self._directory)
        except OSError as error:
            _refuse(self._path, error)
        finally:
            os.close(self._descriptor)

    def _require_room(self, length: int) -> None:
        free = os.fstatvfs(self._descriptor)
        if free.f_bavail * free.f_frsize < self._min_free + length:
            raise DiskFull(
                f"Less than {self._min_free} bytes would be left free in {self._directory}: "
                "nothing was written; make room and run the same command again"
            )


def lock(descriptor: int) -> bool:
    """Take the exclusive lock of a file; False when a living process holds it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sync_directory(directory: Path) -> None:
    """Bring names made, changed or removed in a directory to the device."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _create(directory: Path, new_name: Callable[[], str]) -> tuple[str, Path, int]:
    while True:
        name = new_name()
        path = directory / f"{name}{OPEN_SUFFIX}"
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o644)
        except FileExistsError:
            continue
        except OSError as error:
            _refuse(path, error)
        # a repair that came between creating and locking holds the lock, or has removed the empty file
        if lock(descriptor) and os.fstat(descriptor).st_nlink and not (directory / name).exists():
            return name, path, descriptor
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    """write(2) may write less than asked without an error when the device fills; the next call then tells why."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _refuse(path: Path, error: OSError) -> NoReturn:
    if error.errno in _NO_ROOM:
        raise DiskFull(
            f"No room to write {path} ({error.strerror}): "
            "the record was left out whole; make room and run the same command again"
        ) from error
    raise CannotWrite(f"{path} cannot be written ({error.strerror})") from error
