// 边打边提示：input[data-suggest="地址"] 下面列出素材库里的标题、单位、主题和最先查到的几段；↑ ↓ 选，Enter 定，Esc 收起。
// 什么都没选时 Enter 照常查找。清单、标记和按键与选单位是同一套。
import { UnitChooser } from "./units.js";

const WAIT = 20;

class SuggestBox extends UnitChooser {
  constructor(word) {
    const list = Object.assign(document.createElement("ul"), { id: `${word.id || word.name}-suggested`, className: "unit-list", hidden: true });
    super(word, list, { units: () => [], note: (one) => one.note, take: (one) => this.taken(one) });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "提示");
    const said = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id, autocomplete: "off" };
    for (const [name, value] of Object.entries(said)) word.setAttribute(name, value);
    word.before(Object.assign(document.createElement("div"), { className: "unit-field" }));
    word.previousSibling.append(word, list);
    word.addEventListener("blur", () => this.open(false));
    list.addEventListener("mousedown", (event) => event.preventDefault()); // 点清单时输入框不失去焦点
  }

  draw() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.word.value), WAIT);
  }

  async ask(typed) {
    if (!typed.trim()) return this.open(false);
    const answer = await fetch(`${this.word.dataset.suggest}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
    if (answer.ok && typed === this.word.value && document.activeElement === this.word) this.show(await answer.json());
  }

  show({ names, hits }) {
    this.at = -1;
    this.list.replaceChildren(...[...names, ...hits].map((one, at) => {
      const line = Object.assign(document.createElement("li"), { id: `${this.list.id}-${at}`, unit: one });
      line.setAttribute("role", "option");
      if (one.words) line.className = "hit";
      line.append(one.text, one.words ? this.snippet(one.words) : Object.assign(document.createElement("small"), { textContent: one.note }));
      return line;
    }));
    this.mark();
    this.open(names.length + hits.length > 0);
  }

  snippet(words) {
    const told = document.createElement("small");
    told.append(...words.map(([text, sought]) => (sought ? Object.assign(document.createElement("mark"), { textContent: text }) : text)));
    return told;
  }

  key(event) {
    if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); event.stopPropagation(); this.open(false); }
    else if (event.key === "Enter" && this.at < 0) this.open(false);
    else super.key(event);
  }

  open(open) {
    this.list.hidden = !open;
    this.word.setAttribute("aria-expanded", open);
    if (!open) this.word.removeAttribute("aria-activedescendant");
  }

  taken(one) {
    clearTimeout(this.timer);
    this.open(false);
    if (one.link) return location.assign(one.link);
    this.word.value = one.query;
    this.word.form?.requestSubmit();
  }
}

document.querySelectorAll("input[data-suggest]").forEach((word) => new SuggestBox(word));
