"""Exact numbers in the database: money in 分 and decimals as scaled integers; Python sees ``Decimal``."""

from decimal import Decimal
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
