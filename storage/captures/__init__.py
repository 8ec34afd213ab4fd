"""Captures kept as WARC 1.1 files: written, read, repaired and checked (docs/captures.md).

exchange      what the crawler hands over: one request and its response
writer        WARC files being written
reader        one capture by its address; every record of a file
codings       content codings undone
repair        files that a killed process left open
fixity        what is wrong with a file
"""
