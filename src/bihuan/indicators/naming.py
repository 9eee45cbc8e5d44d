"""Finding an indicator by what a person calls it: its reference, its Chinese name, an alias, a former name."""

from collections.abc import Iterable
from difflib import get_close_matches

from bihuan.datamodel import BihuanError
from bihuan.packs import Catalog, Pack


def indicator_find(catalog: Catalog, word: str) -> str:
    """The reference that a word means; an unknown one is a named error with near matches."""
    names = indicator_names(catalog)
    plain = word.split("[", 1)[0]
    if plain in catalog.indicators:
        catalog.indicator(word)
        return word
    if plain in names:
        return word.replace(plain, names[plain], 1)
    near = [names[name] for name in get_close_matches(plain, names, n=6, cutoff=0.5)]
    near += [ref for name, ref in names.items() if len(plain) > 1 and (plain in name or name in plain)]
    shown = "、".join(f"{ref}（{catalog.indicators[ref].name}）" for ref in list(dict.fromkeys(near))[:3])
    raise BihuanError(
        "indicator.unknown",
        f"没有指标“{word}”",
        hint=f"相近的有：{shown}" if shown else "用 bihuan indicator list 查看全部指标",
    )


def indicator_names(catalog: Catalog) -> dict[str, str]:
    """Every name, alias and former name → reference; a name that two indicators share means the first."""
    names: dict[str, str] = {}
    for ref, indicator in catalog.indicators.items():
        for name in (ref, indicator.name, *indicator.formerly, *indicator.aliases):
            names.setdefault(name, ref)
    return names


def packs_chosen(catalog: Catalog, name: str) -> list[Pack]:
    """The pack of that name, or all where none is named; an unknown one is a named error."""
    if name and name not in catalog.packs:
        raise BihuanError("pack.unknown", f"没有安装行业包“{name}”", hint=f"已安装：{'、'.join(catalog.packs) or '无'}")
    return [catalog.packs[name]] if name else list(catalog.packs.values())


def refs_of(catalog: Catalog, packs: Iterable[Pack]) -> list[str]:
    """Every indicator of the packs, each followed by the parts of its breakdowns."""
    names = [item.indicator for pack in packs for item in pack.indicators]
    return [ref for name in names for ref in (name, *catalog.breakdown_refs(name))]
