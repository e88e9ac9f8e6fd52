"use strict";
(() => {
  const form = document.getElementById("filters");
  const box = document.getElementById("law");
  if (form) {
    const items = [...document.querySelectorAll("main li")].map((li) => ({
      li, section: li.closest("section"), severity: li.className, rule: li.dataset.rule,
    }));
    const marks = [...document.querySelectorAll("mark")].map((mark) => ({ mark, numbers: mark.dataset.f.split(" ") }));
    const apply = () => {
      const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((one) => one.value));
      const rule = form.elements.rule.value;
      const wanted = form.elements.listing.value.trim().toLowerCase();
      const open = new Set();
      const shown = new Set();
      for (const one of items) {
        const on = severities.has(one.severity) && (!rule || one.rule === rule) && one.section.dataset.listing.includes(wanted);
        one.li.hidden = !on;
        if (on) { open.add(one.section); shown.add(one.li.id.slice(1)); }
      }
      for (const section of document.querySelectorAll("main > section")) section.hidden = !open.has(section);
      for (const { mark, numbers } of marks) mark.classList.toggle("off", !numbers.some((number) => shown.has(number)));
      document.getElementById("count").textContent = shown.size;
      document.getElementById("empty").hidden = shown.size > 0;
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }
  const hide = () => { box.hidden = true; };
  const show = (target) => {
    const seen = new Set();
    const parts = [];
    const numbers = target.dataset.f ? target.dataset.f.split(" ") : [target.closest("li").id.slice(1)];
    for (const number of numbers) {
      const li = document.getElementById("f" + number);
      if (!li || li.hidden) continue;
      if (target.dataset.f) parts.push(li.firstElementChild.cloneNode(true));
      const card = document.getElementById("rule-" + li.dataset.rule);
      if (!card || seen.has(card)) continue;
      seen.add(card);
      for (const part of card.querySelectorAll(".mend, h4, blockquote")) parts.push(part.cloneNode(true));
    }
    if (!parts.length) return;
    box.replaceChildren(...parts);
    box.hidden = false;
    const at = target.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left, width - box.offsetWidth - 8));
    const room = { above: at.top - 12, below: innerHeight - at.bottom - 12 };
    box.style.maxHeight = "none";
    const below = box.offsetHeight <= room.below || room.below >= room.above;
    box.style.maxHeight = Math.max(80, below ? room.below : room.above) + "px";
    box.style.left = left + scrollX + "px";
    box.style.top = (below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + scrollY + "px";
  };
  const told = (event) => event.target.closest("mark:not(.off), a.rule");
  document.addEventListener("pointerover", (event) => { const target = told(event); if (target) show(target); else if (!box.contains(event.target)) hide(); });
  document.addEventListener("focusin", (event) => { const target = told(event); if (target) show(target); else hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark:not(.off)");
    if (mark) show(mark);
  });
})();
