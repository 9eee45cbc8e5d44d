// 对话框：data-dialog 打开；data-confirm 的按钮先问一句再做。没有脚本时按钮直接提交，服务端另有一页确认。
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) { event.preventDefault(); dialog.showModal(); return; }
  if (event.target.closest("[data-close]")) { event.preventDefault(); event.target.closest("dialog, .flash")?.[event.target.closest("dialog") ? "close" : "remove"](); return; }
  if (event.target.nodeName === "DIALOG" && event.target.open) event.target.close();
});

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
  ask.showModal();
  ask.addEventListener("close", () => {
    if (ask.returnValue !== "yes") return button?.focus();
    form.dataset.sure = "yes";
    form.requestSubmit(button || undefined);
    delete form.dataset.sure;
  }, { once: true });
}, true);
