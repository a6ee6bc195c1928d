// The views, the reviewer's verdicts, and the list engine that serves every view (open, refresh,
// more): a view names its items, filters, searchable text and row. The state is in the address.

const PAGE = 200; // rows put on the page at a time
const $ = (id) => document.getElementById(id);

// ---------------------------------------------------------------- verdicts of the reviewer

const STORE = `align-verdicts-${DATA.key}`;
const verdicts = new Map(); // fingerprint or id → {verdict, note, at}
const unsaved = new Set();
const keyOf = (d) => d.fingerprint || `id:${d.id}`;
const reviewOf = (d) => verdicts.get(keyOf(d))?.verdict || "none";

function restore() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    for (const [key, value] of Object.entries(kept.verdicts ?? {})) verdicts.set(key, value);
    for (const key of kept.unsaved ?? []) unsaved.add(key);
  } catch { /* no storage for files here: verdicts live until the page closes */ }
}

function keep() {
  try {
    localStorage.setItem(STORE, JSON.stringify(
      {verdicts: Object.fromEntries(verdicts), unsaved: [...unsaved]}));
  } catch { /* as above */ }
  tellProgress();
}

function tellProgress() {
  const done = DATA.discrepancies.filter((d) => reviewOf(d) !== "none").length;
  $("progress").replaceChildren(
    `${done.toLocaleString("en")} of ${DATA.discrepancies.length.toLocaleString("en")} reviewed`,
    h(unsaved.size ? "b.unsaved" : "span", {id: "unsaved"}, `${unsaved.size} unsaved`));
}

function record(d, change) {
  const key = keyOf(d);
  const entry = {verdict: "", note: "", ...verdicts.get(key), ...change,
                 at: new Date().toISOString()};
  if (entry.verdict || entry.note) verdicts.set(key, entry);
  else verdicts.delete(key);
  unsaved.add(key);
  keep();
}

function judge(d, verdict) {
  record(d, {verdict: reviewOf(d) === verdict ? "" : verdict});
  for (const twin of DATA.discrepancies) if (keyOf(twin) === keyOf(d)) redrawReview(twin);
  const [sign, word] = REVIEW[reviewOf(d)];
  say(`${d.id}: ${sign} ${word}`);
  tellCounts();
}

function exportVerdicts() {
  const rows = DATA.discrepancies.filter((d) => verdicts.has(keyOf(d))).map((d) => {
    const {verdict, note, at} = verdicts.get(keyOf(d));
    return {fingerprint: d.fingerprint, id: d.id, code: d.code, type: d.type,
            severity: d.severity, verdict, note, at};
  });
  const text = JSON.stringify({format: "align-verdicts", version: 1, report: DATA.title,
    key: DATA.key, exported: new Date().toISOString(), verdicts: rows}, null, 1);
  const url = URL.createObjectURL(new Blob([text + "\n"], {type: "application/json"}));
  h("a", {href: url, download: "verdicts.json"}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  unsaved.clear();
  keep();
  say(`${count(rows.length, "verdict")} exported to verdicts.json`);
}

async function importVerdicts(file) {
  let rows;
  let total;
  try {
    const read = JSON.parse(await file.text());
    if (read.format !== "align-verdicts") throw new Error();
    // Ids are those of one report; fingerprints hold from run to run.
    total = read.verdicts.length;
    rows = read.verdicts.filter((row) => row.fingerprint || read.key === DATA.key);
  } catch {
    say(`${file.name} is not a file of verdicts. Choose one that this page exported.`);
    return;
  }
  const known = new Set(DATA.discrepancies.map(keyOf));
  let taken = 0;
  for (const row of rows) {
    const key = keyOf(row);
    if (!known.has(key) || !(Object.hasOwn(REVIEW, row.verdict) || row.verdict === "")) continue;
    taken++;
    const at = String(row.at ?? "");
    if ((verdicts.get(key)?.at ?? "") > at) continue; // ours is newer
    verdicts.set(key, {verdict: row.verdict === "none" ? "" : row.verdict,
                       note: String(row.note ?? ""), at});
    unsaved.delete(key);
  }
  keep();
  open();
  say(`${count(taken, "verdict")} imported` +
      (taken < total ? `; ${total - taken} belong to no discrepancy of this report` : ""));
}

let sayTimer = 0;
function say(text) {
  $("status").replaceChildren(...show(text));
  $("status").classList.add("on");
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => $("status").classList.remove("on"), 4000);
}

