"""An article removed for good: from the WARC files, the database and the search index (docs/take-down.md).

passages      which captured texts carry words of it
traces        which captures do, and which other articles are the same bytes
replacing     WARC files without some of their records, in place of those with them
rows          the database's rows of it
purge         all of this together
scrubbing     what a database file keeps of deleted rows
"""
