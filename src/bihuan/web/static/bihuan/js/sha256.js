// SHA-256。浏览器只在加密连接上给 crypto.subtle，内网常常没有，所以这里自己算。
const K = new Uint32Array(64);
const START = new Uint32Array(8);
for (let found = 0, n = 2; found < 64; n += 1) {
  let prime = true;
  for (let d = 2; d * d <= n; d += 1) if (n % d === 0) { prime = false; break; }
  if (!prime) continue;
  const part = (power) => { const root = n ** power; return ((root - Math.floor(root)) * 2 ** 32) >>> 0; };
  if (found < 8) START[found] = part(1 / 2);
  K[found] = part(1 / 3);
  found += 1;
}

export async function sha256(buffer) {
  const bytes = globalThis.crypto?.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", buffer)) : digest(new Uint8Array(buffer));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function digest(data) {
  const state = START.slice();
  const words = new Uint32Array(64);
  const whole = data.length - (data.length % 64);
  const rest = new Uint8Array(data.length % 64 < 56 ? 64 : 128);
  rest.set(data.subarray(whole));
  rest[data.length % 64] = 0x80;
  const tail = new DataView(rest.buffer);
  tail.setUint32(rest.length - 8, Math.floor(data.length / 2 ** 29));
  tail.setUint32(rest.length - 4, (data.length * 8) >>> 0);
  for (let at = 0; at < whole; at += 64) block(state, words, new DataView(data.buffer, data.byteOffset + at, 64), 0);
  for (let at = 0; at < rest.length; at += 64) block(state, words, tail, at);
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => out.setUint32(at * 4, word));
  return new Uint8Array(out.buffer);
}

const turn = (x, n) => (x >>> n) | (x << (32 - n));

function block(state, w, view, at) {
  for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(at + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = (w[i - 16] + a + w[i - 7] + b) >>> 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) >>> 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) >>> 0; });
}