// ---------------------------------------------------------------- views

const docFilter = (docs) => ({key: "doc", label: "Document", values: docs});
const RANK = Object.keys(SEVERITY);

const VIEWS = {
  discrepancies: {
    label: "Discrepancies", one: "discrepancy", many: "discrepancies", items: DATA.discrepancies,
    empty: () => `No discrepancies found in ${count(DATA.claims.length, "claim")}.`,
    filters: [
      {key: "severity", label: "Severity", chips: true, order: RANK, values: (d) => [d.severity],
        name: (v) => [SEVERITY[v], capital(v)]},
      {key: "type", label: "Type", chips: true, values: (d) => [d.type],
        name: (v) => ["", capital(v)]},
      {key: "outlet", label: "Outlet", chips: true,
        values: (d) => unique(d.evidence.map((e) => outletOf(e.doc)))},
      {key: "verdict", label: "Finding", values: (d) => [d.verdict],
        name: (v) => ["", v === "variant" ? "variant" : VERDICT[v]]},
      {key: "code", label: "Check", values: (d) => [d.code]},
      docFilter((d) => unique(d.evidence.map((e) => e.doc))),
      {key: "review", label: "Review", values: (d) => [reviewOf(d)], live: true,
        order: ["none", "confirmed", "false_alarm", "undecided"], name: (v) => REVIEW[v]},
    ],
    sorts: {severity: (a, b) => RANK.indexOf(a.severity) - RANK.indexOf(b.severity) ||
              b.confidence - a.confidence,
            confidence: (a, b) => b.confidence - a.confidence, "as found": null},
    text: (d) => [d.id, d.code, d.type, d.message, ...d.evidence.flatMap((e) =>
      [segments.get(e.segment)?.text ?? e.text, e.value, e.doc, outletOf(e.doc)])],
    row: discrepancyRow, class: (d) => `card sev-${d.severity}`,
  },
  claims: {
    label: "Claims", one: "claim", many: "claims", items: DATA.claims,
    empty: () => "No claim is made by more than one passage in " +
      `${count(DATA.documents.length, "document")}.`,
    filters: [
      {key: "state", label: "Values", values: (c) => [claimFindings.has(c.id) ? "differ" : "agree"],
        name: (v) => ["", v === "differ" ? "with a discrepancy" : "no discrepancy found"]},
      {key: "outlets", label: "Outlets", values: (c) => [sourcesOf(c.members)[0]]},
      {key: "lang", label: "Languages", values: (c) => [sourcesOf(c.members)[1]]},
      {key: "relation", label: "Relation", values: (c) => [c.relation]},
      docFilter((c) => unique(c.members.map((m) => m.doc))),
    ],
    text: (c) => [c.id, ...c.members.flatMap((m) => [m.text, m.doc, outletOf(m.doc)])],
    row: claimRow, class: () => "card",
  },
  names: {
    label: "People and organisations", short: "Names", one: "name", many: "names",
    items: DATA.persons.map((p, i) => ({id: `n${i + 1}`, ...p})),
    empty: () => "No names of people or organisations were found.",
    filters: [
      {key: "form", label: "Spelling", values: (p) => unique(p.forms.map((f) => f[2])),
        order: ["unusual", "variant", "same"], name: (v) => FORM[v]},
      {key: "kind", label: "Kind", values: (p) => (p.type ? [p.type] : []),
        name: (v) => ["", {PS: "person", OG: "organisation", LC: "place"}[v]]},
      docFilter((p) => unique([...p.forms.flatMap((f) => f[3]), ...p.roles.map((r) => r[1])])),
    ],
    text: (p) => [p.name, ...p.forms.map((f) => f[0]), ...p.roles.map((r) => r[0])],
    row: nameRow, class: () => "card",
  },
  alignment: {
    label: "Alignment", one: "bead", many: "beads", items: DATA.beads,
    empty: () => "No sentences were aligned: there was no second language to align with.",
    filters: [
      {key: "kind", label: "Bead", values: (b) => [b.source.length && b.target.length ?
        b.source.length === 1 && b.target.length === 1 ? "1–1" : "n–m" : "null"],
        name: (v) => ["", v === "null" ? "no counterpart" : v]},
      {key: "confidence", label: "Confidence", order: ["low", "middle", "high"], values: (b) =>
        b.source.length && b.target.length ?
          [b.confidence < 0.5 ? "low" : b.confidence < 0.8 ? "middle" : "high"] : [],
        name: (v) => ["", {low: "low, under 50 %", middle: "50 to 80 %", high: "over 80 %"}[v]]},
      {key: "found", label: "Findings", values: (b) =>
        [findingsOf([...b.source, ...b.target]).length ? "yes" : "no"],
        name: (v) => ["", v === "yes" ? "with a discrepancy" : "without"]},
      docFilter((b) => unique([...b.source, ...b.target].map((id) => segments.get(id)?.doc)
        .filter(Boolean))),
    ],
    sorts: {"as aligned": null, "lowest score": (a, b) => a.score - b.score},
    text: (b) => [b.id, ...[...b.source, ...b.target].map((id) => segments.get(id)?.text)],
    row: beadRow, class: (b) => `bead${b.source.length && b.target.length ? "" : " is-null"}`,
    head: ["Score", "Source", "Target"],
  },
  documents: {
    label: "Documents", one: "segment", many: "segments", items: DATA.segments,
    empty: () => "No documents were read.", total: DATA.documents.length,
    filters: [
      {...docFilter((s) => [s.doc]), required: true,
        name: (v) => ["", documents.get(v)?.outlet ? `${outletOf(v)}: ${v}` : v]},
      {key: "kind", label: "Kind", values: (s) => [s.kind]},
      {key: "found", label: "Findings", values: (s) => [marksOf.has(s.id) ? "yes" : "no"],
        name: (v) => ["", v === "yes" ? "with a discrepancy" : "without"]},
    ],
    text: (s) => [s.text, s.id], lead: documentLead,
    row: segmentRow,
    class: (s) => `segment kind-${s.kind}${isFurniture(s) || s.duplicate_of ? " furniture" : ""}`,
    head: ["", "This document", "Its counterpart"],
  },
  quotes: {
    label: "Quotes", one: "quotation", many: "quotations", total: DATA.quotes.length,
    items: [...group(DATA.quotes, (q) => q.cluster ?? `quote ${q.id}`)].map(([id, quotes]) =>
      ({id, quotes: [...quotes].sort(englishFirst)})),
    empty: () => "No quotations were found.",
    filters: [
      {key: "times", label: "Quoted", values: (c) => [c.quotes.length > 1 ? "more than once" : "once"]},
      {key: "speaker", label: "Speaker",
        values: (c) => unique(c.quotes.map((q) => q.speaker ?? "no speaker found"))},
      {key: "mode", label: "Mode", values: (c) => unique(c.quotes.map((q) => q.mode))},
      {key: "outlet", label: "Outlet", values: (c) => unique(c.quotes.map((q) => outletOf(q.doc)))},
    ],
    text: (c) => c.quotes.flatMap((q) => [q.text, q.speaker, q.cue, outletOf(q.doc)]),
    row: quoteRow, class: () => "card",
  },
};

