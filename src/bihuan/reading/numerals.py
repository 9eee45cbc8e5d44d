"""Numbers as list markers write them: 二十一, 廿 is not used, ①, iv, ａ."""

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LARGEST = 32_767  # Word's own; letters and Roman numerals grow with the number, not with its digits
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_RINGED = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_ONE_BY_ONE = str.maketrans("0123456789", "〇一二三四五六七八九")
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
}


def number_format(value: int, style: str) -> str:
    """One number in a ``w:numFmt`` style; an unknown style falls back to digits, as Word does."""
    if style in _CHINESE:
        return chinese_number(value)
    match style:
        case "none" | "bullet":
            return ""
        case "chineseLegalSimplified" | "ideographLegalTraditional":
            return chinese_number(value, _LEGAL, "拾佰仟")
        case "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" if value >= 0:
            return str(value).translate(_ONE_BY_ONE)
        case "ideographTraditional" if 1 <= value <= len(_STEMS):
            return _STEMS[value - 1]
        case "ideographZodiac" if 1 <= value <= len(_BRANCHES):
            return _BRANCHES[value - 1]
        case "ideographEnclosedCircle" if 1 <= value <= len(_RINGED):
            return _RINGED[value - 1]
        case "numberInDash":
            return f"- {value} -"
        case "decimalZero":
            return f"{value:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= value <= 20:
            return chr(0x2460 + value - 1)
        case "decimalEnclosedParen" if 1 <= value <= 20:
            return chr(0x2474 + value - 1)
        case "decimalEnclosedFullstop" if 1 <= value <= 20:
            return chr(0x2488 + value - 1)
        case "upperLetter" | "lowerLetter" if 1 <= value <= _LARGEST:
            letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letters.upper() if style == "upperLetter" else letters
        case "upperRoman" | "lowerRoman" if 1 <= value <= _LARGEST:
            return roman_number(value).upper() if style == "upperRoman" else roman_number(value)
    return str(value)


def chinese_number(value: int, digits: str = _DIGITS, tens: str = "十百千") -> str:
    """0 to 9999: 十一, 二十, 一百零三."""
    if not 0 < value < 10_000:
        return digits[0] if value == 0 else str(value)
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (tens[place - 1] if place else "")
        gap = digit == 0
    return text.removeprefix(_DIGITS[1]) if 10 <= value < 20 else text  # 十一, but 壹拾壹


def roman_number(value: int) -> str:
    """Lower-case Roman numerals."""
    text = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        text += sign * count
    return text


def numeral_read(numeral: str) -> int:
    """二十一, 12: the number of a mark or of a day, below one hundred."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, units = numeral.rpartition("十")
    return (max(0, _DIGITS.find(tens)) if tens else 1) * 10 * bool(ten) + (max(0, _DIGITS.find(units)) if units else 0)
