"""Sourced figures in several languages: from one data file to pages, whatever the site engine.

Nothing in this package reads the clock, the network or the environment, and nothing in it knows
MkDocs: `scripts/mkdocs_hooks.py`, `scripts/build.py` and `scripts/serve.py` do.
"""
