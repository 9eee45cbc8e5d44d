"""One report spelt in the ways of the wild: what is read from each must be what is read from the plain one.

``PYTHONPATH=tests python -m accuracy.wild`` prints the agreement of every spelling over our own reports.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from accuracy.annotated import annotated_load
from bihuan.commitments import text_read
from bihuan.reading.traditional import SIMPLIFIED

Spelling = Callable[[str], str]
_TRADITIONAL = {chr(new): chr(old) for old, new in SIMPLIFIED.items() if chr(new) not in "后里干面台只几云松"}
_WEB_HEAD = (
    "首页 > 政务公开 > 规划总结\n{title}\n发布时间：2024-01-18 09:32 来源：本站 浏览次数：1284次 字体：[大 中 小]\n"
)
_WEB_FOOT = (
    "\n【打印本页】【关闭窗口】\n上一篇：关于开展2024年度考核的通知\n下一篇：2023年第四季度政务公开数据12条\n"
    "扫一扫在手机打开当前页\n主办：云溪县人民政府办公室 联系电话：0700-1234567\n网站标识码：1234560001 ICP备12345678号\n"
)


def one_line(text: str) -> str:
    """Every line feed a space."""
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


def run_together(text: str) -> str:
    """Every line feed gone."""
    return "".join(line.strip() for line in text.split("\n"))


def wrapped(text: str) -> str:
    """Lines of thirty characters, the first of a paragraph indented."""
    return "\n".join(
        part for line in text.split("\n") if line.strip() for part in _pieces("\u3000\u3000" + line.strip())
    )


def wrapped_bare(text: str) -> str:
    """Lines of thirty characters without indents."""
    return "\n".join(part for line in text.split("\n") if line.strip() for part in _pieces(line.strip()))


def wrapped_spaced(text: str) -> str:
    """Lines of thirty characters with spaces inside words."""
    dice = random.Random(7)
    spaced = re.sub(r"(?<=[\u4e00-\u9fff\d])(?=[\u4e00-\u9fff])", lambda _: " " if dice.random() < 0.08 else "", text)
    return wrapped(spaced)


def paged(text: str) -> str:
    """The foot of a page every 600 characters, wherever that is in a sentence."""
    cuts = [match.end() for match in re.finditer(r"[\u4e00-\u9fff，]{3}(?=[\u4e00-\u9fff]{2})", text)]
    pieces, last = [], 0
    for cut in cuts:
        if cut - last >= 600 and len(text[:cut].rpartition("\n")[2]) >= 60:
            pieces.append(text[last:cut])
            last = cut
    pages = [*pieces, text[last:]]
    return "".join(f"{page}\n— {number} —\n" for number, page in enumerate(pages[:-1], 1)) + pages[-1]


def on_a_web_page(text: str) -> str:
    """What stands around a report on a web page."""
    title, _, body = text.partition("\n")
    return _WEB_HEAD.format(title=title.strip()) + body + _WEB_FOOT


def traditional(text: str) -> str:
    """Traditional characters."""
    return "".join(_TRADITIONAL.get(sign, sign) for sign in text)


def spaced_numbers(text: str) -> str:
    """1 234 and 2 023年."""
    return re.sub(r"(?<![\d.])(\d{1,3})(\d{3})(?![\d.])", r"\1 \2", text)


def half_width(text: str) -> str:
    """(一) and 12% for （一） and 12％, commas too."""
    return text.translate(str.maketrans("（）：；", "():;"))


def masked_otherwise(sign: str) -> Spelling:
    """Every XX as another sign."""
    return lambda text: re.sub(r"[XxＸ×*]+", sign, text)


SPELLINGS: dict[str, Spelling] = {
    "one line": one_line,
    "run together": run_together,
    "wrapped": wrapped,
    "wrapped, no indents": wrapped_bare,
    "wrapped, spaced": wrapped_spaced,
    "paged": paged,
    "web page": on_a_web_page,
    "traditional": traditional,
    "spaced numbers": spaced_numbers,
    "half width": half_width,
    **{
        f"masked {sign}": masked_otherwise(sign)
        for sign in ("X", "xxx", "×", "*", "**", "□", "□□", "○○", "ＸＸ", "某某")
    },
}


def told(text: str) -> dict[str, Counter[tuple[object, ...]]]:
    """What a reading says, whatever the spelling."""
    document = text_read(text, "x.txt").documents[0]
    return {
        "sections": Counter(
            (s.level, s.title.translate(SIMPLIFIED).translate(_PLAIN), s.role) for s in document.sections
        ),
        "quantities": Counter(
            (q.value, q.max, q.unit.translate(SIMPLIFIED), q.kind, q.stance) for q in document.quantities
        ),
        "subjects": Counter(q.subject.translate(SIMPLIFIED) for q in document.quantities),
        "head": Counter(
            [
                ("issuer", (document.head.issuer or "").translate(SIMPLIFIED).translate(_PLAIN)),
                ("years", document.head.summary_year, document.head.plan_year),
            ]
        ),
    }


_PLAIN = str.maketrans("():;，", "（）：；,", "XxＸ×*□○某 ")


def agreement(ours: Counter[tuple[object, ...]], theirs: Counter[tuple[object, ...]]) -> float:
    """F1 of two multisets."""
    both = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / both if both else 1.0


def _pieces(line: str) -> Iterable[str]:
    return (line[at : at + 30] for at in range(0, len(line), 30))


def main(verbose: bool) -> None:
    """Print the lowest agreement of every spelling."""
    paths = sorted((Path(__file__).parent / "reports").glob("*.txt"))
    for name, spelling in SPELLINGS.items():
        shares: dict[str, float] = {}
        for path in paths:
            text, _ = annotated_load(path)
            plain, wild = told(text), told(spelling(text))
            for measure in plain:
                share = agreement(plain[measure], wild[measure])
                shares[measure] = min(share, shares.get(measure, 1.0))
                if verbose and share < 1:
                    print(
                        "   ",
                        name,
                        path.stem,
                        measure,
                        *(plain[measure] - wild[measure]),
                        "|",
                        *(wild[measure] - plain[measure]),
                    )
        print(f"{name:<22}", {measure: round(share, 3) for measure, share in shares.items()})


if __name__ == "__main__":
    main("-v" in sys.argv)
