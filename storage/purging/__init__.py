"""An article removed for good: from the WARC files, the database and the search index (docs/take-down.md).

wording       the words of captured bodies
passages      runs of an article's words, and which bodies carry them
boilerplate   passages that other articles have too
payloads      bodies read, and what cannot be
traces        which captures go, and which other articles are the same bytes
unindexed     records without a row that go
replacing     WARC files without some of their records, in place of those with them
rows          the database's rows of it
names         names that were printed nowhere else
purge         all of this together
scrubbing     what a database file keeps of deleted rows
"""
