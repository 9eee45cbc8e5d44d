// 是否正在输入：正在输入时单键不作快捷键。
export const typing = (event) =>
  event.isComposing || Boolean(event.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));

export const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey);

export const dialogOpen = () => document.querySelector("dialog[open]");
