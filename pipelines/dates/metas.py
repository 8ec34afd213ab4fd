"""Meta elements that date an article, by name, property or itemprop in lower case."""

from __future__ import annotations

from storage.items import DateRole

PUBLISHED, MODIFIED = DateRole.PUBLISHED, DateRole.MODIFIED

METAS = {
    "article:published_time": PUBLISHED,
    "article:modified_time": MODIFIED,
    "og:updated_time": MODIFIED,
    "og:article:published_time": PUBLISHED,
    "article:published": PUBLISHED,
    "article:modified": MODIFIED,
    "datepublished": PUBLISHED,
    "datecreated": PUBLISHED,
    "datemodified": MODIFIED,
    "parsely-pub-date": PUBLISHED,
    "sailthru.date": PUBLISHED,
    "cxenseparse:recs:publishtime": PUBLISHED,
    "cxenseparse:publishtime": PUBLISHED,
    "published_at": PUBLISHED,
    "pubdate": PUBLISHED,
    "publishdate": PUBLISHED,
    "publish-date": PUBLISHED,
    "publication_date": PUBLISHED,
    "published-date": PUBLISHED,
    "publish_date": PUBLISHED,
    "article.published": PUBLISHED,
    "article.created": PUBLISHED,
    "article.updated": MODIFIED,
    "citation_publication_date": PUBLISHED,
    "citation_date": PUBLISHED,
    "dc.date": PUBLISHED,
    "dc.date.issued": PUBLISHED,
    "dc.date.created": PUBLISHED,
    "dcterms.date": PUBLISHED,
    "dcterms.created": PUBLISHED,
    "dcterms.issued": PUBLISHED,
    "dcterms.modified": MODIFIED,
    "dc.date.modified": MODIFIED,
    "rnews:datepublished": PUBLISHED,
    "bt:pubdate": PUBLISHED,
    "date": PUBLISHED,
    "creation_date": PUBLISHED,
    "last-modified": MODIFIED,
    "lastmod": MODIFIED,
    "revised": MODIFIED,
}
"""Which date each is about."""

LOCAL_METAS = ("cxenseparse:recs:publishtime", "cxenseparse:publishtime")
"""Those that hold local time where they say UTC (`Z`); an offset that they state is right."""
