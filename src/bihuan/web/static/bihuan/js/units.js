// 选单位：输入名称的任何一段、编号或拼音首字母，↑ ↓ 选，Enter 定。调度台的派遣对话框和表单里的“单位”是同一个。
const ORDER = { bureau: 0, office: 1, station: 1, town: 2, county: 3, village: 4 };
const MOST = 12;

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

export const unitLabel = (unit) => (unit.short.endsWith(unit.name) ? unit.short : unit.name);

// 输入框和它的清单；units() 是可选的单位，note(unit) 是单位后面的小字，take(unit) 是选定。
export class UnitChooser {
  constructor(word, list, { units, note, take }) {
    Object.assign(this, { word, list, units, note, take });
    word.addEventListener("input", () => this.draw());
    word.addEventListener("keydown", (event) => this.key(event));
    list.addEventListener("click", (event) => this.pick(event.target.closest("li")));
  }

  draw() {
    const found = unitsFind(this.units(), this.word.value, MOST);
    this.at = 0;
    this.list.replaceChildren(...found.map((unit, at) => {
      const line = document.createElement("li");
      line.id = `${this.list.id}-${unit.id}`;
      line.unit = unit;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", at === 0);
      line.append(unitLabel(unit), Object.assign(document.createElement("small"), { textContent: this.note(unit) }));
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
    if (this.list.hidden || event.ctrlKey || event.metaKey) return;
    if (steps[event.key]) {
      event.preventDefault();
      this.at = Math.max(0, Math.min(this.list.children.length - 1, this.at + steps[event.key]));
      this.mark();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.pick(this.marked);
    }
  }

  get marked() { return this.list.children[this.at]; }

  pick(line) { if (line?.unit) this.take(line.unit); }
}

// 表单里的“单位”：没有脚本时就是下拉框；有脚本时在它前面放输入框，选定的仍记在下拉框里。
class UnitField {
  constructor(select) {
    this.select = select;
    this.units = [...select.options].filter((one) => one.value).map((one) => ({ id: one.index, code: one.value, name: one.text.trim(), ...one.dataset }));
    this.word = document.createElement("input");
    this.list = document.createElement("ul");
    this.build();
    this.chooser = new UnitChooser(this.word, this.list, { units: () => this.units, note: (unit) => unit.code, take: (unit) => this.take(unit) });
    this.word.addEventListener("input", () => this.open(true));
    this.word.addEventListener("focus", () => this.word.select());
    this.word.addEventListener("blur", () => this.settle());
    this.word.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // 点清单时输入框不失去焦点
    this.restore();
  }

  build() {
    const { select, word, list } = this;
    for (const name of ["aria-describedby", "aria-invalid", "required", "disabled", "autofocus"]) {
      if (select.hasAttribute(name)) word.setAttribute(name, select.getAttribute(name));
    }
    word.type = "text";
    word.id = select.id;
    list.id = `${select.id}-units`;
    word.placeholder = select.options[0]?.value ? "" : select.options[0]?.text || "";
    const said = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id, autocomplete: "off" };
    for (const [name, value] of Object.entries(said)) word.setAttribute(name, value);
    list.className = "unit-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "找到的单位");
    list.hidden = true;
    select.removeAttribute("id");
    select.required = false;
    select.hidden = true;
    select.before(Object.assign(document.createElement("div"), { className: "unit-field" }));
    select.previousSibling.append(word, list);
  }

  key(event) {
    if (event.key === "ArrowDown" && this.list.hidden) { event.preventDefault(); this.chooser.draw(); this.open(true); }
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.settle();
    else if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); event.stopPropagation(); this.restore(); }
  }

  open(open) {
    this.list.hidden = !open;
    this.word.setAttribute("aria-expanded", open);
    if (!open) this.word.removeAttribute("aria-activedescendant");
  }

  take(unit) { this.choose(unit.code); }

  choose(code) {
    const changed = this.select.value !== code;
    this.select.value = code;
    this.restore();
    if (changed) this.select.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // 离开时：清空的就是不选，清单里亮着的就选它，没有这样的单位则还是原来的。
  settle() {
    if (this.list.hidden) return;
    if (!this.word.value.trim()) this.choose("");
    else if (this.chooser.marked?.unit) this.take(this.chooser.marked.unit);
    else this.restore();
  }

  restore() {
    const held = this.units.find((unit) => unit.code === this.select.value);
    this.word.value = held ? unitLabel(held) : "";
    this.open(false);
  }
}

document.querySelectorAll("select[data-units]").forEach((select) => new UnitField(select));
