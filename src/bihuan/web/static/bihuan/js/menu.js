// 抽屉菜单和下拉：Esc 关闭，点别处或焦点离开也关闭，焦点回到原处。
export function toMain() {
  const main = document.getElementById("main");
  main.focus({ preventScroll: true });
  main.scrollIntoView({ block: "start", behavior: "instant" });
}

const drawer = () => location.hash === "#menu" && document.getElementById("menu");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (drawer()) { location.hash = "#main"; document.querySelector(".bottom [href='#menu']")?.focus(); }
  const open = document.querySelector("details.menu-drop[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});

document.addEventListener("click", (event) => {
  if (event.target.closest(".skip")) { event.preventDefault(); toMain(); } // 地址里不留 #main：它会带到下一页，抢走那里该有的焦点
  document.querySelectorAll("details.menu-drop[open]").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
  if (drawer() && !event.target.closest("#menu, [href='#menu']")) location.hash = "#main";
});

document.addEventListener("focusout", (event) => {
  const open = event.target.closest("details.menu-drop[open]");
  if (open && event.relatedTarget && !open.contains(event.relatedTarget)) open.open = false;
});

window.addEventListener("hashchange", () => drawer() && document.querySelector("#menu a")?.focus());
