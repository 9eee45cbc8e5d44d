// 详情：一件事项的几行字，附近疑似重复的，并案。
function line(name, text) { return [Object.assign(document.createElement("dt"), { textContent: name }), Object.assign(document.createElement("dd"), { textContent: text || "—" })]; }

export async function detailShow(board, card) {
  const box = document.getElementById("board-detail");
  box.hidden = false;
  box.dataset.card = card.key;
  const facts = Object.assign(document.createElement("dl"), { className: "facts" });
  facts.append(...line("台账", board.store.ledgers[card.ledger].label), ...line("类别", card.category), ...line("地点", card.place), ...line("状态", card.column),
    ...line("单位", board.unitName(card.lead)), ...line("来件", card.day && `${card.day}，已 ${card.age} 天`), ...line("时限", card.due ? `${card.due} ${card.dueWords}` : "未定时限"));
  const title = Object.assign(document.createElement("h2"), { textContent: card.number });
  const deeds = Object.assign(document.createElement("p"), { className: "actions" });
  const entry = Object.assign(document.createElement("a"), { className: "button plain tiny", href: board.store.link(board.links.entry, card), textContent: "打开条目" });
  deeds.append(entry);
  if (card.open) deeds.append(Object.assign(document.createElement("button"), { type: "button", className: "tiny", textContent: "派遣", onclick: () => board.picker.open([card]) }));
  else if (card.inHand) deeds.append(Object.assign(document.createElement("button"), { type: "button", className: "tiny plain", textContent: "催办", onclick: () => board.urge(card) }));
  const near = Object.assign(document.createElement("div"), { className: "muted small", textContent: card.x === null ? "没有位置，不查附近" : "正在查附近…" });
  box.replaceChildren(title, facts, deeds, near);
  if (card.x === null) return;
  const found = await fetch(board.store.link(board.links.near, card)).then((answer) => answer.ok ? answer.json() : []).catch(() => []);
  if (board.at !== card.key) return;
  nearShow(board, card, near, found);
}

function nearShow(board, card, box, found) {
  if (!found.length) { box.textContent = "200 米内、10 天内没有同类的事项"; return; }
  const list = Object.assign(document.createElement("ul"), { className: "near" });
  list.append(...found.map((one) => {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: board.store.link(board.links.entry, { ...card, id: one.entry_id }), textContent: one.number });
    const words = document.createElement("div");
    words.textContent = `${one.place}，${one.metres} 米，相隔 ${one.days} 天，${one.state}`;
    const merge = Object.assign(document.createElement("button"), { type: "button", className: "quiet tiny", textContent: "并入这一件", onclick: () => mergeInto(board, card, one) });
    item.append(link, words, merge);
    return item;
  }));
  box.replaceChildren(`附近疑似重复 ${found.length} 件`, list);
}

async function mergeInto(board, card, one) {
  if (!confirm(`把 ${card.number} 并入 ${one.number}？并入后它不再单独派遣，条目仍在台账里。`)) return;
  const name = board.store.ledgers[card.ledger].name;
  try {
    await board.store.send(board.links.merge, { entries: [[name, card.id], [name, one.entry_id]] }, board.token);
    board.store.cards.delete(card.key);
    board.store.sort();
    board.say(`${card.number} 已并入 ${one.number}`);
    document.getElementById("board-detail").hidden = true;
    board.show();
    if (document.activeElement === document.body) board.step(0);
  } catch (error) { board.say(error.message, true); }
}
