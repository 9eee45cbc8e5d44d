// 调度台：把数据、列、选单位和地图接在一起；选中、派遣、撤销。
import { dialogOpen, plain, typing } from "../typing.js";
import { Column } from "./columns.js";
import { detailShow } from "./detail.js";
import { CountyMap } from "./map.js";
import { Picker, UnitList } from "./picker.js";
import { Store } from "./store.js";

const EVERY = 15000; // 毫秒，多久问一次有没有变动
const AREA = "全部";

class Board {
  constructor(node) {
    this.node = node;
    this.links = node.dataset;
    this.token = node.querySelector("[name=csrfmiddlewaretoken]").value;
    this.store = new Store(this.links);
    this.columns = new Map();
    this.picked = new Set();
    this.load = new Map();
    this.done = []; // 可以撤销的派遣
    this.at = "";
    this.filter = document.getElementById("board-filter");
  }

  async start() {
    try { await this.store.start(); } catch (error) { return this.say(error.message, true); }
    this.picker = new Picker(this);
    this.list = new UnitList(this);
    this.map = new CountyMap(document.getElementById("board-map"), this);
    this.options();
    this.show();
    this.listen();
    setInterval(() => document.hidden || this.refresh(), EVERY);
    this.node.dataset.ready = "yes";
  }

  async refresh() {
    try { if (await this.store.refresh()) this.show(); } catch { /* 下次再问 */ }
  }

  options() {
    const fill = (name, pairs) => this.filter[name].append(...pairs.map(([value, label]) => new Option(label, value)));
    fill("ledger", this.store.ledgers.map((one, at) => [at, one.label]));
    fill("category", [...new Set(this.store.sorted.map((card) => card.category).filter(Boolean))].sort().map((one) => [one, one]));
    const leads = new Set(this.store.sorted.map((card) => card.lead));
    fill("lead", [...this.store.units.values()].filter((unit) => leads.has(unit.id)).map((unit) => [unit.id, unit.short]));
  }

  wanted() {
    const word = this.filter.word.value.trim().toLowerCase(), { value: category } = this.filter.category, light = this.filter.light.value;
    const ledger = this.filter.ledger.value === "" ? null : Number(this.filter.ledger.value), lead = this.filter.lead.value === "" ? null : Number(this.filter.lead.value);
    return (card) => (ledger === null || card.ledger === ledger) && (!category || card.category === category) && (lead === null || card.lead === lead)
      && (!light || (light === "soon" ? ["today", "two", "five"].includes(card.light) : light === "twin" ? card.twin : card.light === light))
      && (!word || card.search.includes(word));
  }

  show() {
    const began = performance.now();
    const good = this.wanted();
    const groups = new Map();
    if (this.view === "map") groups.set(AREA, []);
    else for (const kind of this.store.ledgers) for (const label of Object.values(kind.states)) groups.set(label, []);
    this.load.clear();
    this.shown = [];
    for (const card of this.store.sorted) {
      this.load.set(card.lead, (this.load.get(card.lead) || 0) + 1);
      if (!good(card)) continue;
      this.shown.push(card);
      const name = this.view === "map" ? AREA : card.column;
      (groups.get(name) || groups.set(name, []).get(name)).push(card);
    }
    const filled = new Set(this.store.sorted.map((card) => card.column));
    for (const name of [...groups.keys()]) if (name !== AREA && !filled.has(name)) groups.delete(name);
    this.place(groups);
    for (const key of this.picked) if (!this.store.cards.has(key)) this.picked.delete(key);
    this.list.draw();
    if (this.view === "map") this.map.show(this.shown);
    this.count();
    this.node.dataset.took = (performance.now() - began).toFixed(1);
  }

  place(groups) {
    const box = document.getElementById("board-cols");
    const names = [...groups.keys()];
    if (names.join() !== [...this.columns.keys()].join()) {
      this.columns = new Map(names.map((name) => [name, this.columns.get(name) || new Column(name, this)]));
      box.replaceChildren(this.switches(names), ...[...this.columns.values()].map((column) => column.node));
      this.reveal(names.includes(this.shownColumn) ? this.shownColumn : names[0]);
    }
    for (const [name, cards] of groups) this.columns.get(name).show(cards);
  }

  switches(names) { // 手机上一次看一列
    const row = Object.assign(document.createElement("div"), { className: "board-states" });
    row.append(...names.map((name) => Object.assign(document.createElement("button"), { type: "button", className: "tiny plain", textContent: name, onclick: () => this.reveal(name) })));
    return row;
  }

