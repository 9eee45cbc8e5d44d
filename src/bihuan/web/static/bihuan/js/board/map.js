// 地图：本地轮廓画在 canvas 上，不取瓦片。事项按屏幕格子聚合；鼠标、触摸、按键都能移动和放缩。
const CELL = 46; // 聚合的格子，像素
const RANK = { overdue: 3, today: 2, two: 2, five: 1, later: 0, none: 0 };

export class CountyMap {
  constructor(box, board) {
    this.box = box;
    this.board = board;
    this.canvas = box.querySelector("canvas");
    this.paint = this.canvas.getContext("2d");
    this.cards = [];
    this.shapes = [];
    this.pointers = new Map();
    this.ratio = 1; // 经度一度与纬度一度之比
    this.listen();
  }

  outline(told) {
    this.shapes = told.features.map(({ properties, geometry }) => {
      const { type, coordinates } = geometry;
      const rings = type === "Polygon" || type === "MultiLineString" ? coordinates : type === "MultiPolygon" ? coordinates.flat() : [coordinates];
      return { name: properties.name, kind: properties.kind, rings, filled: type.endsWith("Polygon") };
    });
  }

  show(cards) {
    this.cards = cards.filter((card) => card.x !== null);
    this.view ||= null;
    if (!this.view) this.fit();
    this.draw();
  }

  fit() {
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
    const take = (x, y) => { left = Math.min(left, x); right = Math.max(right, x); bottom = Math.min(bottom, y); top = Math.max(top, y); };
    for (const shape of this.shapes) for (const ring of shape.rings) for (const [x, y] of ring) take(x, y);
    if (left === Infinity) for (const card of this.cards) take(card.x / 1e6, card.y / 1e6);
    if (left === Infinity) return;
    this.ratio = Math.cos(((bottom + top) / 2) * Math.PI / 180);
    const wide = Math.max((right - left) * this.ratio, 1e-4), high = Math.max(top - bottom, 1e-4);
    const { clientWidth: w, clientHeight: h } = this.canvas;
    this.least = Math.min((w - 32) / wide, (h - 64) / high);
    this.view = { x: (left + right) / 2, y: (bottom + top) / 2, scale: this.least };
  }

  px(x, y) { return [(x - this.view.x) * this.ratio * this.view.scale + this.w / 2, (this.view.y - y) * this.view.scale + this.h / 2]; }

