// 素材库：拼音输入未完时不查；阅读页到第一处、上一处下一处、复制带来源、引用到稿子；添加文件可以拖进来。
import { copy, copyBy } from "./copying.js";
import { show as open } from "./dialogs.js";

const form = document.getElementById("library-form");
form?.addEventListener("input", (event) => { if (event.isComposing) event.stopPropagation(); }, true);
form?.addEventListener("compositionend", (event) => event.target.dispatchEvent(new InputEvent("input", { bubbles: true })));

const article = document.querySelector(".reader-text");
if (article) {
  const places = [...article.querySelectorAll("mark.sought")];
  const said = document.querySelector("[data-said]");
  let at = -1;

  const show = (index, behavior) => {
    places[at]?.classList.remove("here");
    at = (index + places.length) % places.length;
    places[at].classList.add("here");
    places[at].scrollIntoView({ block: "center", behavior });
  };
  document.querySelectorAll("[data-walk]").forEach((one) => { one.hidden = places.length < 1; });
  document.querySelectorAll("[data-walk-to]").forEach((one) => one.addEventListener("click", () => {
    show(at + Number(one.dataset.walkTo), "auto");
    said.textContent = `第 ${at + 1} 处，共 ${places.length} 处`;
  }));
  // 一打开就在命中处：地址里指着一段，就是那一段里的第一处；指着一个数字，就是它自己。
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (places.length && !target?.matches(".q")) {
    const first = places.findIndex((one) => !target || target.contains(one));
    if (first >= 0) requestAnimationFrame(() => show(first, "instant"));
  }

  const piece = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest(".piece");
  const cited = (words, numbers) => `${words}\n——来源：${article.dataset.source}，第${numbers}段`;
  const wordsOf = (section) => [...section.querySelectorAll(".piece-text > p")].map((one) => one.textContent.trim()).filter(Boolean).join("\n");

  article.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const section = button.closest(".piece");
      copyBy(button, cited(wordsOf(section), section.dataset.number), `第${section.dataset.number}段`);
    });
  });

  // 引用到稿子：链接本身是一页，有脚本时在对话框里打开。
  const dialog = document.getElementById("cite");
  const cite = (address) => htmx.ajax("GET", address, { target: "#cite-form", swap: "innerHTML" }).then(() => open(dialog));
  article.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-cite]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    cite(link.href);
  });

  // 一处在原文里的位置：所在的行从哪里开始，加上行内在它前面的字数。
  const place = (line, node, offset) => {
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, offset);
    return Number(line.dataset.at) + [...before.toString()].length;
  };
  const placed = (range) => {
    const lines = [...article.querySelectorAll("p[data-at]")].filter((one) => range.intersectsNode(one));
    if (!lines.length) return null;
    const [first, last] = [lines[0], lines.at(-1)];
    const start = first.contains(range.startContainer) ? place(first, range.startContainer, range.startOffset) : Number(first.dataset.at);
    const end = last.contains(range.endContainer) ? place(last, range.endContainer, range.endOffset) : place(last, last, last.childNodes.length);
    return { start, end, at: piece(first).dataset.number - 1 };
  };

  // 选中的文字：按钮只在正文里有选中时出现；失去选中前先记下。
  const chosen = document.querySelectorAll("[data-copy-chosen], [data-cite-chosen]");
  let held = null;
  document.addEventListener("selectionchange", () => {
    const now = document.getSelection();
    const inside = !now.isCollapsed && article.contains(now.anchorNode) && article.contains(now.focusNode);
    chosen.forEach((one) => { one.hidden = !inside; });
    if (!inside) return;
    const range = now.getRangeAt(0);
    const [first, last] = [piece(range.startContainer), piece(range.endContainer)].map((one) => one?.dataset.number);
    held = { words: now.toString().trim(), numbers: first && last && first !== last ? `${first}–${last}` : first || last || "", range };
  });
  chosen.forEach((one) => one.addEventListener("mousedown", (event) => event.preventDefault()));
  document.querySelector("[data-copy-chosen]").addEventListener("click", () => { if (held?.words) copy(cited(held.words, held.numbers), "选中的文字"); });
  document.querySelector("[data-cite-chosen]").addEventListener("click", () => {
    const where = held && placed(held.range);
    if (where) cite(`${article.dataset.place}${new URLSearchParams(where)}`);
  });

  // 笔记记在选中的地方；没有选过就记在整份文件上。
  const note = document.querySelector("[data-note]");
  note?.addEventListener("focusin", () => {
    const where = held && placed(held.range);
    note.elements.start.value = where?.start ?? "";
    note.querySelector("[data-note-at]").textContent = where ? `记在“${held.words.slice(0, 16)}”这一处` : "";
  });
}

const drop = document.querySelector("[data-drop]");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  const list = drop.querySelector("[data-chosen]");
  const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);
  const tell = () => {
    const files = [...input.files];
    const lines = files.slice(0, 12).map((one) => Object.assign(document.createElement("li"), { textContent: `${one.name}（${size(one.size)}）` }));
    if (files.length > 12) lines.push(Object.assign(document.createElement("li"), { textContent: `……共 ${files.length} 个` }));
    list.replaceChildren(...lines);
  };
  input.addEventListener("change", tell);
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
}
