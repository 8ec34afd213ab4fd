"""What links and people cost in an archive of many articles: `python -m benchmarks.graph`."""
