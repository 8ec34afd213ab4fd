"""An import as the spider and the command share it: what comes in, and the account of what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from crawler.importing.delivery import Delivery, Found, Refusal
from storage.errors import UnreadableInput
from storage.items import PageItem
from storage.outcomes import Outcome

NAMED_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Brought:
    """A page that is an article, and what its id is made from."""

    label: str
    publication: str
    url: str | None
    payload_digest: str


class Refusals:
    """The account of what was not imported.

    Attributes:
        counts: by reason.
        named: the first of them, `NAMED_AT_MOST` of those that are expected and of those that are not.
        exit_code: of the most serious.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.named: list[Refusal] = []
        self.exit_code = 0
        self._room = {True: NAMED_AT_MOST, False: NAMED_AT_MOST}

    def add(self, refusal: Refusal) -> None:
        """Counts one, and names it while there is room."""
        self.counts[refusal.reason] += 1
        self.exit_code = max(self.exit_code, refusal.exit_code)
        expected = not refusal.exit_code
        if self._room[expected]:
            self._room[expected] -= 1
            self.named.append(refusal)


class Intake:
    """Hands over an import's pages one by one, read as they are asked for.

    Attributes:
        kind: of the runs, such as `import-text`.
        expects_articles: whether a page that turns out to be no article is a failure of the import.
        refusals: what the reader left out; imports of several publications share one account.
        misses: what was brought in and is no article.
        brought: what was, where every page is expected to be an article.
        has_kept: whether any page is in the archive, be it an article or not.
    """

    def __init__(
        self, kind: str, found: Iterator[Found], *, refusals: Refusals | None = None, expects_articles: bool = False
    ) -> None:
        self.kind = kind
        self.expects_articles = expects_articles
        self.refusals = refusals or Refusals()
        self.misses = Refusals()
        self.brought: list[Brought] = []
        self.has_kept = False
        self._found = found

    def take(self) -> Delivery | None:
        """The next page; None after the last."""
        for found in self._found:
            if isinstance(found, Delivery):
                return found
            self.refusals.add(found)
        return None

    def has_any(self) -> bool:
        """Whether there is a page to import at all; it is still there to be taken."""
        first = self.take()
        if first is not None:
            self._found = chain([first], self._found)
        return first is not None

    def refuse(self, delivery: Delivery, reason: str) -> None:
        """Leaves a page out."""
        code = UnreadableInput.exit_code if self.expects_articles else 0
        self.refusals.add(Refusal(delivery.label, reason, delivery.url, exit_code=code))

    def settle(self, label: str, item: PageItem, outcome: Outcome) -> None:
        """Notes what a page came to."""
        self.has_kept = True
        if not outcome.is_good:
            code = UnreadableInput.exit_code if self.expects_articles else 0
            self.misses.add(Refusal(label, f"is kept, and no article: {outcome}", item.reason, exit_code=code))
        elif self.expects_articles:
            self.brought.append(Brought(label, item.publication, item.url, item.capture.payload_digest))
