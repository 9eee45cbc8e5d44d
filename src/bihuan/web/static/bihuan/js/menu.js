// 抽屉菜单和下拉：Esc 关闭，点别处关闭，焦点回到原处。
const drawer = () => location.hash === "#menu" && document.getElementById("menu");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (drawer()) { location.hash = "#main"; document.querySelector(".bottom [href='#menu']")?.focus(); }
  const open = document.querySelector("details.menu-drop[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu-drop[open]").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
  if (drawer() && !event.target.closest("#menu, [href='#menu']")) location.hash = "#main";
});

window.addEventListener("hashchange", () => drawer() && document.querySelector("#menu a")?.focus());
