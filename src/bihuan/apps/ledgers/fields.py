"""Exact numbers in the database: money in 分 and decimals as scaled integers; Python sees ``Decimal``. And JSON kept."""

import json
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import models


class ScaledField(models.BigIntegerField):  # type: ignore[type-arg]
    """A decimal of ``places`` places stored as an integer: 12.5 with two places is 1250, so that sums agree on every engine."""

    def __init__(self, *args: Any, places: int = 2, **kwargs: Any) -> None:
        self.places = places
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Name, path and arguments, as Django's schema editor asks for them."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "places": self.places}

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        """分 → 元."""
        return None if value is None else Decimal(value).scaleb(-self.places)

    def to_python(self, value: Any) -> Decimal | None:
        """Any way to write a number → Decimal."""
        return None if value is None else Decimal(str(value))

    def get_prep_value(self, value: Any) -> int | None:
        """元 → 分; finer than the field's places is refused by the ledger's own reading before it gets here."""
        return None if value is None else int(Decimal(str(value)).scaleb(self.places).to_integral_value())


class MoneyField(ScaledField):
    """Money in yuan, kept in 分."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["places"] = 2
        super().__init__(*args, **kwargs)


class KeptJSONField(models.JSONField):
    """JSON that pages read all the time and packs change once a year: each text is decoded once a process. Nobody may change the value."""

    def deconstruct(self) -> Any:
        """To the database it is JSON like any other."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The value of a text."""
        return decoded(value) if isinstance(value, str) else super().from_db_value(value, expression, connection)


@lru_cache(maxsize=2048)
def decoded(text: str) -> Any:
    """JSON → its value, the same object each time."""
    return json.loads(text)
