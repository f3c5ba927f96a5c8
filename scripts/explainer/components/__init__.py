"""What a page may call, and what stands in its place."""

from __future__ import annotations

from explainer.components.blocks import BLOCKS
from explainer.components.calls import INLINE, Calls
from explainer.components.environment import find_homes, new_environment, on_no_page
from explainer.components.fragments import Fragments
from explainer.components.renderer import PageRenderer
from explainer.components.rendering import (
    Block,
    ComponentError,
    Inline,
    Tokens,
    as_text,
    without_isolates,
)
from explainer.components.ways import Surroundings

__all__ = [
    "BLOCKS",
    "INLINE",
    "Block",
    "Calls",
    "ComponentError",
    "Fragments",
    "Inline",
    "PageRenderer",
    "Surroundings",
    "Tokens",
    "as_text",
    "find_homes",
    "new_environment",
    "on_no_page",
    "without_isolates",
]
