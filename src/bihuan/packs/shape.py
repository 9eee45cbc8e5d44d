"""The shape of the schema itself: which keys stand where."""

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel


def keys_at(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """Keys allowed at a place below a model; empty where the schema is free."""
    for step in place:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        inner = next(models_in(field.annotation), None) if field else None
        if inner is None:
            return []
        model = inner
    return list(model.model_fields)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a type mentions: ``list[Choice]`` → Choice."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)
