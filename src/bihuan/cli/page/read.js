"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const views = [...document.querySelectorAll(".view")];
  const choosers = [...document.querySelectorAll(".chooser a")];
  const narrow = matchMedia("(max-width: 46rem)");

  // One report of a compilation at a time: the one that the address points into.
  const show = (view) => {
    views.forEach((one) => { one.hidden = one !== view; });
    choosers.forEach((link) => {
      if (link.hash === "#" + view.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  const aimed = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target || views[0];
  };
  const follow = () => {
    const target = aimed();
    show(target.closest(".view"));
    if (target.matches(".q")) choose(target);
    if (!target.matches(".view")) target.scrollIntoView();
  };

  // Text offsets: the subject of a number is marked without touching the text.
  const range = (view, start, end) => {
    const made = document.createRange();
    const walker = document.createTreeWalker(view.querySelector(".paper"), NodeFilter.SHOW_TEXT);
    let at = 0, open = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = at + [...node.data].length;
      const unit = (offset) => [...node.data].slice(0, offset - at).join("").length;
      if (!open && start < next) { made.setStart(node, unit(start)); open = true; }
      if (open && end <= next) { made.setEnd(node, unit(end)); return made; }
      at = next;
    }
    return null;
  };

  const place = (number) => {
    const view = number.closest(".view");
    const index = Number(number.id.split("-q")[1]);
    return { view, index, fact: facts[view.id][index], find: (i) => document.getElementById(`${view.id}-q${i}`) };
  };
  const clear = () => {
    document.querySelectorAll(".kindred").forEach((one) => one.classList.remove("kindred"));
    if (window.CSS && CSS.highlights) CSS.highlights.delete("subject");
  };
  const light = (number) => {
    clear();
    const { view, fact, find } = place(number);
    fact.relations.forEach(([, to]) => find(to).classList.add("kindred"));
    if (!fact.subject_at || !(window.CSS && CSS.highlights)) return;
    const words = range(view, fact.subject_at[0], fact.subject_at[1]);
    if (words) CSS.highlights.set("subject", new Highlight(words));
  };

  const make = (tag, text, parent) => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  const tell = (number) => {
    const { view, fact, find } = place(number);
    const box = view.querySelector(".facts");
    box.replaceChildren();
    const close = make("button", "×", box);
    close.type = "button";
    close.className = "close";
    close.setAttribute("aria-label", "关闭");
    close.onclick = () => { box.hidden = true; unchoose(); number.focus(); };
    const title = make("h2", fact.text + " ", box);
    make("small", fact.kind, title);
    const list = make("dl", "", box);
    fact.lines.forEach(([name, said]) => { make("dt", name, list); make("dd", said, list); });
    [...new Set(fact.relations.map(([said]) => said))].forEach((said) => {
      make("dt", said, list);
      const row = make("dd", "", list);
      fact.relations.filter((one) => one[0] === said).forEach(([, to]) => {
        const line = make("div", "", row);
        make("a", find(to).textContent, line).href = "#" + find(to).id;
        make("small", place(find(to)).fact.name, line);
      });
    });
    if (fact.sum) make("p", fact.sum, box).className = "sum";
    box.hidden = false;
  };
  let chosen = null;
  const unchoose = () => { if (chosen) chosen.classList.remove("chosen"); chosen = null; clear(); };
  const choose = (number) => {
    unchoose();
    chosen = number;
    number.classList.add("chosen");
    light(number);
    tell(number);
  };

  views.filter((view) => facts[view.id]).forEach((view) => {
    const numbers = [...view.querySelectorAll(".q")];
    const form = view.querySelector(".filters");
    numbers.forEach((number) => {
      number.removeAttribute("title");
      number.addEventListener("focus", () => choose(number));
      number.addEventListener("mouseenter", () => light(number));
      number.addEventListener("mouseleave", () => (chosen ? light(chosen) : clear()));
    });
    const matching = () => numbers.filter((number) => !number.classList.contains("off"));
    const filter = () => {
      const wanted = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);
      const kinds = wanted("kind"), stances = wanted("stance"), blank = wanted("blank").length > 0;
      numbers.forEach((number) => {
        const has = (word) => number.classList.contains(word);
        const off = !kinds.some(has) || !stances.some(has) || (blank && !has("blank"));
        number.classList.toggle("off", off);
        number.tabIndex = off ? -1 : 0;
      });
      form.querySelector("output").textContent = matching().length;
    };
    form.addEventListener("change", filter);
    const step = (by) => {
      const here = matching();
      if (!here.length) return;
      const at = here.indexOf(chosen);
      const next = here[at < 0 ? (by > 0 ? 0 : here.length - 1) : (at + by + here.length) % here.length];
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "center" });
    };
    form.elements.on.onclick = () => step(1);
    form.elements.back.onclick = () => step(-1);
    if (narrow.matches) view.querySelectorAll("details").forEach((one) => { one.open = false; });

    // The outline follows the reader.
    const links = new Map([...view.querySelectorAll(".outline a")].map((link) => [link.hash.slice(1), link]));
    const headings = [...view.querySelectorAll(".heading")];
    const mark = () => {
      const last = headings.filter((one) => one.getBoundingClientRect().top < 120).pop();
      links.forEach((link, id) => {
        if (last && id === last.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    };
    addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    unchoose();
    document.querySelectorAll(".facts").forEach((box) => { box.hidden = true; });
  });
  addEventListener("hashchange", follow);
  follow();
})();
