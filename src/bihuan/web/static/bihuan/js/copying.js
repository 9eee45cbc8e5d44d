// 把文字放进剪贴板；没有 https 的内网站点上用老办法。成没成都用 data-said 念出来。
export async function copy(text, what) {
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
  document.querySelector("[data-said]").textContent = done ? `已复制${what}，带来源` : "没有复制成，请按 Ctrl+C";
  return done;
}

// 按钮上写两秒结果。
export async function copyBy(button, text, what) {
  const done = await copy(text, what);
  button.textContent = done ? "已复制" : "没有复制成";
  setTimeout(() => { button.textContent = "复制"; }, 2000);
}
