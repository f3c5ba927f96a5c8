"""Each component in each language, as its golden file; and every component has all its parts."""

from __future__ import annotations

from collections.abc import Callable

from explainer.components import BLOCKS, INLINE, Calls
from explainer.components.rendering import Block, Inline
from explainer.components.reuse import TOOLS
from support import GOLDEN, ROOT

Golden = Callable[[str, str], None]


def both(inline: Inline) -> str:
    """Return the HTML and the text form, with the isolates made visible."""
    text = inline.text.replace("\u2068", "[FSI]").replace("\u2069", "[PDI]")
    return f"{inline.html}\n{text}"


def test_figure(calls: Calls, golden: Golden) -> None:
    forms = [
        calls.figure("joined"),
        calls.figure("left", as_of="2022-06-01"),
        calls.figure("size", edition=2),
        calls.figure("rate"),
        calls.figure("joined", as_of="2022-06-01", standing="not-adopted"),
    ]
    golden(f"figure.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_count(calls: Calls, golden: Golden) -> None:
    forms = [
        calls.count("joined", "participant"),
        calls.count("left", "participant", as_of="2022-06-01"),
        calls.count("ended", "participant"),
        calls.count("ended", "participant", as_of="2022-06-01"),
        calls.count("joined", "participant", as_of="2022-06-01", standing="not-adopted"),
    ]
    golden(f"count.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_share(calls: Calls, golden: Golden) -> None:
    forms = [calls.share("pardoned", "left"), calls.share("left", "joined", decimals=2)]
    golden(f"share.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_date(calls: Calls, golden: Golden) -> None:
    forms = [
        calls.date("2024-02-19", weekday=True),
        calls.date("2024-23"),
        calls.date("../2021-10"),
        calls.date(calls.value("left")),
        calls.date(calls.edition(1).closed),
    ]
    golden(f"date.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_edition(calls: Calls, golden: Golden) -> None:
    golden(f"edition.{calls.fragments.locale}.html", both(calls.edition(1).name))


def test_organisation(calls: Calls, golden: Golden) -> None:
    golden(f"organisation.{calls.fragments.locale}.html", both(calls.organisation("paper")))


def test_spread(calls: Calls, golden: Golden) -> None:
    forms = [calls.spread("size"), calls.spread("size", "participant", from_edition=1)]
    golden(f"spread.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_place(calls: Calls, golden: Golden) -> None:
    golden(f"place.{calls.fragments.locale}.html", both(calls.place("town")))


def test_term(calls: Calls, golden: Golden) -> None:
    forms = [calls.term("participant"), calls.term("law-1")]
    golden(f"term.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_see(calls: Calls, golden: Golden) -> None:
    first = {kind: next(iter(found)) for kind, found in calls.catalog.entries.items() if found}
    assert len(first) == len(calls.catalog.entries)
    forms = [calls.see(f"{kind}-{key}") for kind, key in first.items()]
    golden(f"see.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_setting(calls: Calls, golden: Golden) -> None:
    forms = [calls.setting("publisher"), calls.setting("contact")]
    golden(f"setting.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_file(calls: Calls, golden: Golden) -> None:
    forms = [calls.file("observations.csv"), calls.file("feed.xml"), calls.file("llms.txt")]
    golden(f"file.{calls.fragments.locale}.html", "\n".join(map(both, forms)))


def test_example(calls: Calls, golden: Golden) -> None:
    forms = [calls.example(tool, "left").html for tool in TOOLS]
    golden(f"example.{calls.fragments.locale}.html", "\n".join(forms))


def test_what_is_taken_away(calls: Calls, golden: Golden) -> None:
    golden(f"reuse-embed.{calls.fragments.locale}.html", calls.embed("totals", "../"))
    golden(f"reuse-feed.{calls.fragments.locale}.html", calls.feed())


def test_calculation(calls: Calls, golden: Golden) -> None:
    identity = calls.catalog.checks[0].identity.id
    golden(f"calculation.{calls.fragments.locale}.html", calls.calculation(identity).html)


def test_chart(calls: Calls, golden: Golden) -> None:
    for name in calls.catalog.charts:
        golden(f"chart-{name}.{calls.fragments.locale}.html", calls.chart(name).html)


def test_told(calls: Calls, golden: Golden) -> None:
    golden(f"told.{calls.fragments.locale}.html", calls.told("relapse").html)


def test_citation(calls: Calls, golden: Golden) -> None:
    values = (calls.value("joined", as_of="2022-06-01").value, calls.value("left").value)
    golden(f"citation.{calls.fragments.locale}.html", calls.citation(values, ("paper-1",)))


def test_table(calls: Calls, golden: Golden) -> None:
    tables = [calls.table(name).html for name in calls.catalog.tables]
    golden(f"table.{calls.fragments.locale}.html", "\n\n".join(tables))


def test_cards(calls: Calls, golden: Golden) -> None:
    golden(f"cards.{calls.fragments.locale}.html", calls.cards("joined", "ended").html)


def test_records(calls: Calls, golden: Golden) -> None:
    for name in set(BLOCKS) - {
        "table",
        "cards",
        "calculation",
        "chart",
        "told",
        "example",
    }:  # those take arguments
        block = getattr(calls, name)()
        assert isinstance(block, Block)
        golden(f"{name}.{calls.fragments.locale}.html", block.html)


def test_page_corrections(calls: Calls, golden: Golden) -> None:
    assert calls.page_corrections("index") == ""
    golden(f"page_corrections.{calls.fragments.locale}.html", calls.page_corrections("figures"))


def test_page_sources(calls: Calls, golden: Golden) -> None:
    found = calls.page_sources(("paper-2", "paper-1"))
    golden(f"page_sources.{calls.fragments.locale}.html", found)


def test_checked_until(calls: Calls, golden: Golden) -> None:
    golden(f"checked_until.{calls.fragments.locale}.html", calls.checked_until())


def test_a_component_is_a_function_a_template_and_a_golden_file() -> None:
    """`cite` shows nothing where it stands: its template is that of the citation."""
    rest = {"edition", "citation", "page_corrections", "page_sources", "checked_until"}
    names = {*INLINE, *BLOCKS, *rest} - {"cite"}
    folder = ROOT / "overrides/components"
    templates = {path.stem for path in folder.glob("*.html")} - {"macros", "pieces"}
    assert templates == names
    assert {path.name.split(".")[0].split("-")[0] for path in GOLDEN.glob("*.html")} >= names
