"""What accompanies a crawl from its first request to its report."""
