"use strict";
(() => {
  const WORDS = {
    en: {
      head: "Listing copy check", about: "Checked while you write: barred words, and material claims held against the attributes. What you write stays on this machine.",
      platform: "Platform", category: "Category", brand: "Brand", title: "Title", subtitle: "Subtitle", points: "Selling points (one a line)",
      detail: "Detail", attributes: "Attributes (one a line, name: value)", start: "Write a title; the result shows here.", default: "default",
      disclaimer: "A finding is not a ruling; silence is not clearance.", none: "Nothing found.", error: "error", warning: "warning", note: "note",
      law: "The law, examples, how to mend", apply: "Change to", gone: "delete", failed: "The server does not answer: ",
    },
    zh: { none: "没有发现问题。", error: "错误", warning: "警告", note: "提示", law: "法条、例子、怎么改", apply: "改为", gone: "删去", failed: "服务没有回应：" },
  };
  const ROLES = { title: "title", subtitle: "subtitle", selling_points: "points", detail: "detail" };
  const form = document.getElementById("listing");
  const lang = document.getElementById("lang");
  const says = [...document.querySelectorAll("[data-say]")];
  for (const one of says) WORDS.zh[one.dataset.say] = one.textContent;
  const say = (key) => WORDS[lang.value][key] || key;
  const points = (text) => Array.from(text);   // spans count code points, not UTF-16

  const make = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const listing = () => {
    const held = { id: "page" };
    for (const name of ["platform", "category", "brand", "title", "subtitle", "detail"]) {
      const value = form.elements[name].value;
      if (value.trim()) held[name] = value;
    }
    const many = lines();
    if (many.length) held.selling_points = many;
    for (const line of form.elements.attributes.value.split("\n")) {
      const found = /^\s*([^:：]+?)\s*[:：]\s*(.+?)\s*$/.exec(line);
      if (found) (held.attributes ||= {})[found[1]] = found[2];
    }
    return held;
  };
  const lines = () => form.elements.selling_points.value.split("\n").filter((line) => line.trim());
  const text = (held, field) => {
    const item = /^selling_points\[(\d+)\]$/.exec(field);
    if (item) return held.selling_points[item[1]];
    return field.startsWith("attributes.") ? held.attributes[field.slice(11)] : held[field];
  };
  const label = (field) => {
    const [, name, number] = /^([a-z_]+)(?:\[(\d+)\])?$/.exec(field) || [];
    return ROLES[name] ? say(ROLES[name]).replace(/[（(].*/, "") + (number ? ` ${+number + 1}` : "") : field.replace("attributes.", "");
  };

  const marked = (said, spans) => {
    const chars = points(said);
    const edges = [...new Set([0, chars.length, ...spans.flatMap((one) => one.span)])].sort((a, b) => a - b);
    const made = document.createDocumentFragment();
    for (let at = 0; at + 1 < edges.length; at++) {
      const over = spans.filter((one) => one.span[0] <= edges[at] && edges[at + 1] <= one.span[1]);
      const piece = chars.slice(edges[at], edges[at + 1]).join("");
      const worst = ["error", "warning", "note"].find((name) => over.some((one) => one.severity === name));
      made.append(worst ? make("mark", piece, worst) : piece);
    }
    return made;
  };
  const mend = (one) => {
    const item = /^selling_points\[(\d+)\]$/.exec(one.field);
    const input = form.elements[item ? "selling_points" : one.field];
    const chars = points(item ? lines()[item[1]] : input.value);
    for (const edit of [...one.fix.edits].sort((a, b) => b.span[0] - a.span[0])) chars.splice(edit.span[0], edit.span[1] - edit.span[0], edit.text);
    const fresh = chars.join("");
    if (item) {
      const many = lines();
      many[item[1]] = fresh;
      input.value = many.join("\n");
    } else input.value = fresh;
    check();
  };
  const told = (one) => {
    const made = make("li", "", one.severity);
    const said = make("p");
    said.append(make("b", say(one.severity)), " ", one.message);
    made.append(said, make("p", `${label(one.field)} · ${one.code} ${one.rule} · ${one.basis.map((b) => `${b.law} ${b.article}`.trim()).join("、")}`, "where"));
    if (one.fix && (ROLES[one.field] || one.field.startsWith("selling_points["))) {
      const instead = one.fix.edits.map((edit) => edit.text).filter(Boolean).join("、");
      const button = make("button", instead ? `${say("apply")} ${instead}` : say("gone"));
      button.type = "button";
      button.addEventListener("click", () => mend(one));
      made.append(button);
    }
    const more = make("details");
    more.append(make("summary", say("law")));
    more.addEventListener("toggle", () => { if (more.open && more.childElementCount === 1) explain(one.rule, more); });
    made.append(more);
    return made;
  };
  const explain = async (rule, box) => {
    const answer = await fetch(`api/rules/${encodeURIComponent(rule)}?lang=${lang.value}`);
    const known = await answer.json();
    for (const section of known.sections || []) {
      if (section.title) box.append(make("b", section.title));
      box.append(make("p", section.lines.join("\n")));
    }
  };

  const ORDER = ["title", "subtitle", "selling_points", "detail", "attributes"];
  const order = (one) => {
    const [, name, number] = /^([a-z_]+)(?:\[(\d+)\])?/.exec(one.field || "") || [];
    return [ORDER.indexOf(name), +(number || 0), one.span ? one.span[0] : 0];
  };
  const before = (a, b) => order(a).map((part, at) => part - order(b)[at]).find((difference) => difference) || 0;

  const show = (held, report) => {
    report.diagnostics.sort(before);
    const summary = document.getElementById("summary");
    const counts = ["error", "warning", "note"].filter((name) => report.summary[name]).map((name) => `${say(name)} ${report.summary[name]}`);
    summary.className = counts.length ? "" : "clean";
    summary.textContent = counts.join("  ") || say("none");
    const copy = document.getElementById("copy");
    copy.replaceChildren();
    for (const field of new Set(report.diagnostics.map((one) => one.field))) {
      const said = text(held, field);
      if (typeof said !== "string") continue;
      const spans = report.diagnostics.filter((one) => one.field === field && one.span);
      const value = make("dd");
      value.append(marked(said, spans));
      copy.append(make("dt", label(field)), value);
    }
    document.getElementById("found").replaceChildren(...report.diagnostics.map(told));
  };

  let asked = 0;
  const check = async () => {
    const number = ++asked;
    const held = listing();
    sessionStorage.setItem("listing", JSON.stringify(Object.fromEntries(new FormData(form))));
    try {
      const answer = await fetch("api/check", { method: "POST", body: JSON.stringify({ listing: held, lang: lang.value }) });
      const report = await answer.json();
      if (number !== asked) return;   // a later one is on its way
      if (!answer.ok) throw new Error(report.error);
      show(held, report);
    } catch (error) {
      if (number === asked) document.getElementById("summary").textContent = say("failed") + error.message;
    }
  };

  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(check, 200); });
  form.addEventListener("submit", (event) => event.preventDefault());
  lang.addEventListener("change", () => {
    document.documentElement.lang = lang.value === "zh" ? "zh-CN" : "en";
    for (const one of says) if (one.id !== "summary") one.textContent = say(one.dataset.say);
    check();
  });
  const kept = JSON.parse(sessionStorage.getItem("listing") || "{}");
  for (const [name, value] of Object.entries(kept)) if (form.elements[name]) form.elements[name].value = value;
  if (Object.values(kept).some(Boolean)) check();
})();
