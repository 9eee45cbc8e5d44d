// 列表：双击或按 i 原地改一格，Tab、Enter 存下并往右、往下走，Esc 放弃；在列表上粘贴 Excel 的一块到粘贴页。
import { rowFocus } from "./tables.js";
import { dialogOpen, plain, typing } from "./typing.js";

const table = document.querySelector("table[data-cells]");
const specs = JSON.parse(document.getElementById("cell-specs")?.textContent || "{}");
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;

function control(spec, raw) {
  if (spec.kind !== "choice") return Object.assign(document.createElement("input"), { type: "text", value: spec.kind === "tags" ? labels(spec, raw) : raw });
  const select = document.createElement("select");
  if (!spec.required) select.append(new Option("", ""));
  spec.choices.forEach(([key, label]) => select.append(new Option(label, key, false, key === raw)));
  return select;
}

const labels = (spec, raw) => raw.split(",").filter(Boolean).map((key) => spec.choices.find((one) => one[0] === key)?.[1] ?? key).join("、");

function edit(cell) {
  const spec = cell && specs[cell.dataset.field];
  if (!spec || cell.classList.contains("editing")) return;
  cell.before_ = [...cell.childNodes];
  const box = control(spec, cell.dataset.raw);
  box.setAttribute("aria-label", spec.label);
  cell.replaceChildren(box);
  cell.classList.add("editing");
  box.focus();
  box.select?.();
}

function close(cell) {
  cell.classList.remove("editing", "wrong");
  cell.replaceChildren(...cell.before_);
}

async function save(cell) {
  const box = cell.querySelector("input, select");
  const row = cell.closest("tr");
  if (!box || (box.value === cell.dataset.raw)) { close(cell); return true; }
  const body = new URLSearchParams({ field: cell.dataset.field, value: box.value, seen: row.dataset.seen });
  let told;
  try {
    const answer = await fetch(table.dataset.cells.replace("/0/", `/${row.dataset.id}/`), { method: "POST", body, headers: { "X-CSRFToken": token(), "X-Requested-With": "cell" } });
    told = await answer.json();
  } catch { told = { fault: "没有存上：连不上服务器，请再按一次 Enter" }; }
  if (told.fault) { refuse(cell, told.fault); return false; }
  row.dataset.seen = told.digest;
  cell.before_ = [document.createTextNode(told.text)];
  cell.dataset.raw = told.raw;
  close(cell);
  cell.classList.add("saved-now");
  setTimeout(() => cell.classList.remove("saved-now"), 1500);
  return true;
}

function refuse(cell, words) {
  cell.classList.add("wrong");
  cell.querySelector(".why")?.remove();
  cell.append(Object.assign(document.createElement("span"), { className: "why", textContent: words, role: "alert" }));
  cell.querySelector("input, select").focus();
}

function beside(cell, step) {
  const cells = [...cell.closest("tr").querySelectorAll("td[data-field]")];
  return cells[cells.indexOf(cell) + step];
}

const under = (cell, step) => (step > 0 ? cell.closest("tr").nextElementSibling : cell.closest("tr").previousElementSibling)?.querySelector(`td[data-field="${cell.dataset.field}"]`);

if (table) {
  table.addEventListener("dblclick", (event) => edit(event.target.closest("td[data-field]")));
  table.addEventListener("keydown", async (event) => {
    const cell = event.target.closest("td.editing");
    if (!cell || event.isComposing) return;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(cell); rowFocus(cell.closest("tr")); }
    if (event.key !== "Enter" && event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? -1 : 1;
    const next = event.key === "Tab" ? beside(cell, step) : under(cell, step);
    if (await save(cell)) next ? edit(next) : rowFocus(cell.closest("tr"));
  });
  table.addEventListener("focusout", (event) => {
    const cell = event.target.closest("td.editing");
    if (cell && !cell.contains(event.relatedTarget)) setTimeout(() => { if (cell.classList.contains("editing") && !cell.contains(document.activeElement)) save(cell); });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "i" || typing(event) || !plain(event) || dialogOpen()) return;
    const row = table.querySelector("tr.at");
    if (row) { event.preventDefault(); edit(row.querySelector("td[data-field]")); }
  });
  document.addEventListener("paste", (event) => {
    if (typing(event)) return;
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const form = document.createElement("form");
    form.method = "post";
    form.action = document.querySelector("a[href*='/paste/']").href;
    const fields = { csrfmiddlewaretoken: token(), text, columns: new URLSearchParams(location.search).get("cols") || "", stage: "preview" };
    for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement("textarea"), { name, value, hidden: true }));
    document.body.append(form);
    form.submit();
  });
}

// 用鼠标选一列就去；用键盘时每按一次方向键都算换了一项，要等人走到“加条件”再按。
const picker = document.querySelector("select[data-go]");
let keyed = false;
picker?.addEventListener("keydown", () => { keyed = true; });
picker?.addEventListener("pointerdown", () => { keyed = false; });
picker?.addEventListener("change", (event) => { if (event.target.value && !keyed) event.target.form.requestSubmit(); });

document.querySelector("a[href='#add']")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("add").scrollIntoView({ block: "nearest" });
  document.querySelector("#add :is(select, input:not([type=hidden]))").focus();
});
document.querySelector("form.columns")?.addEventListener("click", (event) => {
  const item = event.target.closest("[data-up]")?.closest("li");
  if (item?.previousElementSibling) { item.previousElementSibling.before(item); event.target.focus(); }
});
