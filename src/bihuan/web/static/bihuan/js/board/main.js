// 调度台：把数据、列、选单位和地图接在一起；选中、派遣、撤销。
import { deeds } from "./deeds.js";
import { CountyMap } from "./map.js";
import { Picker, UnitList } from "./picker.js";
import { sifting } from "./sifting.js";
import { Store } from "./store.js";
import { AREA, walking } from "./walking.js";

const EVERY = 15000; // 毫秒，多久问一次有没有变动

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

  show() {
    const began = performance.now();
    const good = this.wanted();
    const groups = new Map();
    if (this.view === "map") groups.set(AREA, []);
    else for (const label of this.stages()) groups.set(label, []);
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
}

Object.assign(Board.prototype, deeds, sifting, walking);

const node = document.getElementById("board");
if (node) {
  const board = new Board(node);
  node.board = board;
  board.start();
}
