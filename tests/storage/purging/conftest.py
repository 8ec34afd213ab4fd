"""The archive that purges are tried on."""

from __future__ import annotations

import pytest

from storage.archive import Archive
from tests.storage.purging.harbour import fill_harbour


@pytest.fixture
def harbour(archive: Archive) -> tuple[Archive, str]:
    """Lend an archive with an article that is to go and others that stay; and its id."""
    return archive, fill_harbour(archive)
