"""What two versions of the data say differently: figures that changed without a word about it."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.catalog.catalog import Catalog
from explainer.model import Observation


def unexplained_changes(published: Catalog, current: Catalog) -> Iterator[str]:
    """Yield each accepted figure that was published and now differs or is gone.

    A change is explained by a correction that names its measure and date. A newer observation
    needs none: it stands beside the old one and changes nothing that was said.
    """
    now = {_key(o): o for o in current.observations if o.standing == "accepted"}
    corrected = {
        (c.measure, c.as_of.text) for c in current.corrections.values() if c.measure and c.as_of
    }
    for old in published.observations:
        if old.standing != "accepted" or (old.measure, old.as_of.text) in corrected:
            continue
        new = now.get(_key(old))
        if new is None:
            yield f"{_shown(old)} was published and is gone, expected a correction that says so"
        elif (new.value, new.qualifier) != (old.value, old.qualifier):
            yield (
                f"{_shown(old)} was published and is {new.value} now (line "
                f"{new.line_of('value')}), expected a correction that says so"
            )


def _key(o: Observation) -> tuple[object, ...]:
    return o.measure, o.as_of.text, o.basis, o.stated_by


def _shown(o: Observation) -> str:
    return f"{o.measure} {o.value} of {o.as_of} ({o.basis})"
