"""Word lists of the byline grammar: data, with what each list is for."""