  reveal(name) {
    this.shownColumn = name;
    for (const [other, column] of this.columns) column.node.classList.toggle("shown", other === name);
    for (const button of this.node.querySelectorAll(".board-states button")) button.setAttribute("aria-pressed", button.textContent === name);
    this.columns.get(name)?.draw(true);
  }

  count() {
    const total = this.store.sorted.length, chosen = this.picked.size;
    const box = document.getElementById("board-count");
    box.replaceChildren(this.shown.length === total ? `在办 ${total.toLocaleString()} 件` : `筛出 ${this.shown.length.toLocaleString()} / ${total.toLocaleString()} 件`);
    if (chosen) box.append("，已选 ", Object.assign(document.createElement("b"), { textContent: chosen }), " 件");
  }

  unitName(id) { return this.store.units.get(id)?.short || ""; }
  loadWords(id) { const count = this.load.get(id); return count ? `在办 ${count}` : ""; }
  card(key) { return this.store.cards.get(key); }

  chosen() { // 选中的；没有选中的，就是光标所在的一件
    const keys = this.picked.size ? [...this.picked] : [this.at];
    return keys.map((key) => this.card(key)).filter((card) => card?.open);
  }

  redraw() { for (const column of this.columns.values()) column.draw(); if (this.view === "map") this.map.draw(); this.count(); }

  go(card, fromMap = false) {
    if (!card) return;
    this.at = card.key;
    const column = this.view === "map" ? this.columns.get(AREA) : this.columns.get(card.column);
    if (!column) return;
    if (column.name !== this.shownColumn) this.reveal(column.name);
    column.reveal(Math.max(0, column.place(card.key)));
    column.list.setAttribute("aria-activedescendant", `card-${card.ledger}-${card.id}`);
    if (!fromMap) column.list.focus({ preventScroll: true });
    if (this.view === "map" && !fromMap) this.map.center(card);
    if (!document.getElementById("board-detail").hidden || fromMap) detailShow(this, card);
    this.redraw();
  }

  step(by) {
    const here = this.card(this.at);
    const column = (here && this.columns.get(this.view === "map" ? AREA : here.column)) || [...this.columns.values()].find((one) => one.items.length);
    if (!column) return;
    const at = here ? column.place(this.at) : -1;
    this.go(column.items[Math.max(0, Math.min(column.items.length - 1, at + by))]);
  }

  side(by) {
    const columns = [...this.columns.values()].filter((one) => one.items.length);
    const here = columns.findIndex((one) => one.name === this.card(this.at)?.column);
    const column = columns[here < 0 ? 0 : Math.max(0, Math.min(columns.length - 1, here + by))];
    if (column) this.go(column.items[Math.min(column.items.length - 1, Math.floor(column.list.scrollTop / column.step))]);
  }

  toggle(card) {
    if (!card) return;
    this.picked.has(card.key) ? this.picked.delete(card.key) : this.picked.add(card.key);
    this.redraw();
  }

  async dispatch(cards, unit) { // 先在页面上派好，再告诉服务器；不成的退回原处
    const began = performance.now();
    const before = cards.map((card) => ({ card, state: card.state, lead: card.lead }));
    for (const card of cards) {
      Object.assign(card, { state: this.store.ledgers[card.ledger].to, lead: unit.id });
      this.store.judge(card);
    }
    this.picked.clear();
    this.show();
    this.node.dataset.dropped = (performance.now() - began).toFixed(1);
    const entries = cards.map((card) => [this.store.ledgers[card.ledger].name, card.id]);
    try {
      const told = await this.store.send(this.links.dispatch, { unit: unit.code, entries }, this.token);
      const refused = new Map(told.refused.map((one) => [`${one[0]}:${one[1]}`, one[3]]));
      this.back(before.filter(({ card }) => refused.has(`${this.store.ledgers[card.ledger].name}:${card.id}`)));
      this.done = told.done.map((one) => [one[0], one[1]]);
      const why = [...refused.values()][0];
      this.say(`已派遣 ${told.done.length} 件到 ${unit.short}${refused.size ? `；${refused.size} 件没有派成：${why}` : ""}`, refused.size > 0, this.done.length > 0);
    } catch (error) {
      this.back(before);
      this.say(`没有派成：${error.message}`, true);
    }
    await this.refresh();
  }

  back(before) {
    for (const { card, state, lead } of before) { Object.assign(card, { state, lead }); this.store.judge(card); }
    if (before.length) this.show();
  }

