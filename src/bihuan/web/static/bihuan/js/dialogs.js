// 对话框：data-dialog 打开；data-confirm 的按钮先问一句再做。没有脚本时按钮直接提交，服务端另有一页确认。
const FIRST = ".body :is(input:not([type=hidden]), select, textarea), footer [type=submit]";

// 打开后焦点在第一个要填的框，不在“关闭”上；关闭后浏览器把焦点还给打开它的按钮。
export function show(dialog) {
  dialog.showModal();
  dialog.querySelector(FIRST)?.focus();
}

function shut(box) {
  if (box?.matches("dialog")) return box.close();
  box?.remove();
  document.getElementById("main").focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) { event.preventDefault(); show(dialog); return; }
  if (event.target.closest("[data-close]")) { event.preventDefault(); shut(event.target.closest("dialog, .flash")); return; }
  if (event.target.nodeName === "DIALOG" && event.target.open) event.target.close();
});

// 问过的那一次：哪张表、哪个按钮。close 来得晚，那时对话框可能又为下一次打开了，所以先看它是否还开着。
let asked = null;

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  const form = event.target;
  const words = button?.dataset.confirm || form.dataset.confirm;
  const ask = document.getElementById("confirm");
  if (!words || !ask || form.dataset.sure) return;
  event.preventDefault();
  event.stopPropagation();
  ask.querySelector("[data-words]").textContent = words;
  ask.returnValue = "";
  asked = { form, button };
  ask.showModal();
}, true);

document.addEventListener("close", ({ target: ask }) => {
  if (ask.id !== "confirm" || ask.open || !asked) return;
  const { form, button } = asked;
  asked = null;
  if (ask.returnValue !== "yes") return button?.focus();
  form.dataset.sure = "yes";
  form.requestSubmit(button || undefined);
  delete form.dataset.sure;
}, true);
