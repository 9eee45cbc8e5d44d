"""How wide a text is in cells of the 28-character line: Chinese and full-width marks one, ASCII half."""


def text_cells(text: str) -> float:
    """Width in characters of the line."""
    return sum(0.5 if character < "\x7f" else 1.0 for character in text)
