"""The one exception a person may see: what is wrong, where, and what to do about it."""

from functools import partial


class BihuanError(Exception):
    """An input or usage error with a stable code and a one-line Chinese message.

    ``what`` says what is wrong, ``where`` names the file, sheet, cell or line, ``hint`` says what to do.
    The command line prints it on standard error and exits with status 2; the web shows it as a page.
    """

    def __init__(self, code: str, what: str, *, where: str = "", hint: str = "") -> None:
        self.code = code
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(str(self))

    def __reduce__(self) -> tuple[object, ...]:
        """It goes between processes whole."""
        return partial(BihuanError, where=self.where, hint=self.hint), (self.code, self.what)

    def __str__(self) -> str:
        place = f"{self.where}：" if self.where else ""
        advice = f"。{self.hint}" if self.hint else ""
        return " ".join(f"{place}{self.what}{advice}".split())
