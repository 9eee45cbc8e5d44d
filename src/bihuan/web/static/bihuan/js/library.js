// 素材库：拼音输入未完时不查；阅读页到第一处、上一处下一处、复制带来源；添加文件可以拖进来。
const form = document.getElementById("library-form");
form?.addEventListener("input", (event) => { if (event.isComposing) event.stopPropagation(); }, true);
form?.addEventListener("compositionend", (event) => event.target.dispatchEvent(new InputEvent("input", { bubbles: true })));

const article = document.querySelector(".reader-text");
if (article) {
  const places = [...article.querySelectorAll("mark.sought")];
  const said = document.querySelector("[data-said]");
  let at = -1;

  const show = (index, behavior) => {
    places[at]?.classList.remove("here");
    at = (index + places.length) % places.length;
    places[at].classList.add("here");
    places[at].scrollIntoView({ block: "center", behavior });
  };
  document.querySelectorAll("[data-walk]").forEach((one) => { one.hidden = places.length < 1; });
  document.querySelectorAll("[data-walk-to]").forEach((one) => one.addEventListener("click", () => {
    show(at + Number(one.dataset.walkTo), "auto");
    said.textContent = `第 ${at + 1} 处，共 ${places.length} 处`;
  }));
  // 一打开就在命中处：地址里指着一段，就是那一段里的第一处；指着一个数字，就是它自己。
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (places.length && !target?.matches(".q")) {
    const first = places.findIndex((one) => !target || target.contains(one));
    if (first >= 0) requestAnimationFrame(() => show(first, "instant"));
  }

  const piece = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest(".piece");
  const cited = (words, numbers) => `${words}\n——来源：${article.dataset.source}，第${numbers}段`;
  const wordsOf = (section) => [...section.querySelectorAll(".piece-text > p")].map((one) => one.textContent.trim()).filter(Boolean).join("\n");

  async function copy(text, what) {
    let done = false;
    if (navigator.clipboard) done = await navigator.clipboard.writeText(text).then(() => true, () => false);
    if (!done) {
      const box = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
      const before = document.activeElement;
      document.body.append(box);
      box.select();
      done = document.execCommand("copy");
      box.remove();
      before?.focus?.({ preventScroll: true });
    }
    said.textContent = done ? `已复制${what}，带来源` : "没有复制成，请按 Ctrl+C";
    return done;
  }

  article.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const section = button.closest(".piece");
      const done = await copy(cited(wordsOf(section), section.dataset.number), `第${section.dataset.number}段`);
      button.textContent = done ? "已复制" : "没有复制成";
      setTimeout(() => { button.textContent = "复制"; }, 2000);
    });
  });

  // 选中的文字：按钮只在正文里有选中时出现；失去选中前先记下。
  const chosen = document.querySelector("[data-copy-chosen]");
  let held = null;
  document.addEventListener("selectionchange", () => {
    const now = document.getSelection();
    const inside = !now.isCollapsed && article.contains(now.anchorNode) && article.contains(now.focusNode);
    chosen.hidden = !inside;
    if (!inside) return;
    const range = now.getRangeAt(0);
    const [first, last] = [piece(range.startContainer), piece(range.endContainer)].map((one) => one?.dataset.number);
    held = { words: now.toString().trim(), numbers: first && last && first !== last ? `${first}–${last}` : first || last || "" };
  });
  chosen?.addEventListener("mousedown", (event) => event.preventDefault());
  chosen?.addEventListener("click", () => { if (held?.words) copy(cited(held.words, held.numbers), "选中的文字"); });
}

const drop = document.querySelector("[data-drop]");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  const list = drop.querySelector("[data-chosen]");
  const size = (bytes) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);
  const tell = () => {
    const files = [...input.files];
    const lines = files.slice(0, 12).map((one) => Object.assign(document.createElement("li"), { textContent: `${one.name}（${size(one.size)}）` }));
    if (files.length > 12) lines.push(Object.assign(document.createElement("li"), { textContent: `……共 ${files.length} 个` }));
    list.replaceChildren(...lines);
  };
  input.addEventListener("change", tell);
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
}
