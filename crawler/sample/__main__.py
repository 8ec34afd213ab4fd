"""Serve the sample publication in the foreground: `python -m crawler.sample --port 8080`."""

from __future__ import annotations

import argparse
import contextlib
import sys

from crawler.sample.announcements import EDITIONS
from crawler.sample.masthead import ORIGIN
from crawler.sample.server import SampleServer


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m crawler.sample", description=__doc__)
    parser.add_argument("--edition", type=int, choices=EDITIONS, default=1)
    parser.add_argument("--port", type=int, default=0, help="0 lets the system choose")
    chosen = parser.parse_args()
    server = SampleServer(chosen.edition, chosen.port)
    sys.stdout.write(f"http://{server.address}/ (or as an HTTP proxy, for {ORIGIN}/)\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve()
    server.stop()


if __name__ == "__main__":
    main()