  async undo() {
    if (!this.done.length) return this.say("没有可以撤销的派遣");
    const entries = this.done;
    this.done = [];
    try {
      const told = await this.store.send(this.links.undo, { entries }, this.token);
      this.say(`已撤回 ${told.done.length} 件${told.refused.length ? `；${told.refused.length} 件不能撤回：${told.refused[0][3]}` : ""}`, told.refused.length > 0);
    } catch (error) { this.say(error.message, true); }
    await this.refresh();
  }

  say(words, bad = false, undo = false) {
    const box = document.getElementById("board-said");
    box.className = `board-said${bad ? " bad" : ""}`;
    box.replaceChildren(words);
    if (undo) box.append(Object.assign(document.createElement("button"), { type: "button", textContent: "撤销 u", onclick: () => this.undo() }));
    box.hidden = false;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { box.hidden = true; }, undo || bad ? 12000 : 5000);
  }

  async look(view) {
    this.view = view;
    this.node.dataset.view = view;
    for (const button of this.node.querySelectorAll(".board-views button")) button.setAttribute("aria-pressed", button.dataset.view === view);
    this.map.box.hidden = view !== "map";
    if (view === "map" && !this.outlined) {
      this.outlined = true;
      this.map.outline(await fetch(this.links.outline).then((answer) => answer.json()));
    }
    this.show();
  }

  listen() {
    let waiting = 0;
    this.filter.addEventListener("input", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => this.show()); });
    this.filter.addEventListener("reset", () => setTimeout(() => this.show()));
    this.filter.addEventListener("submit", (event) => event.preventDefault());
    const area = document.getElementById("board-cols");
    area.addEventListener("click", (event) => this.click(event));
    area.addEventListener("dblclick", (event) => { const card = event.target.closest(".board-card")?.card; if (card) location.href = this.store.link(this.links.entry, card); });
    area.addEventListener("dragstart", (event) => this.drag(event));
    area.addEventListener("dragend", () => { this.dragged = null; });
    this.node.querySelector("#board-dispatch").addEventListener("click", () => this.ask());
    for (const button of this.node.querySelectorAll(".board-views button")) button.addEventListener("click", () => this.look(this.view === "map" && button.dataset.view === "map" ? "cards" : button.dataset.view));
    document.addEventListener("keydown", (event) => this.key(event));
  }

  ask() {
    const cards = this.chosen(), here = this.card(this.at);
    if (cards.length) this.picker.open(cards);
    else this.say(here ? `${here.number} 是“${here.column}”，现在不能派遣` : "先选一件要派遣的事项");
  }

  click(event) {
    const card = event.target.closest(".board-card")?.card;
    if (!card) return;
    if (event.ctrlKey || event.metaKey) return this.toggle(card);
    if (event.shiftKey && this.at) return this.span(card);
    const again = this.at === card.key;
    this.go(card);
    if (!again || document.getElementById("board-detail").hidden) detailShow(this, card);
  }

  span(card) { // 从光标到这一张都选中
    const column = this.columns.get(this.view === "map" ? AREA : card.column);
    const [from, to] = [column.place(this.at), column.place(card.key)].sort((a, b) => a - b);
    for (let at = Math.max(0, from); at <= to; at++) this.picked.add(column.items[at].key);
    this.redraw();
  }

  drag(event) {
    const card = event.target.closest?.(".board-card")?.card;
    if (!card?.open) return event.preventDefault();
    if (!this.picked.has(card.key)) { this.picked.clear(); this.at = card.key; }
    this.dragged = this.chosen();
    event.dataTransfer.setData("text/plain", this.dragged.map((one) => one.number).join("\n"));
    event.dataTransfer.effectAllowed = "move";
  }

  key(event) {
    if (!plain(event) || typing(event) || dialogOpen()) return;
    const deed = {
      j: () => this.step(1), k: () => this.step(-1), ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), h: () => this.side(-1), l: () => this.side(1),
      J: () => { this.toggle(this.card(this.at)); this.step(1); }, x: () => this.toggle(this.card(this.at)), u: () => this.undo(),
      o: () => { const card = this.card(this.at); if (card) location.href = this.store.link(this.links.entry, card); },
      Enter: () => { const card = this.card(this.at); if (card && event.target.closest(".board-list, body:not(:focus-within), #board-cols")) detailShow(this, card); },
      Escape: () => { this.picked.clear(); document.getElementById("board-detail").hidden = true; this.redraw(); },
    }[event.key];
    if (!deed || (event.key.startsWith("Arrow") && !event.target.closest(".board-list"))) return;
    if (event.key === "Enter" && event.target.closest("a, button, canvas")) return;
    event.preventDefault();
    deed();
  }
}

const node = document.getElementById("board");
if (node) {
  const board = new Board(node);
  node.board = board;
  board.start();
}
