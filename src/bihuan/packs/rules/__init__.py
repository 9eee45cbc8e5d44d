"""What a pack's declarations must agree on with one another: one rule a function, each yields findings."""

from collections.abc import Sequence

from bihuan.datamodel import Finding
from bihuan.packs.rules.checks import checks_reach
from bihuan.packs.rules.conditions import conditions_agree
from bihuan.packs.rules.indicators import indicators_agree
from bihuan.packs.rules.ledgers import ledgers_agree
from bihuan.packs.rules.names import names_agree
from bihuan.packs.rules.people import people_protected
from bihuan.packs.rules.persons import persons_protected
from bihuan.packs.rules.references import references_agree
from bihuan.packs.rules.view import View
from bihuan.packs.sources import PackSource

RULES = (
    people_protected,
    persons_protected,
    names_agree,
    ledgers_agree,
    checks_reach,
    indicators_agree,
    conditions_agree,
    references_agree,
)


def rules_apply(source: PackSource, sources: Sequence[PackSource]) -> list[Finding]:
    """Every rule over one pack, which sees what it uses among ``sources``."""
    view = View.of(source, sources)
    return [finding for rule in RULES for finding in rule(view)]
