// 条目页：被退回的表单重新打开；打印；佐证分片上传，断了接着传。
import { show } from "./dialogs.js";
import { line, send } from "./upload.js";

const refused = document.querySelector("dialog[data-open-now]");
if (refused) show(refused);
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-upload]");
  const files = form && [...form.elements.files.files];
  if (!form || !files.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  const about = { ledger: form.dataset.ledger, entry: form.dataset.entry, note: form.elements.note.value, place: form.elements.with_place.checked };
  let failed = 0;
  for (const file of files) {
    const row = line(form.querySelector("[data-sending]"), file.name);
    try {
      await send(form.dataset.uploads, file, about, row.say);
      row.done();
    } catch (reason) {
      failed += 1;
      row.fail(reason.message);
    }
  }
  button.disabled = false;
  form.elements.files.value = "";
  if (!failed) window.location.reload();
}, true);