// ---------------------------------------------------------------- the list engine

const memory = {}; // view → {filters, q, sort}
let now = {view: "", filters: {}, q: "", sort: "", at: "", rows: [],
           first: 0, shown: 0, cards: new Map()};

const fold = (text) => text.normalize("NFC").toLowerCase();
const blobs = new Map(); // item → its searchable text, made when first searched
function matches(view, item, words) {
  if (!blobs.has(item)) blobs.set(item, fold(view.text(item).filter(Boolean).join("\n")));
  return words.every((word) => blobs.get(item).includes(word));
}

/** Filter all items; count, for each filter, what its options would give under the others. */
function select(view) {
  const words = fold(now.q).split(/\s+/).filter(Boolean);
  const counts = view.filters.map(() => new Map());
  const rows = [];
  for (const item of view.items) {
    if (words.length && !matches(view, item, words)) continue;
    let failed = -1;
    let fails = 0;
    const values = view.filters.map((f) => f.values(item));
    view.filters.forEach((f, i) => {
      const wanted = now.filters[f.key];
      if (wanted?.length && !values[i].some((v) => wanted.includes(v))) { failed = i; fails++; }
    });
    if (fails === 0) rows.push(item);
    if (fails > 1) continue;
    values.forEach((list, i) => {
      if (fails && failed !== i) return;
      for (const v of list) counts[i].set(v, (counts[i].get(v) ?? 0) + 1);
    });
  }
  return {rows, counts};
}

