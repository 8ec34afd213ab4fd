"""What archivists type: one file each, loaded only when called, and importing neither Scrapy nor trafilatura."""
