"""The data file, read and checked: `load` gives one frozen `Catalog` or says what is wrong."""

from __future__ import annotations

from explainer.catalog.arithmetic import Check
from explainer.catalog.catalog import Catalog, Use, load, load_content
from explainer.catalog.values import Key, Series, Value

__all__ = ["Catalog", "Check", "Key", "Series", "Use", "Value", "load", "load_content"]
