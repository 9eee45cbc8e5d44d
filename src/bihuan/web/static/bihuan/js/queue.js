// 待传的照片存在手机里（IndexedDB）：关了页面、断了电，下次打开接着传。
const NAME = "bihuan-queue";

function open() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "key", autoIncrement: true });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

async function with_store(mode, work) {
  const base = await open();
  try {
    return await new Promise((done, failed) => {
      const request = work(base.transaction("files", mode).objectStore("files"));
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  } finally {
    base.close();
  }
}

export const put = (item) => with_store("readwrite", (store) => store.add(item));
export const drop = (key) => with_store("readwrite", (store) => store.delete(key));
export const all = () => with_store("readonly", (store) => store.getAll());
