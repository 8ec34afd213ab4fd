"""A scripted newsroom: invented articles that are edited in known ways, served, crawled and judged."""
