"""A fault found in data is a value: a batch finishes and reports its findings."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Level(StrEnum):
    """How much a finding weighs: an error stops the deed, a warning asks for a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(BaseModel):
    """One fault or remark. ``code`` is stable; ``message`` and ``hint`` are Chinese; ``where`` is a place a person can go to."""

    model_config = ConfigDict(frozen=True)

    code: str
    level: Level
    message: str
    where: str = ""
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.where}：" if self.where else ""
        advice = f"（{self.hint}）" if self.hint else ""
        return f"{place}{self.message}{advice}"
