// 点开一个数字后，标出它在稿子里的位置；窄屏上出处从下面升起，不离开原处。
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "source") return;
  const claim = event.detail.requestConfig?.elt?.closest?.(".claim");
  if (!claim) return;
  document.querySelectorAll(".claim.here").forEach((one) => one.classList.remove("here"));
  claim.classList.add("here");
  const panel = event.detail.target;
  panel.scrollTop = 0;
  if (window.matchMedia("(max-width: 48rem)").matches) seen(claim);
  else if (window.matchMedia("(max-width: 64rem)").matches) panel.scrollIntoView({ block: "start" });
  panel.focus({ preventScroll: true });
});

function seen(claim) {
  const low = claim.getBoundingClientRect().bottom - window.innerHeight * 0.4;
  if (low > 0) window.scrollBy({ top: low });
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-fold]")) return;
  event.preventDefault();
  document.querySelector("#source [data-claim]")?.removeAttribute("data-claim");
  document.querySelector(".claim.here")?.focus({ preventScroll: true });
});
