// Walking through the HTML report: by keys, by the two buttons on a phone, and by a filter. The page is whole without it.
"use strict";
(() => {
  const root = document.documentElement;
  const findings = () => [...document.querySelectorAll(".finding")].filter((f) => !f.hidden);
  const stepsOf = (finding) => [...finding.querySelectorAll("[data-step]")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  let finding = null;
  let step = null;

  const clear = () => document.querySelectorAll(".current").forEach((e) => e.classList.remove("current"));

  function markFinding(next) {
    finding = next;
    document.querySelectorAll(".list [aria-current]").forEach((a) => a.removeAttribute("aria-current"));
    const link = finding && document.querySelector(`.list a[href="#${finding.id}"]`);
    if (!link) return;
    link.setAttribute("aria-current", "true");
    link.scrollIntoView({ block: "nearest" });
  }

  function goToStep(next) {
    clear();
    step = next;
    markFinding(step.closest(".finding"));
    step.classList.add("current");
    for (let box = step.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    step.scrollIntoView({ block: "center", behavior: calm });
    const n = step.dataset.step;
    finding.querySelectorAll(".states .now").forEach((e) => e.classList.remove("now"));
    const past = [...finding.querySelectorAll(".states [data-from]")].filter((e) => +e.dataset.from <= +n);
    if (past.length) past[past.length - 1].classList.add("now");
    history.replaceState(null, "", "#" + step.id);
  }

  function goToFinding(by) {
    const all = findings();
    const at = all.indexOf(finding);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    clear();
    step = null;
    markFinding(next);
    next.scrollIntoView({ block: "start", behavior: calm });
    history.replaceState(null, "", "#" + next.id);
  }

  function walk(by) {
    if (!finding || finding.hidden) markFinding(findings()[0]);
    if (!finding) return;
    const all = stepsOf(finding);
    const at = step ? all.indexOf(step) + by : by > 0 ? 0 : all.length - 1;
    if (all[at]) return goToStep(all[at]);
    const others = findings();
    const other = others[others.indexOf(finding) + by];
    if (!other) return;
    const steps = stepsOf(other);
    goToStep(steps[by > 0 ? 0 : steps.length - 1]);
  }

  function foldAll() {
    const folds = [...(finding || document).querySelectorAll(".code details")];
    const open = folds.some((d) => !d.open);
    folds.forEach((d) => (d.open = open));
  }

  function filter(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const f of document.querySelectorAll(".finding")) {
      const own = f.querySelector("header").textContent.toLowerCase();
      f.hidden = !words.every((w) => own.includes(w));
      const link = document.querySelector(`.list a[href="#${f.id}"]`);
      if (link) link.parentElement.hidden = f.hidden;
    }
    for (const group of document.querySelectorAll(".list .group"))
      group.hidden = [...group.querySelectorAll("li")].every((li) => li.hidden);
    const drivers = [...document.querySelectorAll("section[id^=d]")];
    for (const driver of drivers) {
      const name = driver.querySelector("h2").textContent.toLowerCase();
      const matches = words.every((w) => name.includes(w)) || findings().some((f) => f.dataset.driver === driver.id);
      driver.hidden = !matches;
      document.querySelector(`.list a[href="#${driver.id}"]`).parentElement.hidden = !matches;
    }
    document.getElementById("none").hidden = drivers.some((driver) => !driver.hidden) || !words.length;
  }

  function nextTheme() {
    const order = ["", "light", "dark"];
    const next = order[(order.indexOf(root.dataset.theme || "") + 1) % order.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    document.getElementById("theme").textContent = { "": "◐ auto", light: "☀ light", dark: "☾ dark" }[next];
  }

  const help = document.getElementById("help");
  const keys = {
    j: () => walk(1), ArrowDown: () => walk(1), k: () => walk(-1), ArrowUp: () => walk(-1),
    n: () => goToFinding(1), p: () => goToFinding(-1), o: foldAll, t: nextTheme,
    "/": () => document.getElementById("filter").focus(), "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.matches("input")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.target.matches("summary, button") && event.key.startsWith("Arrow")) event.target.blur();
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    const to = event.target.closest("[data-step]") || event.target.closest("a[href^='#f']");
    if (!to) return;
    const target = to.matches("[data-step]") ? to : document.getElementById(to.getAttribute("href").slice(1));
    if (target && target.matches("[data-step]")) {
      event.preventDefault();
      goToStep(target);
    } else if (target) {
      clear();
      step = null;
      markFinding(target);
    }
  });
  document.getElementById("filter").addEventListener("input", (event) => filter(event.target.value));
  document.getElementById("theme").addEventListener("click", nextTheme);
  document.getElementById("keys").addEventListener("click", () => help.showModal());
  document.getElementById("back").addEventListener("click", () => walk(-1));
  document.getElementById("on").addEventListener("click", () => walk(1));
  const named = document.getElementById(location.hash.slice(1));
  if (named && named.matches("[data-step]")) goToStep(named);
  else markFinding(named && named.matches(".finding") ? named : findings()[0]);
})();
