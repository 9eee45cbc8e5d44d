// 派遣、撤销、催办：先在页面上做好，再告诉服务器；不成的退回原处。
export const deeds = {
  async dispatch(cards, unit) { // 先在页面上派好，再告诉服务器；不成的退回原处
    const began = performance.now();
    const before = cards.map((card) => ({ card, state: card.state, lead: card.lead }));
    for (const card of cards) {
      Object.assign(card, { state: this.store.ledgers[card.ledger].to, lead: unit.id });
      this.store.judge(card);
    }
    const next = this.next(cards);
    this.picked.clear();
    this.show();
    if (next) this.go(next);
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
  },

  next(cards) { // 派走之后，光标落到原来那一列的下一张
    const here = cards.find((card) => card.key === this.at), column = here && [...this.columns.values()].find((one) => one.place(this.at) >= 0);
    if (!column) return null;
    const gone = new Set(cards), from = column.place(this.at);
    return column.items.slice(from).find((card) => !gone.has(card)) || column.items.slice(0, from).reverse().find((card) => !gone.has(card));
  },

  back(before) {
    for (const { card, state, lead } of before) { Object.assign(card, { state, lead }); this.store.judge(card); }
    if (before.length) this.show();
  },

  async undo() {
    if (!this.done.length) return this.say("没有可以撤销的派遣");
    const entries = this.done;
    this.done = [];
    try {
      const told = await this.store.send(this.links.undo, { entries }, this.token);
      this.say(`已撤回 ${told.done.length} 件${told.refused.length ? `；${told.refused.length} 件不能撤回：${told.refused[0][3]}` : ""}`, told.refused.length > 0);
    } catch (error) { this.say(error.message, true); }
    await this.refresh();
    if (document.activeElement === document.body) this.step(0); // “撤销”按钮收起了，焦点回到卡片
  },

  async urge(card) {
    try {
      const told = await this.store.send(this.links.urge, { entries: [[this.store.ledgers[card.ledger].name, card.id]] }, this.token);
      this.say(told.done.length ? `已催办 ${this.unitName(card.lead)}` : told.refused[0][3], !told.done.length);
    } catch (error) { this.say(error.message, true); }
  },

  say(words, bad = false, undo = false) {
    const box = document.getElementById("board-said");
    box.className = `board-said${bad ? " bad" : ""}`;
    box.replaceChildren(words);
    if (undo) box.append(Object.assign(document.createElement("button"), { type: "button", textContent: "撤销 u", onclick: () => this.undo() }));
    box.hidden = false;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { box.hidden = true; }, undo || bad ? 12000 : 5000);
  },

  ask() {
    const cards = this.chosen(), here = this.card(this.at);
    if (cards.length) this.picker.open(cards);
    else this.say(here ? `${here.number} 是“${here.column}”，现在不能派遣` : "先选一件要派遣的事项");
  },
};
