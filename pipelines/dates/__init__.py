"""When an article was published and changed: every claim the page makes, and which of them holds (docs/dates.md)."""

from pipelines.dates.claims import extract_date_claims
from pipelines.dates.decide import decide_dates
from pipelines.dates.printed import PrintedDate, find_printed_date
from pipelines.dates.zones import find_zone

__all__ = ["PrintedDate", "decide_dates", "extract_date_claims", "find_printed_date", "find_zone"]