function optionsOf(view, filter) {
  if (filter.live) return filter.order;
  if (!filter.options) {
    const total = new Map();
    for (const item of view.items) {
      for (const v of filter.values(item)) total.set(v, (total.get(v) ?? 0) + 1);
    }
    const found = [...total.keys()];
    if (filter.order) found.sort((a, b) => filter.order.indexOf(a) - filter.order.indexOf(b));
    else if (!filter.required) found.sort((a, b) => total.get(b) - total.get(a));
    filter.options = found;
  }
  return filter.options;
}

const nameOf = (filter, value) => (filter.name?.(value) ?? ["", value]);

/** Build the current view's bar and list. */
function open() {
  const view = VIEWS[now.view];
  for (const tab of $("tabs").children) {
    const on = tab.dataset.view === now.view;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    if (on) tab.scrollIntoView({block: "nearest", inline: "nearest"});
  }
  const main = $("panel");
  main.setAttribute("aria-labelledby", `tab-${now.view}`);
  main.className = `view-${now.view}`;
  now.controls = [];
  if (!view.items.length) {
    main.replaceChildren(h("p.empty", {}, view.empty()));
    now.rows = [];
    now.cards = new Map();
    writeHash();
    return;
  }
  const chips = view.filters.filter((f) => f.chips);
  const selects = view.filters.filter((f) => !f.chips && optionsOf(view, f).length > 1);
  const searchBox = h("input", {type: "search", id: "search", placeholder: "Search",
    "aria-label": `Search ${view.many}`, autocomplete: "off", spellcheck: "false",
    input: later(() => { now.q = searchBox.value; refresh(); }, 120)});
  searchBox.value = now.q;
  const sorts = Object.keys(view.sorts ?? {});
  main.replaceChildren(
    h("h2.unseen", {}, view.label),
    ...(chips.length ? [h("details.counts", {open: innerWidth > 740}, h("summary", {}, "Counts"),
      h("div.overview", {}, chips.map((f) => chipGroup(view, f))))] : []),
    h("div.bar", {},
      h("label.search", {}, searchBox, h("kbd", {"aria-hidden": "true"}, "/")),
      selects.map((f) => selectBox(view, f)),
      sorts.length > 1 && h("label", {}, h("span", {}, "Order"), chooser("sort", sorts,
        now.sort || sorts[0], (value) => { now.sort = value; refresh(); })),
      h("button.link", {type: "button", id: "clear", click: clear}, "Clear filters"),
      h("p.found", {id: "found", role: "status"})),
    h("div", {id: "lead"}),
    ...(view.head ? [h("div.head", {"aria-hidden": "true"}, view.head.map((t) => h("span", {}, t)))]
      : []),
    h("div.more", {}, button("", () => less(), {id: "less"})),
    h("ol.list", {id: "list", click: pick, focusin: pick}),
    h("div.more", {}, button("", () => more(), {id: "more"})));
  refresh();
}

