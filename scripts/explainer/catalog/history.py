"""What two versions of the data say differently: figures that changed without a word about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from explainer.catalog.catalog import Catalog
from explainer.model import Observation
from explainer.problems import Problem


def unexplained_changes(published: Catalog, current: Catalog, path: str) -> Iterator[Problem]:
    """Yield a problem in `path` for each accepted figure that was published and is not said now.

    A change is explained by a correction that names its measure and date. A newer observation
    needs none: it stands beside the old one and changes nothing that was said. Neither does a
    figure that is now attributed to somebody else: the figure is still there.
    """
    now = defaultdict(list)
    for observation in current.observations:
        if observation.standing == "accepted":
            now[_key(observation)].append(observation)
    corrected = {
        (c.measure, c.as_of.text) for c in current.corrections.values() if c.measure and c.as_of
    }
    for old in published.observations:
        if old.standing != "accepted" or (old.measure, old.as_of.text) in corrected:
            continue
        said = now.get(_key(old), [])
        if any((new.value, new.qualifier) == (old.value, old.qualifier) for new in said):
            continue
        line = said[0].line_of("value") if said else 0  # 0: what is gone has no line
        became = f"is {said[0].value} now" if said else "is gone"
        message = f"{_shown(old)} was published and {became}, expected a correction that says so"
        yield Problem(path, line, message)


def _key(o: Observation) -> tuple[object, ...]:
    return o.measure, o.as_of.text, o.basis


def _shown(o: Observation) -> str:
    return f"{o.measure} {o.value} of {o.as_of} ({o.basis})"
