// 筛选条和列的摆放。
import { Column } from "./columns.js";

export const sifting = {
  options() {
    const fill = (name, pairs) => this.filter[name].append(...pairs.map(([value, label]) => new Option(label, value)));
    fill("ledger", this.store.ledgers.map((one, at) => [at, one.label]));
    fill("category", [...new Set(this.store.sorted.map((card) => card.category).filter(Boolean))].sort().map((one) => [one, one]));
    const leads = new Set(this.store.sorted.map((card) => card.lead));
    fill("lead", [...this.store.units.values()].filter((unit) => leads.has(unit.id)).map((unit) => [unit.id, unit.short]));
  },

  wanted() {
    const word = this.filter.word.value.trim().toLowerCase(), { value: category } = this.filter.category, light = this.filter.light.value;
    const ledger = this.filter.ledger.value === "" ? null : Number(this.filter.ledger.value), lead = this.filter.lead.value === "" ? null : Number(this.filter.lead.value);
    return (card) => (ledger === null || card.ledger === ledger) && (!category || card.category === category) && (lead === null || card.lead === lead)
      && (!light || (light === "soon" ? ["today", "two", "five"].includes(card.light) : light === "twin" ? card.twin : card.light === light))
      && (!word || card.search.includes(word));
  },

  stages() { // 各台账的状态合成一排：越早的一步越在左边
    const order = new Map();
    for (const kind of this.store.ledgers) Object.values(kind.states).forEach((label, at) => order.set(label, Math.min(at, order.get(label) ?? at)));
    return [...order.keys()].sort((one, other) => order.get(one) - order.get(other));
  },

  place(groups) {
    const box = document.getElementById("board-cols");
    const names = [...groups.keys()];
    if (names.join() !== [...this.columns.keys()].join()) {
      this.columns = new Map(names.map((name) => [name, this.columns.get(name) || new Column(name, this)]));
      const held = document.activeElement.closest?.(".board-col")?.getAttribute("aria-label");
      box.replaceChildren(this.switches(names), ...[...this.columns.values()].map((column) => column.node));
      this.reveal(names.includes(this.shownColumn) ? this.shownColumn : names[0]);
      if (held) (this.columns.get(held) || this.columns.get(names[0]))?.list.focus({ preventScroll: true }); // 列换过了，焦点还在原来那一列
    }
    for (const [name, cards] of groups) this.columns.get(name).show(cards);
  },

  switches(names) { // 手机上一次看一列
    const row = Object.assign(document.createElement("div"), { className: "board-states" });
    row.append(...names.map((name) => Object.assign(document.createElement("button"), { type: "button", className: "tiny plain", textContent: name, onclick: () => this.reveal(name) })));
    return row;
  },

  reveal(name) {
    this.shownColumn = name;
    for (const [other, column] of this.columns) column.node.classList.toggle("shown", other === name);
    for (const button of this.node.querySelectorAll(".board-states button")) button.setAttribute("aria-pressed", button.textContent === name);
    this.columns.get(name)?.draw(true);
  },
};
