// 快捷键：/ 查找，? 列出本页的键，Ctrl+Enter 保存，data-key 的链接和按钮按一键就用。
import { show as open } from "./dialogs.js";
import { dialogOpen, plain, typing } from "./typing.js";

const ALWAYS = [["/", "到查找框"], ["?", "列出本页的键"], ["Esc", "关闭、离开输入框"]];
const TABLE = [["j k", "下一行、上一行"], ["Enter", "打开这一行"], ["x", "选中这一行"], ["Shift+j Shift+k", "连着选"]];
const FORM = [["Ctrl+Enter", "保存"]];

// 页面上写着的一条：<span><kbd>j</kbd> <kbd>k</kbd> 上、下</span> 是 ["j k", "上、下"]。
function hint(span) {
  const words = span.textContent.trim(), last = [...span.querySelectorAll("kbd")].pop().textContent;
  const end = words.lastIndexOf(last) + last.length;
  return [words.slice(0, end), words.slice(end).trim()];
}

function here() {
  const keys = [...document.querySelectorAll("main .hints > span")].filter((one) => !one.closest("dialog")).map(hint);
  keys.push(...ALWAYS);
  if (document.querySelector("table[data-rows]")) keys.push(...TABLE);
  if (document.querySelector("form[data-save]")) keys.push(...FORM);
  for (const one of document.querySelectorAll("[data-key]")) {
    if (one.offsetParent !== null) keys.push([one.dataset.key, one.dataset.keyName || one.textContent.trim()]);
  }
  const told = new Map();
  for (const [key, name] of keys) if (!told.has(key)) told.set(key, name);
  return [...told];
}

function show() {
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  const list = dialog.querySelector("dl");
  list.replaceChildren(...here().flatMap(([key, name]) => {
    const term = document.createElement("dt");
    term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    return [term, Object.assign(document.createElement("dd"), { textContent: name })];
  }));
  open(dialog);
}

function find() {
  const box = document.querySelector("main [data-search]") || document.querySelector("[data-find]");
  box?.focus();
  box?.select?.();
}

function save(event) {
  const form = event.target.closest?.("form[data-save]") || document.querySelector("dialog[open] form[data-save], main form[data-save]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-save-button]") || undefined);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return save(event);
  if (event.key === "Escape" && typing(event) && !dialogOpen()) return event.target.blur();
  if (!plain(event) || typing(event) || dialogOpen()) return;
  if ("/／".includes(event.key)) { event.preventDefault(); return find(); }
  if ("?？".includes(event.key)) { event.preventDefault(); return show(); }
  const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key && one.offsetParent !== null);
  if (wanted) { event.preventDefault(); wanted.matches("input, select, textarea") ? wanted.focus() : wanted.click(); }
});

document.addEventListener("click", (event) => { if (event.target.closest("[data-show-keys]")) show(); });
