"""Generated sets of addresses: forms of one article among addresses that only look like it."""
