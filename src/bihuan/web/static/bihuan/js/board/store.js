// 卡片：从服务器取来的小数组变成对象，按时限排好；只取变动的部分。不碰页面。
export const LIGHTS = ["overdue", "today", "two", "five", "later", "none"];
const SIGNS = { overdue: "■", today: "▲", two: "▲", five: "▲", later: "●", none: "○" };
const DAY = 86400000;

export class Store {
  constructor(links) {
    this.links = links;
    this.cards = new Map(); // "台账号:条目号" → 卡片
    this.sorted = [];
    this.units = new Map();
    this.head = null;
    this.tag = "";
  }

  async start() {
    const [units] = await Promise.all([fetch(this.links.units).then((answer) => answer.json()), this.refresh()]);
    for (const [id, code, name, short, initials, kind] of units) this.units.set(id, { id, code, name, short, initials, kind });
  }

  async refresh() { // 返回是否有变动
    const since = this.head === null ? "" : `?since=${this.head}`;
    const answer = await fetch(this.links.cards + since, { headers: this.tag && since ? { "If-None-Match": this.tag } : {} });
    if (answer.status === 304) return false;
    if (!answer.ok) throw new Error((await answer.json()).what || "读不到事项");
    this.tag = answer.headers.get("ETag") || "";
    return this.take(await answer.json());
  }

  take(told) {
    this.today = told.today;
    [this.two, this.five] = [told.two, told.five].map((ahead) => ({ usual: ahead.usual, local: new Map(ahead.local.flatMap(([day, units]) => units.map((unit) => [unit, day]))) }));
    this.ledgers = told.ledgers;
    if (told.whole) this.cards = new Map();
    for (const [ledger, id] of told.gone || []) this.cards.delete(`${ledger}:${id}`);
    for (const row of told.cards) {
      const card = this.card(told.fields, row);
      this.cards.set(card.key, card);
    }
    const changed = told.whole || told.cards.length > 0 || (told.gone || []).length > 0;
    this.head = told.head;
    if (changed) this.sort();
    return changed;
  }

  card(fields, row) {
    const card = {};
    for (let at = 0; at < fields.length; at++) card[fields[at]] = row[at];
    card.key = `${card.ledger}:${card.id}`;
    card.search = `${card.number} ${card.place} ${card.category}`.toLowerCase();
    return this.judge(card);
  }

  judge(card) { // 亮灯、状态名、能不能派
    const kind = this.ledgers[card.ledger];
    const today = this.today, [two, five] = [this.two, this.five].map((ahead) => ahead.local.get(card.unit) ?? ahead.usual); // 按事项单位的工作日历
    const due = card.due;
    card.light = due === null ? "none" : due < today ? "overdue" : due === today ? "today" : due <= two ? "two" : due <= five ? "five" : "later";
    card.column = kind.states[card.state] || "—";
    card.open = kind.from.includes(card.state);
    card.inHand = card.state === kind.to;
    const late = due && Math.round((Date.parse(today) - Date.parse(due)) / DAY);
    card.dueWords = `${SIGNS[card.light]} ${due === null ? "未定" : late > 0 ? `逾期${late}天` : late === 0 ? "今日" : due.slice(5)}`;
    card.age = card.day ? Math.max(0, Math.round((Date.parse(today) - Date.parse(card.day)) / DAY)) : null;
    return card;
  }

  sort() {
    this.sorted = [...this.cards.values()].sort((a, b) => (a.due || "9999") < (b.due || "9999") ? -1 : (a.due || "9999") > (b.due || "9999") ? 1 : a.id - b.id);
    this.twins();
  }

  twins() { // 同类、200 米内、10 天内的在办事项：按格子找，不两两相比
    const cells = new Map();
    const size = 2500; // 百万分之一度，约 250 米
    for (const card of this.sorted) {
      card.twin = 0;
      if (card.x === null) continue;
      const key = `${card.ledger}|${card.category}|${Math.floor(card.x / size)}|${Math.floor(card.y / size)}`;
      (cells.get(key) || cells.set(key, []).get(key)).push(card);
    }
    for (const card of this.sorted) {
      if (card.x === null || card.twin) continue;
      const cx = Math.floor(card.x / size), cy = Math.floor(card.y / size), scale = Math.cos(card.y / 1e6 * Math.PI / 180);
      for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) {
        for (const other of cells.get(`${card.ledger}|${card.category}|${cx + dx}|${cy + dy}`) || []) {
          if (other === card || Math.hypot((other.x - card.x) * scale, other.y - card.y) > 1797) continue; // 200 米
          if (Math.abs(Date.parse(other.day) - Date.parse(card.day)) <= 10 * DAY) { card.twin = 1; other.twin = 1; }
        }
      }
    }
  }

  link(pattern, card) { return pattern.replace("LEDGER", this.ledgers[card.ledger].name).replace(/0(?=[^0]*$)/, card.id); }

  async send(link, body, token) {
    const answer = await fetch(link, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(body) });
    const told = await answer.json().catch(() => ({ what: `服务器没有应答（${answer.status}）` }));
    if (!answer.ok) throw new Error([told.what, told.hint].filter(Boolean).join("，"));
    return told;
  }
}
