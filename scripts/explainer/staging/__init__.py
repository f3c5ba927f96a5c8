"""A project → plain Markdown and settings, from which another engine builds the same pages.

What is written needs nothing of this package any more: figures, charts, tables, sources and links
to the glossary stand in the pages. docs-dev/engine.md says what that is for.
"""

from explainer.staging.config import style
from explainer.staging.pages import staged

__all__ = ["staged", "style"]
