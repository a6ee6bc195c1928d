// The address, in whose fragment the state is; the keys; the start.

function later(run, wait) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(run, wait); };
}

function hashOf() {
  const query = new URLSearchParams();
  for (const [key, list] of Object.entries(now.filters)) for (const v of list) query.append(key, v);
  if (now.q) query.set("q", now.q);
  if (now.sort) query.set("sort", now.sort);
  if (now.context) query.set("context", "shown");
  if (now.at) query.set("at", now.at);
  return `#${now.view}${query.size ? `?${query}` : ""}`;
}

const writeHash = later(() => {
  if (location.hash !== hashOf()) history.replaceState(null, "", hashOf());
}, 150);

function readHash() {
  const [name, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  const params = new URLSearchParams(query);
  const view = Object.hasOwn(VIEWS, name) ? name : "discrepancies";
  const filters = {};
  for (const f of VIEWS[view].filters) {
    const wanted = params.getAll(f.key);
    if (wanted.length) filters[f.key] = f.chips ? wanted : wanted.slice(0, 1);
  }
  const sort = params.get("sort") ?? "";
  now = {...now, view, filters, q: params.get("q") ?? "", at: params.get("at") ?? "",
         context: params.has("context"),
         sort: Object.hasOwn(VIEWS[view].sorts ?? {}, sort) ? sort : ""};
  open();
}

/** Go to a view: with filters, those only; without, as it was left. `at` is the row to show. */
function go(view, filters, at = "") {
  memory[now.view] = {filters: now.filters, q: now.q, sort: now.sort};
  const left = filters ? {filters, q: "", sort: ""} :
    memory[view] ?? {filters: {}, q: "", sort: ""};
  now = {...now, view, ...left, at};
  history.pushState(null, "", hashOf());
  open();
  if (at) focusRow(at);
  else scrollTo(0, 0);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if ($("help").open) return;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "Escape" && typing) {
    if (event.target.tagName === "TEXTAREA") event.target.closest(".card").focus();
    else event.target.blur();
    return;
  }
  if (typing) return;
  const d = now.view === "discrepancies" ? discrepancies.get(now.at) : null;
  const card = d && now.cards.get(d.id);
  const names = Object.keys(VIEWS);
  // With the Korean keyboard on, j arrives as ㅓ: then the place of the key counts.
  const key = /^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key) ?
    event.code[3].toLowerCase() : event.key;
  const run = {
    j: () => move(1), k: () => move(-1),
    a: () => d && judge(d, "confirmed"), r: () => d && judge(d, "false_alarm"),
    u: () => d && judge(d, "undecided"),
    n: () => { flip(card, "noting", true); },
    c: () => flip(card, "with-context"), w: () => flip(card, "with-why"),
    s: () => flip(card, "closing"), C: () => $("context") && setContext(!now.context),
    "/": () => $("search")?.focus(), "?": () => $("help").showModal(),
  }[key] ?? (names[key - 1] && (() => go(names[key - 1])));
  if (!run) return;
  event.preventDefault();
  run();
}

const THEMES = {"": "Theme: system", light: "Theme: light", dark: "Theme: dark"};
function setTheme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
  $("theme").textContent = THEMES[name];
  try { localStorage.setItem("align-theme", name); } catch { /* not kept */ }
}

function tellSummary() {
  const outlets = unique(DATA.documents.map((d) => d.outlet).filter(Boolean));
  const unnamed = DATA.documents.filter((d) => !d.outlet).length;
  const days = DATA.documents.map((d) => dateOf(d.name)).filter(Boolean).sort();
  const title = document.querySelector("h1");
  title.replaceChildren(...tongues(title.textContent));
  const facts = [
    outlets.length && count(outlets.length, "outlet") + (unnamed ? `, ${unnamed} unnamed` : ""),
    langsOf(DATA.documents).join(" and "),
    unique([days[0], days.at(-1)]).filter(Boolean).join(" to ")].filter(Boolean);
  $("summary").replaceChildren(...facts.flatMap((fact, i) => [i ? " · " : "", h("span", {}, fact)]));
}

function start() {
  restore();
  let theme = "";
  try { theme = localStorage.getItem("align-theme") ?? ""; } catch { /* system's */ }
  setTheme(Object.hasOwn(THEMES, theme) ? theme : "");
  tellSummary();
  for (const [name, view] of Object.entries(VIEWS)) {
    $("tabs").append(h("button", {type: "button", role: "tab", id: `tab-${name}`,
      "data-view": name, "aria-controls": "panel", click: () => go(name)}, view.label,
      h("span.num", {}, grouped(view.total ?? view.items.length))));
  }
  for (const [key, value] of Object.entries(DATA.run)) {
    $("run").append(h("dt", {}, key), h("dd", {},
      typeof value === "string" ? value : JSON.stringify(value, null, 1)));
  }
  $("tabs").addEventListener("keydown", (event) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    const names = Object.keys(VIEWS);
    go(names[(names.indexOf(now.view) + step + names.length) % names.length]);
    $(`tab-${now.view}`).focus();
  });
  $("theme").addEventListener("click", () => {
    const names = Object.keys(THEMES);
    const old = document.documentElement.dataset.theme ?? "";
    setTheme(names[(names.indexOf(old) + 1) % names.length]);
  });
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("export").addEventListener("click", exportVerdicts);
  $("import").addEventListener("click", () => $("import-file").click());
  $("import-file").addEventListener("change", async (event) => {
    if (event.target.files[0]) await importVerdicts(event.target.files[0]);
    event.target.value = "";
  });
  $("skip").addEventListener("click", (event) => { event.preventDefault(); $("main").focus(); });
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", readHash);
  addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
  tellProgress();
  readHash();
}

start();
