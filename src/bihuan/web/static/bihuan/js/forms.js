// 表单：第一处错误得到焦点，没有错误就是办完后的那句话；金额随手显示万元；没保存就离开时提醒；提交后按钮不再能按第二次。
const changed = new Set();

const wrong = document.querySelector("main form .field.wrong :is(input, select, textarea)");
const told = document.querySelector("main [data-told]");
if (wrong) wrong.focus({ preventScroll: true });
else if (told && document.activeElement === document.body && !document.querySelector("[autofocus]")) told.focus({ preventScroll: true });

function money(input) {
  const out = document.getElementById(`${input.id}-says`);
  const amount = Number(input.value.replaceAll(",", ""));
  if (out) out.textContent = input.value && Number.isFinite(amount) && Math.abs(amount) >= 10000 ? `即 ${(amount / 10000).toLocaleString("zh-CN", { maximumFractionDigits: 4 })} 万元` : "";
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-money]")) money(event.target);
  const form = event.target.closest("form[data-save]");
  if (form) changed.add(form);
});
document.querySelectorAll("[data-money]").forEach(money);

document.addEventListener("submit", (event) => {
  changed.delete(event.target);
  if (event.defaultPrevented) return;
  if (event.target.method !== "post" || event.target.hasAttribute("hx-post")) return;
  setTimeout(() => event.target.querySelectorAll("button[type=submit]").forEach((one) => { one.disabled = true; one.setAttribute("aria-busy", "true"); }));
});
window.addEventListener("beforeunload", (event) => { if (changed.size) event.preventDefault(); });
window.addEventListener("pageshow", () => document.querySelectorAll("button[aria-busy]").forEach((one) => { one.disabled = false; one.removeAttribute("aria-busy"); }));
