"""The Quarter Call: a small trade title of our own invention, with the faults of real ones, served on loopback.

Every name, house, firm and event in it is invented. docs/sample-publication.md says what is where.
"""
