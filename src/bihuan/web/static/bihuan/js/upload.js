// 分片上传：开始、逐片、完成。断了就等，等到了从断处接着传；服务端不认的，把原因交回来。
import { sha256 } from "./sha256.js";

const PIECE = 256 * 1024;
const WAITS = [1000, 2000, 5000, 10000, 20000];

export class Refused extends Error {}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

// 网络断了就等；回来的都是服务端的答复。
async function ask(address, options, waiting) {
  for (let tries = 0; ; tries += 1) {
    let answer;
    try {
      answer = await fetch(address, { ...options, headers: { "X-CSRFToken": token(), ...options.headers }, credentials: "same-origin" });
    } catch {
      answer = null;
    }
    if (answer && answer.status < 500 && answer.status !== 429) return answer;
    waiting?.();
    await pause(WAITS[Math.min(tries, WAITS.length - 1)]);
  }
}

const pause = (time) => new Promise((done) => {
  const timer = setTimeout(done, time);
  window.addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
});

async function told(answer) {
  if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) throw new Refused(answer.redirected ? "登录已过期，请重新登录后再传" : `没有传成（${answer.status}）`);
  const found = await answer.json();
  if (!answer.ok && answer.status !== 409) throw new Refused([found.what, found.hint].filter(Boolean).join("，"));
  return found;
}

// file：要传的文件；about：{ledger, entry, note, place}；say(done, total, waiting)：进度。返回佐证 {id, name, link, small}。
export async function send(uploads, file, about, say) {
  const json = (body) => ({ method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  let at = 0;
  const waiting = () => say(at, file.size, true);
  let upload = await told(await ask(uploads, json({ ledger: about.ledger, entry: about.entry, name: file.name, size: file.size }), waiting));
  const mine = `${uploads}${upload.id}/`;
  at = upload.offset;
  while (at < file.size) {
    say(at, file.size, false);
    const piece = file.slice(at, at + PIECE);
    upload = await told(await ask(mine, { method: "PATCH", body: piece, headers: { "Upload-Offset": String(at), "Content-Type": "application/octet-stream" } }, waiting));
    at = upload.offset;
  }
  say(at, file.size, false);
  const digest = await sha256(await file.arrayBuffer());
  return told(await ask(`${mine}finish/`, json({ sha256: digest, note: about.note || "", place: Boolean(about.place) }), waiting));
}

// 一件一行的进度。
export function line(list, name) {
  const row = document.createElement("li");
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `上传 ${name}`);
  words.textContent = `${name}：等待上传`;
  row.append(words, bar);
  list.append(row);
  return {
    row,
    say(done, total, waiting) {
      bar.value = total ? (done / total) * 100 : 0;
      words.textContent = waiting ? `${name}：网络断了，恢复后从 ${Math.floor(bar.value)}% 接着传` : `${name}：正在上传 ${Math.floor(bar.value)}%`;
    },
    done() { bar.remove(); words.textContent = `${name}：已传好`; row.dataset.state = "done"; },
    fail(reason) { bar.remove(); words.textContent = `${name}：没有传成，${reason}`; words.className = "bad"; row.dataset.state = "failed"; },
  };
}
