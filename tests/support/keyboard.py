"""A person at a page with a keyboard alone. Wherever the focus comes to rest, the control has to be in sight, ringed and named."""

import re
from pathlib import Path
from typing import Any, NamedTuple

MOST = 45  # times Tab before a control counts as out of reach
RING = 3  # least contrast of the ring with what lies around it (WCAG 2.2, 1.4.11)

LOOK = """() => {
  const at = document.activeElement;
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor, alpha = numbers(colour)[3];
      if (alpha === undefined || alpha > 0.5) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const tiny = at.getBoundingClientRect().width <= 1;
  const drawn = (tiny && at.labels?.[0]) || (at.matches("tr") && at.cells[0]) || at;  // what a person sees of it
  const style = getComputedStyle(drawn), box = drawn.getBoundingClientRect();
  const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right), top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom);
  const inside = drawn.matches("tr, td, th") || parseFloat(style.outlineOffset) < 0;
  const hits = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.2], [0.5, 0.8]].map(([x, y]) => document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y));
  const seen = right > left && bottom > top && hits.some((hit) => hit && (drawn.contains(hit) || hit.contains(drawn)) && hit.nodeName !== "HTML");
  const around = light(ground(inside ? drawn : drawn.parentElement));
  const contrast = (colour) => { const one = light(colour); return (Math.max(one, around) + 0.05) / (Math.min(one, around) + 0.05); };
  const line = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 ? contrast(style.outlineColor) : 0;
  const shadow = style.boxShadow !== "none" ? contrast(style.boxShadow.match(/rgba?\\([^)]*\\)/)[0]) : 0;
  return { tag: at.nodeName.toLowerCase(), html: at.outerHTML.slice(0, 160), seen, ring: Math.max(line, shadow) };
}"""


class Stop(NamedTuple):
    """Where the focus rests: the control's tag, role and accessible name, whether it is in sight, the contrast of its ring, its HTML."""

    tag: str
    role: str
    name: str
    seen: bool
    ring: float
    html: str

    def faults(self) -> list[str]:
        """What a person without a mouse would miss here."""
        told = [("not in sight", self.seen), ("no visible ring", self.ring >= RING), ("no name", bool(self.name))]
        return [words for words, good in told if not good]

    def __str__(self) -> str:
        return f"{self.role or self.tag} “{self.name}”"


class Keyboard:
    """Keys pressed on a page, counted. No mouse, no addresses, no focus set by a script."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.presses = 0
        page.on(
            "filechooser", lambda _: None
        )  # watched from the start: a chooser asked for with the key may come before the watch
        self.tree = page.context.new_cdp_session(page)

    def press(self, *keys: str) -> None:
        """Each of the keys once, as Playwright names them."""
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def type(self, text: str) -> None:
        """The text into what has the focus, a press for each character."""
        self.page.keyboard.type(text)
        self.presses += len(text)

    def go(self, key: str) -> None:
        """A key that leaves for another page, which is waited for."""
        with self.page.expect_navigation(timeout=30_000):
            self.press(key)
        self.page.wait_for_load_state()

    def choose(self, file: Path) -> None:
        """Enter on what has the focus opens the chooser of files, which takes this one."""
        with self.page.expect_file_chooser(timeout=30_000) as asked:
            self.press("Enter")
        asked.value.set_files(file)

    def back(self) -> None:
        """Alt+Left, a key of the browser's own that a headless one leaves to its driver."""
        self.presses += 1
        self.page.go_back()

    def here(self) -> Stop:
        """Where the focus is."""
        looked = self.page.evaluate(LOOK)
        found = self.tree.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
        node = self.tree.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"][
            0
        ]
        role, name = (node.get(part, {}).get("value", "") for part in ("role", "name"))
        return Stop(looked["tag"], role, name.strip(), looked["seen"], looked["ring"], looked["html"])

    def rests(self) -> Stop:
        """Where the focus is, which must be a control that a person sees, ringed and named."""
        stop = self.here()
        assert stop.tag != "body", "the focus is lost"
        assert not stop.faults(), f"{stop}: {', '.join(stop.faults())}: {stop.html}"
        return stop

    def reach(self, name: str, role: str = "", *, back: bool = False, most: int = MOST) -> Stop:
        """Tab (or Shift+Tab) to the next control whose name has a match of this pattern, at most so many times."""
        passed: list[str] = []
        for _ in range(most):
            self.press("Shift+Tab" if back else "Tab")
            if self.here().tag == "body":
                passed.append("(the browser's own bar)")
                continue
            stop = self.rests()
            if re.search(name, stop.name) and role in ("", stop.role):
                return stop
            passed.append(str(stop))
        raise AssertionError(f"“{name}” {role} not reached in {most} presses; the focus went to {'; '.join(passed)}")

    def fill(self, name: str, text: str, **how: Any) -> None:
        """Tab to the box of that name and type, over what stood there."""
        self.reach(name, **how)
        self.press("Control+a")
        self.type(text)

    def open(self, name: str, role: str = "", **how: Any) -> None:
        """Tab to the link or button of that name and press Enter, which leaves for another page."""
        self.reach(name, role, **how)
        self.go("Enter")

    def skip(self) -> None:
        """From the top of a page to its text; where a page has said what was done, the focus is there already."""
        if self.page.evaluate("Boolean(document.activeElement.closest('main'))"):
            return
        self.reach("跳到正文", most=1)
        self.press("Enter")

    def log_in(self, login: str, password: str) -> None:
        """From the login page, where the focus waits in the first box that is to be filled."""
        if self.rests().name == "登录名":
            self.type(login)
            self.press("Tab")
        self.type(password)
        self.go("Enter")
