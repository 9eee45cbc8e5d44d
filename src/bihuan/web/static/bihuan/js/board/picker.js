// 选单位：右栏的清单（拖放用）和派遣对话框（按键用）。名称的任何一段或拼音首字母都找得到。
const ORDER = { bureau: 0, office: 1, station: 1, town: 2, county: 3, village: 4 };

export function unitsFind(units, word, most) {
  const wanted = word.trim().toLowerCase();
  const found = [];
  for (const unit of units) {
    if (!wanted) { if (unit.kind !== "village" && unit.kind !== "county") found.push([ORDER[unit.kind] ?? 5, unit]); continue; }
    const named = unit.name.indexOf(wanted) >= 0 || unit.short.indexOf(wanted) >= 0 || unit.code.toLowerCase() === wanted;
    const starts = unit.short.startsWith(wanted) || unit.initials.split(" ").some((one) => one.startsWith(wanted));
    if (named || starts || unit.initials.split(" ").some((one) => one.includes(wanted))) found.push([(starts ? 0 : named ? 10 : 20) + (ORDER[unit.kind] ?? 5), unit]);
  }
  return found.sort((a, b) => a[0] - b[0]).slice(0, most).map(([, unit]) => unit);
}

export class Picker {
  constructor(board) {
    this.board = board;
    this.dialog = document.getElementById("board-picker");
    this.word = document.getElementById("picker-word");
    this.list = document.getElementById("picker-list");
    this.title = document.getElementById("picker-title");
    this.word.addEventListener("input", () => this.draw());
    this.word.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
  }

  open(cards) {
    this.cards = cards;
    this.title.textContent = cards.length === 1 ? `派遣 ${cards[0].number}` : `派遣 ${cards.length} 件`;
    this.word.value = "";
    this.draw();
    this.dialog.showModal();
    this.word.focus();
  }

  draw() {
    const found = unitsFind(this.board.store.units.values(), this.word.value, 12);
    this.at = 0;
    this.list.replaceChildren(...found.map((unit, at) => {
      const line = document.createElement("li");
      line.id = `pick-${unit.id}`;
      line.unit = unit;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", at === 0);
      line.append(unit.short.endsWith(unit.name) ? unit.short : unit.name, Object.assign(document.createElement("small"), { textContent: this.board.loadWords(unit.id) }));
      return line;
    }));
    if (!found.length) this.list.append(Object.assign(document.createElement("li"), { textContent: "没有这样的单位" }));
    this.mark();
  }

  mark() {
    const lines = [...this.list.children];
    lines.forEach((line, at) => line.setAttribute("aria-selected", at === this.at));
    const line = lines[this.at];
    this.word.setAttribute("aria-activedescendant", line?.id || "");
    line?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (steps[event.key]) {
      event.preventDefault();
      this.at = Math.max(0, Math.min(this.list.children.length - 1, this.at + steps[event.key]));
      this.mark();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.take(this.list.children[this.at]);
    }
  }

  take(line) {
    if (!line?.unit) return;
    this.dialog.close();
    this.board.dispatch(this.cards, line.unit);
  }
}

export class UnitList {
  constructor(board) {
    this.board = board;
    this.list = document.getElementById("board-unit-list");
    this.word = document.getElementById("board-unit-word");
    this.word.addEventListener("input", () => this.draw());
    this.list.addEventListener("dragover", (event) => this.over(event));
    this.list.addEventListener("dragleave", () => this.clear());
    this.list.addEventListener("drop", (event) => this.drop(event));
    this.list.addEventListener("click", (event) => {
      const unit = event.target.closest("li")?.unit;
      if (unit && this.board.chosen().length) this.board.dispatch(this.board.chosen(), unit);
    });
  }

  draw() {
    const found = unitsFind(this.board.store.units.values(), this.word.value, 200);
    this.list.replaceChildren(...found.map((unit) => {
      const line = document.createElement("li");
      line.unit = unit;
      line.append(unit.short, Object.assign(document.createElement("small"), { textContent: this.board.loadWords(unit.id) }));
      return line;
    }));
  }

  over(event) {
    const line = event.target.closest("li");
    if (!line?.unit || !this.board.dragged) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    if (line.classList.contains("over")) return;
    this.clear();
    line.classList.add("over");
  }

  clear() { this.list.querySelector(".over")?.classList.remove("over"); }

  drop(event) {
    event.preventDefault();
    const unit = event.target.closest("li")?.unit;
    this.clear();
    if (unit && this.board.dragged) this.board.dispatch(this.board.dragged, unit);
  }
}
