// 派到单位：派遣对话框（按键用）和右栏的清单（拖放用）。
import { UnitChooser, unitsFind } from "../units.js";

export class Picker {
  constructor(board) {
    this.board = board;
    this.dialog = document.getElementById("board-picker");
    this.word = document.getElementById("picker-word");
    this.title = document.getElementById("picker-title");
    this.chooser = new UnitChooser(this.word, document.getElementById("picker-list"), {
      units: () => board.store.units.values(),
      note: (unit) => board.loadWords(unit.id),
      take: (unit) => { this.dialog.close(); board.dispatch(this.cards, unit); },
    });
  }

  open(cards) {
    this.cards = cards;
    this.title.textContent = cards.length === 1 ? `派遣 ${cards[0].number}` : `派遣 ${cards.length} 件`;
    this.word.value = "";
    this.chooser.draw();
    this.dialog.showModal();
    this.word.focus();
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
