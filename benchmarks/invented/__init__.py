"""What the benchmarks that fill an archive without crawling share."""
