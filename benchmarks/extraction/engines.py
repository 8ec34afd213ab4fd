"""The names of the engines that more than one table has something to say of."""

OURS = "Backfile"

BASELINE = "trafilatura"
"""What costs are compared with: its `bare_extraction(with_metadata=True)`."""
