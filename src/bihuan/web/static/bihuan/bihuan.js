// 键盘：按 / 跳到本页的搜索或筛选框。页面没有脚本也全部可用。
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("[data-search]");
  if (box) { event.preventDefault(); box.focus(); }
});

// 点开一个数字后，标出它在稿子里的位置；窄屏上带到右栏。
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "source") return;
  const claim = event.detail.requestConfig?.elt?.closest?.(".claim");
  if (!claim) return;
  document.querySelectorAll(".claim.here").forEach((one) => one.classList.remove("here"));
  claim.classList.add("here");
  const panel = event.detail.target;
  panel.scrollTop = 0;
  if (window.matchMedia("(max-width: 60rem)").matches) panel.scrollIntoView({ behavior: "smooth", block: "start" });
  panel.focus({ preventScroll: true });
});
