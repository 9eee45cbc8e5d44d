// 表格：j/k 移动，Enter 打开，x 选中，Shift 连选；勾选后显示批量条。
import { dialogOpen, plain, typing } from "./typing.js";

const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
const boxOf = (row) => row.querySelector(".pick input[type=checkbox]");
const allRows = () => [...document.querySelectorAll("main table[data-rows]")].filter((one) => one.offsetParent !== null).flatMap(rowsOf);
const rowNow = () => document.querySelector("main table[data-rows] tr.at");
let anchor = null;

// 行得到焦点时，读屏软件念出整行。
export function rowFocus(row) {
  row.tabIndex = -1;
  row.setAttribute("aria-label", [...row.cells].map((cell) => cell.textContent.trim()).filter(Boolean).join("，"));
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function move(step, extend) {
  const rows = allRows();
  const at = rows.indexOf(rowNow());
  const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
  if (!next) return;
  if (extend && at >= 0) { mark(rows[at], true); mark(next, true); }
  rows[at]?.classList.remove("at");
  next.classList.add("at");
  rowFocus(next);
}

function mark(row, on) {
  const box = boxOf(row);
  if (!box || box.disabled) return;
  box.checked = on;
  anchor = box;
  count(row.closest("table"));
}

function range(box) {
  const boxes = rowsOf(box.closest("table")).map(boxOf).filter(Boolean);
  const [from, to] = [boxes.indexOf(anchor), boxes.indexOf(box)].sort((a, b) => a - b);
  if (from >= 0) boxes.slice(from, to + 1).forEach((one) => { if (!one.disabled) one.checked = box.checked; });
}

function count(table) {
  const boxes = rowsOf(table).map(boxOf).filter(Boolean);
  const chosen = boxes.filter((box) => box.checked).length;
  const all = table.querySelector("thead .pick input");
  if (all) { all.checked = chosen > 0 && chosen === boxes.length; all.indeterminate = chosen > 0 && chosen < boxes.length; }
  const bar = document.querySelector(`[data-bulk="${table.id}"]`);
  if (!bar) return;
  bar.hidden = chosen === 0;
  bar.querySelector("[data-count]").textContent = chosen;
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("table[data-rows] .pick input");
  if (!box) return;
  const table = box.closest("table");
  if (box.closest("thead")) rowsOf(table).map(boxOf).filter((one) => one && !one.disabled).forEach((one) => { one.checked = box.checked; });
  else if (event.shiftKey && anchor) range(box);
  anchor = box.closest("thead") ? null : box;
  count(table);
});

document.addEventListener("keydown", (event) => {
  if (typing(event) || !plain(event) || dialogOpen()) return;
  const key = event.key.toLowerCase();
  const row = rowNow();
  if (key === "j" || key === "k") { event.preventDefault(); move(key === "j" ? 1 : -1, event.shiftKey); }
  else if (key === "x" && row) { event.preventDefault(); mark(row, !boxOf(row)?.checked); }
  else if (event.key === "Enter" && row && event.target === row) row.querySelector("a[data-open], a[href]")?.click();
});

const ready = () => document.querySelectorAll("table[data-rows]").forEach(count);
ready();
document.addEventListener("htmx:afterSwap", ready);
