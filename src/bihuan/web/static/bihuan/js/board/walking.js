// 光标和选中：按键、点击、拖起卡片。
import { dialogOpen, plain, typing } from "../typing.js";
import { detailShow } from "./detail.js";

export const AREA = "全部"; // 地图旁边的一列

export const walking = {
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
  },

  step(by) {
    const here = this.card(this.at);
    const column = (here && this.columns.get(this.view === "map" ? AREA : here.column)) || [...this.columns.values()].find((one) => one.items.length);
    if (!column) return;
    const at = here ? column.place(this.at) : -1;
    this.go(column.items[Math.max(0, Math.min(column.items.length - 1, at + by))]);
  },

  side(by) {
    const columns = [...this.columns.values()].filter((one) => one.items.length);
    const here = columns.findIndex((one) => one.name === this.card(this.at)?.column);
    const column = columns[here < 0 ? 0 : Math.max(0, Math.min(columns.length - 1, here + by))];
    if (column) this.go(column.items[Math.min(column.items.length - 1, Math.floor(column.list.scrollTop / column.step))]);
  },

  toggle(card) {
    if (!card) return;
    this.picked.has(card.key) ? this.picked.delete(card.key) : this.picked.add(card.key);
    this.redraw();
  },

  click(event) {
    const card = event.target.closest(".board-card")?.card;
    if (!card) return;
    if (event.ctrlKey || event.metaKey) return this.toggle(card);
    if (event.shiftKey && this.at) return this.span(card);
    const again = this.at === card.key;
    this.go(card);
    if (!again || document.getElementById("board-detail").hidden) detailShow(this, card);
  },

  span(card) { // 从光标到这一张都选中
    const column = this.columns.get(this.view === "map" ? AREA : card.column);
    const [from, to] = [column.place(this.at), column.place(card.key)].sort((a, b) => a - b);
    for (let at = Math.max(0, from); at <= to; at++) this.picked.add(column.items[at].key);
    this.redraw();
  },

  enter(card) { // 先显示详情，再按一次进到详情里
    const box = document.getElementById("board-detail");
    if (box.hidden || box.dataset.card !== card.key) detailShow(this, card);
    else box.querySelector("a, button").focus();
  },

  leave() { // 收起详情，放下选中的，焦点回到卡片
    const box = document.getElementById("board-detail");
    const within = box.contains(document.activeElement);
    box.hidden = true;
    this.picked.clear();
    this.redraw();
    if (within) this.step(0);
  },

  drag(event) {
    const card = event.target.closest?.(".board-card")?.card;
    if (!card?.open) return event.preventDefault();
    if (!this.picked.has(card.key)) { this.picked.clear(); this.at = card.key; }
    this.dragged = this.chosen();
    event.dataTransfer.setData("text/plain", this.dragged.map((one) => one.number).join("\n"));
    event.dataTransfer.effectAllowed = "move";
  },

  key(event) {
    if (!plain(event) || typing(event) || dialogOpen()) return;
    const deed = {
      j: () => this.step(1), k: () => this.step(-1), ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), h: () => this.side(-1), l: () => this.side(1),
      J: () => { this.toggle(this.card(this.at)); this.step(1); }, x: () => this.toggle(this.card(this.at)), u: () => this.undo(),
      o: () => { const card = this.card(this.at); if (card) location.href = this.store.link(this.links.entry, card); },
      " ": () => this.toggle(this.card(this.at)),
      Enter: () => { const card = this.card(this.at); if (card && event.target.closest(".board-list, body:not(:focus-within), #board-cols")) this.enter(card); },
      Escape: () => this.leave(),
    }[event.key];
    if (!deed || ((event.key.startsWith("Arrow") || event.key === " ") && !event.target.closest(".board-list"))) return;
    if (event.key === "Enter" && event.target.closest("a, button, canvas")) return;
    event.preventDefault();
    deed();
  },
};
