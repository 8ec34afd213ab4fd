"""Everything Backfile raises on purpose.

    BackfileError
    ├── UsageError             the command was called wrongly            exit 2
    ├── BadDefinition          a publication's TOML file is wrong        exit 78
    ├── UnknownPublication     no definition of that slug                exit 78
    ├── UnreadableInput        a file to import or extract is unusable   exit 2
    ├── NotFound               the archive has no such article           exit 1
    ├── TakenDown              the article is hidden or purged           exit 77
    ├── SourcesUnavailable     no source of a publication answered       exit 69
    ├── Refused                a site refuses page after page            exit 69
    ├── ArchiveUnavailable     the database does not answer              exit 69
    │   └── ArchiveBusy        another process holds it: try again       exit 75
    ├── WrongSchema            database and program do not fit           exit 78
    ├── CannotWrite            no rights, or no such directory           exit 73
    ├── DiskFull               no room left                              exit 74
    ├── CrawlLost              a page ended in no known state            exit 3
    ├── CheckFailed            `backfile verify` found damage            exit 4
    └── BrokenRecord           a WARC record is incomplete or altered    exit 4

An expected outcome (a 404, a paywall stub, a page without text) is no exception but a counted reason.
"""

from __future__ import annotations

from typing import ClassVar


class BackfileError(Exception):
    """One clear sentence for the reader: what, where, and what to do.

    `exit_code` follows sysexits(3) where it has a fitting code.
    """

    exit_code: ClassVar[int] = 1


class UsageError(BackfileError):
    """Call the command as its help says."""

    exit_code = 2


class BadDefinition(BackfileError):
    """Correct the named key of the named file."""

    exit_code = 78

    def __init__(self, file: str, key: str, reason: str) -> None:
        self.file = file
        self.key = key
        self.reason = reason
        super().__init__(f"{file}: {key}: {reason}" if key else f"{file}: {reason}")

    def __reduce__(self) -> tuple[type[BadDefinition], tuple[str, str, str]]:
        return type(self), (self.file, self.key, self.reason)


class UnknownPublication(BackfileError):
    """Use a slug that `backfile publications` lists."""

    exit_code = 78


class UnreadableInput(BackfileError):
    """Give a file that exists, can be read and is of the kind the command takes."""

    exit_code = 2


class NotFound(BackfileError):
    """Search for the article; the id or URL given is not in this archive."""


class TakenDown(BackfileError):
    """Read why; who keeps the archive decides whether it is shown again."""

    exit_code = 77


class SourcesUnavailable(BackfileError):
    """Try again later; if it lasts, correct the publication's sources."""

    exit_code = 69


class Refused(BackfileError):
    """Try again later; if it lasts, give the title a longer crawl.delay, or ask its publisher."""

    exit_code = 69


class ArchiveUnavailable(BackfileError):
    """Check the database's address and that its server runs."""

    exit_code = 69


class ArchiveBusy(ArchiveUnavailable):
    """Try again when the other process is done."""

    exit_code = 75


class WrongSchema(BackfileError):
    """Upgrade the database, or the program, as the sentence says."""

    exit_code = 78


class CannotWrite(BackfileError):
    """Give rights to the directory, or choose another with --archive."""

    exit_code = 73


class DiskFull(BackfileError):
    """Make room and run the same command again; nothing is lost."""

    exit_code = 74


class CrawlLost(BackfileError):
    """Read the run's report: a page has no settled state."""

    exit_code = 3


class CheckFailed(BackfileError):
    """Read the findings above the sentence; restore what they name from a backup."""

    exit_code = 4


class BrokenRecord(CheckFailed):
    """Restore the WARC file, or leave the record out: its digest or length is wrong."""