function chooser(id, values, value, change) {
  const box = h("select", {id, change: () => change(box.value)},
    values.map((v) => h("option", {value: v}, v)));
  box.value = value;
  return box;
}

function chipGroup(view, filter) {
  const options = optionsOf(view, filter);
  const bars = options.map((v) => {
    const [glyph, label] = nameOf(filter, v);
    const n = h("b.num", {});
    const fill = h("meter", {min: 0, "aria-hidden": "true"});
    const chip = h(`button.chip.${filter.key}-${filter.key === "severity" ? v : "any"}`,
      {type: "button", "aria-pressed": "false", click: () => setFilter(filter.key, v)},
      h("i", {"aria-hidden": "true"}, glyph), h("span", {}, label), fill, n);
    now.controls.push({filter, show: (counts) => {
      const c = counts.get(v) ?? 0;
      n.textContent = c.toLocaleString("en");
      fill.max = Math.max(1, ...counts.values());
      fill.value = c;
      chip.classList.toggle("zero", !c);
      chip.setAttribute("aria-pressed", String(now.filters[filter.key]?.includes(v) ?? false));
    }});
    return chip;
  });
  return h("section.facet", {"aria-label": filter.label}, h("h2", {}, filter.label),
    h("div.chips", {}, bars));
}

function selectBox(view, filter) {
  const box = h("select", {change: () => setFilter(filter.key, box.value, true)});
  const options = optionsOf(view, filter);
  now.controls.push({filter, show: (counts) => {
    const entry = (v) => {
      const label = nameOf(filter, v).filter(Boolean).join(" ");
      return h("option", {value: v}, filter.required ? label :
        `${label} (${(counts.get(v) ?? 0).toLocaleString("en")})`);
    };
    box.replaceChildren(...(filter.required ? [] : [h("option", {value: ""}, "all")]),
      ...options.map(entry));
    box.selectedIndex = options.indexOf(now.filters[filter.key]?.[0]) + (filter.required ? 0 : 1);
    box.classList.toggle("on", !filter.required && box.selectedIndex > 0);
  }});
  return h("label", {}, h("span", {}, filter.label), box);
}

function setFilter(key, value, single) {
  const old = now.filters[key] ?? [];
  now.filters[key] = single ? (value ? [value] : []) :
    old.includes(value) ? old.filter((v) => v !== value) : [...old, value];
  now.at = "";
  refresh();
}

function clear() {
  for (const f of VIEWS[now.view].filters) if (!f.required) delete now.filters[f.key];
  now.q = "";
  if ($("search")) $("search").value = "";
  refresh();
}

function tellCounts() {
  const view = VIEWS[now.view];
  const {counts} = select(view);
  for (const {filter, show: tell} of now.controls) tell(counts[view.filters.indexOf(filter)]);
}

function refresh() {
  const view = VIEWS[now.view];
  for (const f of view.filters) {
    if (f.required && !optionsOf(view, f).includes(now.filters[f.key]?.[0])) {
      now.filters[f.key] = [optionsOf(view, f)[0]];
    }
  }
  const {rows, counts} = select(view);
  for (const {filter, show: tell} of now.controls) tell(counts[view.filters.indexOf(filter)]);
  const order = view.sorts?.[now.sort || Object.keys(view.sorts)[0]];
  now.rows = order ? [...rows].sort(order) : rows;
  const all = now.filters.doc && view.lead ?
    view.items.filter((s) => s.doc === now.filters.doc[0]).length : view.items.length;
  $("found").textContent = rows.length === all ? count(all, view.one, view.many) :
    `${rows.length.toLocaleString("en")} of ${count(all, view.one, view.many)}`;
  const active = now.q || view.filters.some((f) => !f.required && now.filters[f.key]?.length);
  $("clear").hidden = !active;
  $("lead").replaceChildren(...[view.lead?.()].filter(Boolean));
  startAt(0);
  if (!rows.length) {
    $("list").append(h("li.empty", {}, `No ${view.one} matches these filters.`));
  }
  if (now.at && !focusRow(now.at)) now.at = "";
  writeHash();
}

