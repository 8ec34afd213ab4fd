"""What Backfile is measured by: `python -m benchmarks.NAME`. Nothing of it is installed."""
