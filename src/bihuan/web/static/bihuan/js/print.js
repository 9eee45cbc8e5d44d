// 打印：data-print 的按钮。
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) print(); });
