"""What a pack's declarations must agree on with one another: one rule a function, each yields findings."""

from collections.abc import Iterator, Sequence

from bihuan.datamodel import Finding
from bihuan.packs.rules.conditions import conditions_agree
from bihuan.packs.rules.indicators import indicators_agree
from bihuan.packs.rules.ledgers import ledgers_agree
from bihuan.packs.rules.names import names_agree
from bihuan.packs.rules.people import people_protected
from bihuan.packs.rules.references import references_agree
from bihuan.packs.rules.view import View
from bihuan.packs.sources import PackSource

RULES = (people_protected, names_agree, ledgers_agree, indicators_agree, conditions_agree, references_agree)


def rules_apply(sources: Sequence[PackSource]) -> list[Finding]:
    """Every rule over the packs together, each pack's findings in the order of its files and lines."""
    return [finding for source in sources for finding in _of_source(View.of(source, sources))]


def _of_source(view: View) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule(view)
