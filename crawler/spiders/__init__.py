"""Spiders: one for each publication, made of its definition."""