  draw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => { this.waiting = false; this.paintAll(); });
  }

  paintAll() {
    const { clientWidth: w, clientHeight: h } = this.canvas, dpr = devicePixelRatio || 1;
    if (!w || !this.view) return;
    if (this.canvas.width !== Math.round(w * dpr)) { this.canvas.width = Math.round(w * dpr); }
    if (this.canvas.height !== Math.round(h * dpr)) { this.canvas.height = Math.round(h * dpr); }
    [this.w, this.h] = [w, h];
    const style = getComputedStyle(document.documentElement);
    this.color = (name) => style.getPropertyValue(name).trim();
    this.paint.setTransform(dpr, 0, 0, dpr, 0, 0);
    this.paint.clearRect(0, 0, w, h);
    this.paintOutline();
    this.paintRings();
    this.paintClusters();
  }

  paintOutline() {
    const { paint } = this;
    for (const shape of this.shapes) {
      paint.beginPath();
      for (const ring of shape.rings) ring.forEach(([x, y], at) => { const [a, b] = this.px(x, y); at ? paint.lineTo(a, b) : paint.moveTo(a, b); });
      if (shape.filled && shape.kind !== "county") { paint.fillStyle = this.color("--well"); paint.fill("evenodd"); }
      paint.strokeStyle = this.color(shape.kind === "county" ? "--edge" : "--line");
      paint.lineWidth = shape.kind === "county" ? 2 : 1;
      paint.stroke();
    }
    paint.fillStyle = this.color("--ink-2");
    paint.font = `12px ${this.color("--sans")}`;
    paint.textAlign = "center";
    for (const shape of this.shapes) {
      if (shape.kind === "county" || !shape.filled) continue;
      const xs = shape.rings[0].map(([x]) => x), ys = shape.rings[0].map(([, y]) => y);
      const [a, b] = this.px((Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2);
      paint.fillText(shape.name, a, b);
    }
  }

  paintRings() { // 图斑：放大后才看得清，缩小时只剩一个点
    const { paint } = this;
    paint.lineWidth = 1.5;
    for (const card of this.cards) {
      if (!card.ring) continue;
      const [a, b] = this.px(card.x / 1e6, card.y / 1e6);
      if (a < -50 || b < -50 || a > this.w + 50 || b > this.h + 50) continue;
      paint.beginPath();
      card.ring.split(" ").forEach((point, at) => { const [x, y] = point.split(",").map(Number); const [c, d] = this.px(x, y); at ? paint.lineTo(c, d) : paint.moveTo(c, d); });
      paint.strokeStyle = this.color(this.tone(card.light));
      paint.stroke();
    }
  }

  tone(light) { return { overdue: "--lamp-bad", today: "--lamp-warn", two: "--lamp-warn", five: "--lamp-warn", later: "--lamp-good", none: "--lamp-idle" }[light]; }

  clusters() {
    const found = new Map();
    for (const card of this.cards) {
      const [a, b] = this.px(card.x / 1e6, card.y / 1e6);
      if (a < -CELL || b < -CELL || a > this.w + CELL || b > this.h + CELL) continue;
      const key = Math.floor(a / CELL) * 10000 + Math.floor(b / CELL);
      let one = found.get(key);
      if (!one) found.set(key, one = { a: 0, b: 0, count: 0, late: 0, soon: 0, calm: 0, light: "none", cards: [] });
      one.a += a; one.b += b; one.count++;
      if (RANK[card.light] === 3) one.late++; else if (RANK[card.light] === 2) one.soon++; else one.calm++;
      if (RANK[card.light] > RANK[one.light] || one.count === 1) one.light = card.light;
      if (one.cards.length < 60) one.cards.push(card);
    }
    return [...found.values()].map((one) => ({ ...one, a: one.a / one.count, b: one.b / one.count, r: one.count === 1 ? 6 : Math.min(21, 12 + Math.log2(one.count) * 1.1) }));
  }

  paintClusters() {
    this.drawn = this.clusters();
    const { paint } = this;
    paint.textAlign = "center";
    paint.textBaseline = "middle";
    paint.font = `600 11px ${this.color("--sans")}`;
    for (const one of this.drawn) {
      const here = one.cards.some((card) => card.key === this.board.at);
      one.count === 1 ? this.paintOne(one, here) : this.paintMany(one, here);
    }
    paint.textBaseline = "alphabetic";
  }

  paintOne({ a, b, r, light }, here) { // 一件：形状和颜色说同一件事
    const { paint } = this;
    paint.beginPath();
    if (light === "overdue") paint.rect(a - r, b - r, 2 * r, 2 * r);
    else if (RANK[light]) { paint.moveTo(a, b - r * 1.25); paint.lineTo(a + r * 1.15, b + r * .85); paint.lineTo(a - r * 1.15, b + r * .85); paint.closePath(); }
    else paint.arc(a, b, r, 0, 7);
    paint.fillStyle = this.color(this.tone(light));
    paint.fill();
    paint.lineWidth = here ? 4 : 1.5;
    paint.strokeStyle = this.color(here ? "--focus" : "--paper");
    paint.stroke();
  }

  paintMany({ a, b, r, count, late, soon, calm }, here) { // 一片：总数，逾期几件，外圈是各占多少
    const { paint } = this;
    paint.beginPath();
    paint.arc(a, b, r, 0, 7);
    paint.fillStyle = this.color("--paper");
    paint.fill();
    let from = -Math.PI / 2;
    paint.lineWidth = 4;
    for (const [part, name] of [[late, "--lamp-bad"], [soon, "--lamp-warn"], [calm, "--lamp-good"]]) {
      if (!part) continue;
      const to = from + 2 * Math.PI * part / count;
      paint.beginPath();
      paint.arc(a, b, r, from, to);
      paint.strokeStyle = this.color(name);
      paint.stroke();
      from = to;
    }
    if (here) { paint.beginPath(); paint.arc(a, b, r + 4, 0, 7); paint.lineWidth = 3; paint.strokeStyle = this.color("--focus"); paint.stroke(); }
    paint.fillStyle = this.color("--ink");
    paint.fillText(count > 999 ? `${Math.round(count / 100) / 10}k` : count, a, b - (late ? 4 : -.5));
    if (late) { paint.fillStyle = this.color("--bad"); paint.font = `600 9px ${this.color("--sans")}`; paint.fillText(`■${late > 999 ? "…" : late}`, a, b + 7); paint.font = `600 11px ${this.color("--sans")}`; }
  }

  zoom(by, a = this.w / 2, b = this.h / 2) {
    if (!this.view) return;
    const before = this.view.scale;
    const scale = Math.max(this.least * .6, Math.min(this.least * 600, before * by));
    this.view.x += (a - this.w / 2) / this.ratio * (1 / before - 1 / scale);
    this.view.y -= (b - this.h / 2) * (1 / before - 1 / scale);
    this.view.scale = scale;
    this.draw();
  }

  pan(a, b) {
    if (!this.view) return;
    this.view.x -= a / this.ratio / this.view.scale;
    this.view.y += b / this.view.scale;
    this.draw();
  }

  center(card) {
    if (!this.view || card.x === null) return;
    this.view.x = card.x / 1e6;
    this.view.y = card.y / 1e6;
    this.draw();
  }

  pick(a, b) {
    let best = null;
    for (const one of this.drawn || []) {
      const apart = Math.hypot(one.a - a, one.b - b);
      if (apart <= Math.max(one.r, 12) + 2 && (!best || apart < best.apart)) best = { ...one, apart };
    }
    if (!best) return;
    const close = best.count > 1 && this.view.scale < this.least * 150;
    if (close) this.zoom(2.5, best.a, best.b);
    else this.board.go(best.cards[0], true);
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("wheel", (event) => { event.preventDefault(); this.zoom(event.deltaY < 0 ? 1.25 : .8, event.offsetX, event.offsetY); }, { passive: false });
    canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); this.pointers.set(event.pointerId, event); this.moved = 0; });
    canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, (event) => {
      if (name === "pointerup" && this.pointers.size === 1 && this.moved < 5) this.pick(event.offsetX, event.offsetY);
      this.pointers.delete(event.pointerId);
    });
    canvas.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
      if (way) this.pan(...way);
      else if (event.key === "+" || event.key === "=") this.zoom(1.5);
      else if (event.key === "-") this.zoom(1 / 1.5);
      else if (event.key === "0") { this.fit(); this.draw(); }
      else if (event.key === "Enter") this.pick(...this.middle());
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.box.addEventListener("click", (event) => {
      const by = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (by === "0") { this.fit(); this.draw(); } else if (by) this.zoom(by === "1" ? 1.6 : 1 / 1.6);
    });
    new ResizeObserver(() => { if (this.view) this.draw(); }).observe(this.box);
  }

  middle() { // 离正中最近的一处
    const near = [...(this.drawn || [])].sort((one, other) => Math.hypot(one.a - this.w / 2, one.b - this.h / 2) - Math.hypot(other.a - this.w / 2, other.b - this.h / 2))[0];
    return near ? [near.a, near.b] : [this.w / 2, this.h / 2];
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    this.moved += Math.abs(event.movementX) + Math.abs(event.movementY);
    if (this.pointers.size === 2) {
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)[1];
      const was = Math.hypot(before.offsetX - other.offsetX, before.offsetY - other.offsetY), is = Math.hypot(event.offsetX - other.offsetX, event.offsetY - other.offsetY);
      if (was > 0) this.zoom(is / was, (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
    } else this.pan(event.offsetX - before.offsetX, event.offsetY - before.offsetY);
    this.pointers.set(event.pointerId, event);
  }
}
