// 列：每列只画看得见的卡片，滚动时把移出去的节点挪到前面用。一万件和一百件一样快。
const GAP = 4;

export class Column {
  constructor(name, board) {
    this.name = name;
    this.board = board;
    this.items = [];
    this.pool = [];
    this.build();
  }

  build() {
    this.node = document.createElement("section");
    this.node.className = "board-col";
    this.node.setAttribute("aria-label", this.name);
    this.head = document.createElement("h2");
    this.list = document.createElement("div");
    this.list.className = "board-list";
    this.list.tabIndex = 0;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-multiselectable", "true");
    this.list.setAttribute("aria-label", this.name);
    this.space = document.createElement("div");
    this.space.className = "board-space";
    this.space.setAttribute("role", "presentation");
    this.none = Object.assign(document.createElement("p"), { className: "board-none", textContent: "没有事项" });
    this.list.append(this.space);
    this.node.append(this.head, this.list);
    let waiting = false;
    this.list.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; this.draw(); });
    }, { passive: true });
  }

  get step() { return this._step ||= 4.5 * parseFloat(getComputedStyle(document.documentElement).fontSize) + GAP; }

  show(items) {
    this.items = items;
    let late = 0;
    for (const card of items) if (card.light === "overdue") late++;
    this.head.replaceChildren(this.name, Object.assign(document.createElement("small"), { textContent: `${items.length.toLocaleString()} 件` }));
    if (late) this.head.lastChild.append(Object.assign(document.createElement("span"), { className: "late", textContent: `，逾期 ${late.toLocaleString()}` }));
    this.space.style.height = `${items.length * this.step + GAP}px`;
    items.length ? this.none.remove() : this.list.append(this.none);
    this.draw(true);
  }

  draw(all = false) {
    const height = this.list.clientHeight || 600;
    const first = Math.max(0, Math.floor(this.list.scrollTop / this.step) - 3);
    const last = Math.min(this.items.length, Math.ceil((this.list.scrollTop + height) / this.step) + 3);
    const free = [];
    const held = new Map();
    for (const node of this.pool) {
      if (!all && node.at >= first && node.at < last && node.card === this.items[node.at]) held.set(node.at, node);
      else free.push(node);
    }
    for (let at = first; at < last; at++) {
      if (held.has(at)) { this.mark(held.get(at)); continue; }
      const node = free.pop() || this.make();
      this.fill(node, at);
    }
    for (const node of free) { node.at = -1; node.card = null; node.remove(); }
  }

  make() {
    const node = document.createElement("div");
    node.className = "board-card";
    node.setAttribute("role", "option");
    node.innerHTML = '<div><b></b><span class="age"></span></div><div><span class="what"></span><span class="same"></span></div><div><span class="who"></span><span class="due"></span></div>';
    [node.number, node.age, node.what, node.same, node.who, node.due] = node.querySelectorAll("b, span");
    this.pool.push(node);
    return node;
  }

  fill(node, at) {
    const card = this.items[at];
    node.at = at;
    node.card = card;
    if (!node.isConnected) this.space.append(node);
    node.style.transform = `translateY(${at * this.step + GAP}px)`;
    node.number.textContent = card.number;
    node.due.textContent = card.dueWords;
    node.what.textContent = card.category ? `${card.category} · ${card.place || "地点不明"}` : card.place;
    node.same.textContent = card.same ? `并 ${card.same}` : card.twin ? "疑重" : "";
    node.who.textContent = this.board.unitName(card.lead);
    node.age.textContent = card.age === null ? "" : `${card.age} 天`;
    node.id = `card-${card.ledger}-${card.id}`;
    node.draggable = card.open;
    node.setAttribute("aria-posinset", at + 1);
    node.setAttribute("aria-setsize", this.items.length);
    this.mark(node);
  }

  mark(node) {
    const { card } = node;
    const chosen = this.board.picked.has(card.key);
    node.className = `board-card ${card.light}${card.open ? "" : " fixed"}${this.board.at === card.key ? " at" : ""}`;
    node.setAttribute("aria-selected", chosen);
  }

  place(key) { return this.items.findIndex((card) => card.key === key); }

  reveal(at) {
    const top = at * this.step, height = this.list.clientHeight;
    if (top < this.list.scrollTop) this.list.scrollTop = top;
    else if (top + this.step + GAP > this.list.scrollTop + height) this.list.scrollTop = top + this.step + GAP - height;
    this.draw();
  }
}
