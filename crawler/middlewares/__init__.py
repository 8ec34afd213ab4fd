"""What Scrapy's downloader lacks."""
