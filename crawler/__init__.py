"""What to fetch, and how."""
