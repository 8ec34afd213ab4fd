"""Places that announce articles: an answer in, sightings out."""
