"""Old material as captures: readers of text dumps, folders of HTML and WARC files. They parse no articles."""