/** Make rows [from, to) of the list; now.first to now.shown are on the page. */
function makeRows(from, to) {
  const view = VIEWS[now.view];
  return now.rows.slice(from, to).map((item) => {
    const row = h("li", {class: view.class(item), tabindex: "-1", "data-id": item.id},
      view.row(item));
    now.cards.set(item.id, row);
    if (now.view === "discrepancies") redrawReview(item);
    return row;
  });
}

function startAt(first) {
  now.first = first;
  now.shown = first;
  now.cards = new Map();
  $("list").replaceChildren();
  more();
}

function more() {
  const to = Math.min(now.rows.length, now.shown + PAGE);
  $("list").append(...makeRows(now.shown, to));
  now.shown = to;
  tellRest();
}

function less() {
  const from = Math.max(0, now.first - PAGE);
  $("list").prepend(...makeRows(from, now.first));
  now.first = from;
  tellRest();
}

function tellRest() {
  const after = now.rows.length - now.shown;
  $("more").hidden = !after;
  $("more").textContent = `Show ${Math.min(PAGE, after)} more of ${after.toLocaleString("en")} left`;
  $("less").hidden = !now.first;
  $("less").textContent = `Show ${PAGE} of ${now.first.toLocaleString("en")} before`;
}

function focusRow(id, focus = true) {
  const index = now.rows.findIndex((item) => item.id === id);
  if (index < 0) return false;
  if (index === now.shown) more();
  else if (index === now.first - 1) less();
  else if (index < now.first || index > now.shown) startAt(index - (index % PAGE));
  for (const old of $("list").querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  const row = now.cards.get(id);
  row.setAttribute("aria-current", "true");
  now.at = id;
  if (focus) {
    row.focus({preventScroll: true});
    row.scrollIntoView({block: "nearest"});
  }
  writeHash();
  return true;
}

function pick(event) {
  const row = event.target.closest?.("li[data-id]");
  if (row && row.dataset.id !== now.at) focusRow(row.dataset.id, false);
}

function move(step) {
  if (!now.rows.length) return;
  const index = now.rows.findIndex((item) => item.id === now.at);
  const next = index < 0 ? 0 : Math.max(0, Math.min(now.rows.length - 1, index + step));
  focusRow(now.rows[next].id);
}

// ---------------------------------------------------------------- address, keys, start

function later(run, wait) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(run, wait); };
}

function hashOf() {
  const query = new URLSearchParams();
  for (const [key, list] of Object.entries(now.filters)) for (const v of list) query.append(key, v);
  if (now.q) query.set("q", now.q);
  if (now.sort) query.set("sort", now.sort);
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
    c: () => flip(card, "with-context"), w: () => flip(card, "why"),
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

function start() {
  restore();
  let theme = "";
  try { theme = localStorage.getItem("align-theme") ?? ""; } catch { /* system's */ }
  setTheme(Object.hasOwn(THEMES, theme) ? theme : "");
  const outlets = unique(DATA.documents.map((d) => d.outlet).filter(Boolean));
  const days = DATA.documents.map((d) => dateOf(d.name)).filter(Boolean).sort();
  $("summary").replaceChildren(...show([count(DATA.documents.length, "document"),
    outlets.length && count(outlets.length, "outlet"), langsOf(DATA.documents).join(" and "),
    unique([days[0], days.at(-1)]).filter(Boolean).join(" to ")].filter(Boolean).join(" · ")));
  for (const [name, view] of Object.entries(VIEWS)) {
    $("tabs").append(h("button", {type: "button", role: "tab", id: `tab-${name}`,
      "data-view": name, "aria-controls": "panel", click: () => go(name)}, view.label,
      h("span.num", {}, (view.total ?? view.items.length).toLocaleString("en"))));
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
