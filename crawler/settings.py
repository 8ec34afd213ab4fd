"""Every Scrapy setting Backfile changes, grouped, each with its reason. `BACKFILE_…` settings are ours."""

from pathlib import Path

BOT_NAME = "backfile"

# What is crawled: every publication's definition is a spider.
SPIDER_LOADER_CLASS = "crawler.loader.PublicationLoader"
SPIDER_MODULES: list[str] = []
BACKFILE_PUBLICATIONS: str | None = None

# Where it goes.
BACKFILE_ARCHIVE = str(Path("archive"))
BACKFILE_DATABASE_URL: str | None = None
BACKFILE_MIN_FREE = 2**30
BACKFILE_WORKERS = 2
BACKFILE_DEADLINE = 30.0
BACKFILE_BUSY_SECONDS = 30.0

# Who we are: truthful, with a contact (RFC 9110 §10.1.5). Without one given, it is the account that crawls.
BACKFILE_CONTACT: str | None = None
ROBOTSTXT_USER_AGENT = "Backfile"

# Politeness. Delay and concurrency are the publication's; Crawl-delay is applied by our robots middleware,
# because Scrapy parses it and does not.
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 5.0
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
COOKIES_ENABLED = False
REFERRER_POLICY = "same-origin"
RETRY_TIMES = 2
# Without 429: a site that asks for fewer requests is not asked again at once.
RETRY_HTTP_CODES = [408, 500, 502, 503, 504, 522, 524]
REDIRECT_MAX_TIMES = 10
METAREFRESH_ENABLED = False

# Bounds on what comes from outside. A longer body is cut at BACKFILE_MAX_BODY and kept as cut; DOWNLOAD_MAXSIZE
# bounds what a compressed one may grow to.
BACKFILE_MAX_BODY = 32 * 2**20
DOWNLOAD_MAXSIZE = 64 * 2**20
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_FAIL_ON_DATALOSS = False
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "crawler.address_guard.GuardedResolver"
BACKFILE_ALLOWED_ADDRESSES: list[str] = []
BACKFILE_ROUTES: dict[str, str] = {}

# Ports that run code sent to them stay closed, and no local file is ever fetched.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "crawler.downloading.DownloadHandler",
    "https": "crawler.downloading.DownloadHandler",
    "file": None,
    "ftp": None,
    "data": None,
    "s3": None,
}

# The ledger is the frontier: Scrapy's queue stays in memory, and nothing is filtered twice or dropped unseen: every
# request and every status comes back to the spider, which settles it.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
URLLENGTH_LIMIT = 0
HTTPERROR_ALLOW_ALL = True
HTTPCACHE_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.stored.StoredCaptureMiddleware": 10,
    "crawler.middlewares.barred.BarredMiddleware": 90,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.middlewares.decoding.DecodingMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.redirects.WebRedirectMiddleware": 600,
    "crawler.middlewares.routes.RouteMiddleware": 740,
    "crawler.middlewares.capture.CaptureMiddleware": 950,
}
EXTENSIONS = {
    "crawler.extensions.run.RunKeeper": 0,
    "crawler.extensions.stopping.Stopping": 5,
    "crawler.extensions.body_limit.BodyLimit": 10,
    "crawler.extensions.progress.Progress": 20,
    "scrapy.extensions.logstats.LogStats": None,
    # Off, and not even loaded: a tenth of the time in which a crawl starts.
    "scrapy.extensions.remote_control.RemoteControl": None,
}
ITEM_PIPELINES = {
    "pipelines.stages.ExtractStage": 100,
    "pipelines.stages.AddressStage": 200,
    "pipelines.stages.BylineStage": 300,
    "pipelines.stages.RelatedStage": 400,
    "pipelines.stages.DateStage": 500,
    "pipelines.stages.JudgeStage": 600,
    "pipelines.stages.RereadStage": 700,
    "pipelines.stages.ArchiveStage": 900,
}

# What it shows while it runs.
BACKFILE_PROGRESS = False

# Quiet: one report per run instead of a line per page.
LOG_LEVEL = "WARNING"
LOG_FORMATTER = "crawler.log_formatter.QuietFormatter"
FEEDS: dict[str, object] = {}
