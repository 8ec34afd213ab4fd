"""From capture to article: pure functions, and the thin item pipelines that call them."""
