"""Readers of one part of a byline each; a reader returns None for what is not its kind."""
