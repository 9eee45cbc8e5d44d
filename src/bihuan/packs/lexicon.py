"""What packs know before a report is read: names of what their ledgers count, and the measure words of their figures."""

from collections.abc import Iterator

from bihuan.packs.catalog import Catalog
from bihuan.packs.schema import Indicator, Ledger
from bihuan.quantities import Lexicon

_LEDGER_TAIL = "台账"


def lexicon_of(catalog: Catalog) -> Lexicon:
    """Indicators by their names and wordings, ledgers and their fields and choices by their labels and aliases."""
    indicators, ledgers = catalog.indicators.values(), catalog.ledgers.values()
    names = {name for item in indicators for name in _indicator_names(item)}
    names |= {name for item in ledgers for name in _ledger_names(item)}
    units = {item.unit for item in indicators} | {wording.unit for item in indicators for wording in item.wording}
    units |= {item.measure for item in ledgers} | {field.measure for item in ledgers for field in item.fields}
    return Lexicon(frozenset(names), frozenset(unit for unit in units if unit))


def _indicator_names(indicator: Indicator) -> Iterator[str]:
    yield indicator.name
    for wording in indicator.wording:
        yield from wording.words


def _ledger_names(ledger: Ledger) -> Iterator[str]:
    yield ledger.name.removesuffix(_LEDGER_TAIL)
    for field in ledger.fields:
        if field.measure:
            yield from (field.label, *field.aliases)
        for choice in field.choices:
            yield from (choice.label, *choice.aliases)
