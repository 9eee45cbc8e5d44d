// 点开一个数字后，标出它在稿子里的位置；窄屏上带到右栏。
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "source") return;
  const claim = event.detail.requestConfig?.elt?.closest?.(".claim");
  if (!claim) return;
  document.querySelectorAll(".claim.here").forEach((one) => one.classList.remove("here"));
  claim.classList.add("here");
  const panel = event.detail.target;
  panel.scrollTop = 0;
  if (window.matchMedia("(max-width: 64rem)").matches) panel.scrollIntoView({ behavior: "smooth", block: "start" });
  panel.focus({ preventScroll: true });
});
