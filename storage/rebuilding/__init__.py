"""A publication's articles made again from what is kept of its visits (docs/re-extract.md)."""

from storage.rebuilding.clearing import begin_rebuild, clear_articles, end_rebuild, refuse_half_rebuilt
from storage.rebuilding.replaying import ReplayItem, refuse_replay, settle_replay
from storage.rebuilding.visits import Replay, iter_dumps, iter_replays

__all__ = [
    "Replay",
    "ReplayItem",
    "begin_rebuild",
    "clear_articles",
    "end_rebuild",
    "iter_dumps",
    "iter_replays",
    "refuse_half_rebuilt",
    "refuse_replay",
    "settle_replay",
]
