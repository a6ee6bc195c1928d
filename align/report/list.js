// The list engine that serves every view: filter, count, order, and put rows on the page.

const PAGE = 200; // rows put on the page at a time

const memory = {}; // view → {filters, q, sort}
let now = {view: "", filters: {}, q: "", sort: "", at: "", context: false, rows: [],
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
    if (view.shows && !view.shows(item, now.filters)) { // a choice of language would show it
      failed = view.filters.findIndex((f) => f.key === "lang");
      fails++;
    }
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

/** Build the current view's counts, bar and list. */
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
    const [head, words] = view.empty();
    main.replaceChildren(h("div.empty", {}, h("h2", {}, head), h("p", {}, words)));
    now.rows = [];
    now.cards = new Map();
    writeHash();
    return;
  }
  const shown = view.filters.filter((f) => optionsOf(view, f).length > (f.chips ? 0 : 1) && !f.hidden);
  const selects = shown.filter((f) => !f.chips);
  main.replaceChildren(
    h("h2.unseen", {}, view.label),
    h("div.overview", {id: "overview"}, shown.filter((f) => f.chips).map((f) => chipGroup(view, f))),
    bar(view, selects),
    h("div", {id: "lead"}),
    ...(view.head ? [h("div.head", {id: "head", "aria-hidden": "true"},
      view.head().map((t) => h("span", {}, t)))] : []),
    h("div.more", {}, button("", () => less(), {id: "less"})),
    h("ol.list", {id: "list", click: pickRow, focusin: pickRow}),
    h("div.more", {}, button("", () => more(), {id: "more"}), h("p.rest", {id: "rest"})));
  refresh();
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
  now.groups = null;
  const all = view.items.length;
  $("found").textContent = rows.length === all || view.lead ? count(rows.length, view.one, view.many) :
    `${grouped(rows.length)} of ${count(all, view.one, view.many)}`;
  const active = now.q || view.filters.some((f) => !f.required && now.filters[f.key]?.length);
  $("clear").hidden = !active;
  $("lead").replaceChildren(...(view.lead?.() ?? []).filter(Boolean));
  const chosen = $("lead").querySelector('[aria-pressed="true"]');
  if (chosen) chosen.closest("ul").scrollLeft = chosen.offsetLeft - chosen.closest("ul").offsetLeft;
  $("list").classList.toggle("with-context", Boolean(view.context && now.context));
  startAt(0);
  if (!rows.length) {
    $("list").append(h("li.empty", {}, h("p", {}, `No ${view.one} matches these filters.`),
      link("Clear filters", clear)));
  }
  if (now.at && !focusRow(now.at)) now.at = "";
  writeHash();
}

/** Make rows [from, to) of the list; now.first to now.shown are on the page. */
function makeRows(from, to) {
  const view = VIEWS[now.view];
  return now.rows.slice(from, to).flatMap((item, i) => {
    const row = h("li", {class: view.class(item), tabindex: "-1", "data-id": item.id},
      view.row(item));
    now.cards.set(item.id, row);
    if (now.view === "discrepancies") redrawReview(item);
    const head = groupHead(view, item, now.rows[from + i - 1]);
    return head ? [head, row] : [row];
  });
}

/** A heading where a row's group is not that of the row before, in the order as found. */
function groupHead(view, item, before) {
  if (!view.group || view.sorts?.[now.sort]) return null;
  const key = (row) => view.group(row).join("\n");
  if (before && key(before) === key(item)) return null;
  now.groups ??= group(now.rows, key);
  return h("li.group", {}, view.groupHead(view.group(item), now.groups.get(key(item))));
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
  $("more").textContent = `Show ${Math.min(PAGE, after)} more of ${grouped(after)} left`;
  $("less").hidden = !now.first;
  $("less").textContent = `Show ${PAGE} of ${grouped(now.first)} before`;
  $("rest").textContent = after || now.first ? "On this page: " +
    `${grouped(now.first + 1)} to ${grouped(now.shown)} of ` +
    `${grouped(now.rows.length)}. Filter the list before printing.` : "";
}

function focusRow(id, focus = true) {
  const index = now.rows.findIndex((item) => item.id === id);
  if (index < 0) return besideOf().has(id) && focusRow(besideOf().get(id), focus);
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

function pickRow(event) {
  const row = event.target.closest?.("li[data-id]");
  if (row && row.dataset.id !== now.at) focusRow(row.dataset.id, false);
}

function move(step) {
  if (!now.rows.length) return;
  const index = now.rows.findIndex((item) => item.id === now.at);
  const next = index < 0 ? 0 : Math.max(0, Math.min(now.rows.length - 1, index + step));
  focusRow(now.rows[next].id);
}
