// 稿子页上引用的材料：复制一处，连同它的来源。
import { copyBy } from "./copying.js";

document.querySelectorAll("[data-copy-quote]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const quote = button.closest("li");
    copyBy(button, `${quote.querySelector("blockquote").innerText.trim()}\n${quote.querySelector(".quote-foot > a").textContent}`, "引用");
  });
});
