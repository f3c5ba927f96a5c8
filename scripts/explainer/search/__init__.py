"""What the search of the site finds, and by which words."""

from __future__ import annotations

from explainer.search.keywords import Keywords
from explainer.search.sections import Section, sections, unmarked
from explainer.search.words import Folding

__all__ = ["Folding", "Keywords", "Section", "sections", "unmarked"]
