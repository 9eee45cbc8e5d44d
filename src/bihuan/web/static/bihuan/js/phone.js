// 手机页：拍了就传，传不动先存着；照片传完自动提交办结。没有脚本时表单照样能用。
import * as queue from "./queue.js";
import { Refused, line, send } from "./upload.js";

const form = document.querySelector("form[data-answer]");
const list = document.querySelector("[data-sending]");
const hint = document.querySelector("[data-hint]");
const net = document.querySelector("[data-line]");
const rows = new Map();
let pumping = false;
let wanted = false;
let left = 0;

function status() {
  if (!net) return;
  const sending = navigator.onLine && !list && left ? `还有 ${left} 件照片或文件正在传。` : "";
  net.textContent = navigator.onLine ? sending : "没有网络。照片先存在手机里，有网后自动接着传。";
  net.hidden = !net.textContent;
}
window.addEventListener("online", status);
window.addEventListener("offline", status);
status();

const here = (item) => form && item.ledger === form.dataset.ledger && item.entry === form.dataset.entry;

async function waiting() {
  return (await queue.all()).filter(here);
}

function row_of(item) {
  if (!rows.has(item.key) && list && here(item)) rows.set(item.key, line(list, item.file.name));
  return rows.get(item.key);
}

async function pump() {
  if (pumping) return;
  pumping = true;
  for (let items = await queue.all(); items.length; items = await queue.all()) {
    const item = items[0];
    left = items.length;
    status();
    items.forEach(row_of);
    const row = row_of(item);
    try {
      await send(item.uploads, item.file, item, (done, total, held) => row?.say(done, total, held));
      row?.done();
    } catch (reason) {
      row?.fail(reason instanceof Refused ? reason.message : "请重新拍一张");
    }
    await queue.drop(item.key);
  }
  pumping = false;
  left = 0;
  status();
  if (wanted) finish();
}

// 选好的照片进队列。存不下（无痕模式）的留在表单里，随办结一起提交。
async function take(input) {
  const place = form.elements.with_place.checked;
  const files = [...input.files];
  try {
    for (const file of files) await queue.put({ ledger: form.dataset.ledger, entry: form.dataset.entry, uploads: form.dataset.uploads, file, place });
    input.value = "";
  } catch {
    return;
  }
  pump();
}

document.addEventListener("change", (event) => {
  const input = event.target.closest("form[data-answer] input[type=file]");
  if (input) take(input);
});

async function finish() {
  wanted = false;
  if (hint) hint.textContent = "正在提交……";
  const button = form.querySelector("[data-do]");
  button.disabled = true;
  for (;;) {
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" });
      if (answer.type === "opaqueredirect") { window.location.assign(form.dataset.next); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const reason = page.querySelector(".said.error, [role=alert]")?.textContent.trim() || `没有办成（${answer.status}）`;
      hint.textContent = reason;
      break;
    } catch {
      hint.textContent = "网络断了，恢复后自动提交。";
      await new Promise((done) => { setTimeout(done, 5000); window.addEventListener("online", done, { once: true }); });
    }
  }
  button.disabled = false;
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  wanted = true;
  if ((await waiting().catch(() => [])).length) {
    hint.textContent = "照片传完后自动提交，可以先放着。";
    pump();
    return;
  }
  finish();
});

pump().catch(() => {});
// 网络慢时脚本晚到：到之前已选好的照片也要传。
form?.querySelectorAll("input[type=file]").forEach((input) => input.files.length && take(input));
