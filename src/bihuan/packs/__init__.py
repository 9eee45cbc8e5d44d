"""行业包: a bureau's ledgers, states and indicators as YAML data, checked line by line.

What packs tell a reader of reports stands apart in ``bihuan.packs.lexicon``: a command that reads none starts without its grammar.
"""

from bihuan.packs.catalog import Catalog, Pack, Ref
from bihuan.packs.loader import catalog_load, pack_check, pack_load
from bihuan.packs.shipped import shipped_packs_folder

__all__ = ["Catalog", "Pack", "Ref", "catalog_load", "pack_check", "pack_load", "shipped_packs_folder"]
