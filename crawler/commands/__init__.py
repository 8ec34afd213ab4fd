"""What operators type: joined to the `backfile` command by entry points, and loaded only when called."""
