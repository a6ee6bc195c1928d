// What stands above a list: counts to filter by, the search, the boxes of filters and order.

/** Search, filters, order, and how many rows are left. */
function bar(view, selects) {
  const searchBox = h("input", {type: "search", id: "search", placeholder: "Search",
    "aria-label": `Search ${view.many}`, autocomplete: "off", spellcheck: "false",
    input: later(() => { now.q = searchBox.value; refresh(); }, 120)});
  searchBox.value = now.q;
  const sorts = Object.keys(view.sorts ?? {});
  const narrow = h("button", {type: "button", id: "narrow", "aria-expanded": "false",
    click: () => narrow.setAttribute("aria-expanded",
      String($("panel").classList.toggle("unfolded")))}, "Filters");
  return h("div.bar", {},
    h("label.search", {}, searchBox, h("kbd", {"aria-hidden": "true"}, "/")),
    narrow,
    selects.map((f) => selectBox(view, f)),
    sorts.length > 1 && h("label", {}, h("span", {}, "Order"), chooser("sort", sorts,
      now.sort || sorts[0], (value) => { now.sort = value; refresh(); })),
    view.context && h("button", {type: "button", id: "context",
      "aria-pressed": String(now.context), click: () => setContext(!now.context)},
      h("i", {"aria-hidden": "true"}), "Context", h("kbd", {}, "C")),
    h("button.link", {type: "button", id: "clear", click: clear}, "Clear filters"),
    h("p.found", {id: "found", role: "status"}));
}

/** Show the sentences before and after for all rows, or only where asked for. */
function setContext(on) {
  now.context = on;
  $("context").setAttribute("aria-pressed", String(on));
  $("list").classList.toggle("with-context", on);
  writeHash();
}

function chooser(id, values, value, change) {
  const box = h("select", {id, change: () => change(box.value)},
    values.map((v) => h("option", {value: v}, v)));
  box.value = value;
  return box;
}

const MOST_CHIPS = 12; // of one filter before "all"

function chipGroup(view, filter) {
  const options = optionsOf(view, filter);
  const bars = options.map((v) => {
    const [glyph, label] = nameOf(filter, v);
    const n = h("b.num", {});
    const fill = h("meter", {min: 0, "aria-hidden": "true"});
    const chip = h(`button.chip.${filter.key}-${filter.key === "severity" ? v : "any"}`,
      {type: "button", "aria-pressed": "false", title: label, click: () => setFilter(filter.key, v)},
      h("i", {"aria-hidden": "true"}, glyph), h("span", {lang: filter.lang?.(v)}, label), fill, n);
    now.controls.push({filter, show: (counts) => {
      const c = counts.get(v) ?? 0;
      n.textContent = grouped(c);
      fill.max = Math.max(1, ...counts.values());
      fill.value = c;
      chip.classList.toggle("zero", !c);
      chip.setAttribute("aria-pressed", String(now.filters[filter.key]?.includes(v) ?? false));
    }});
    return chip;
  });
  const hidden = bars.length - MOST_CHIPS;
  const facet = h(`section.facet.size-${Math.min(3, Math.ceil(bars.length / 5))}`,
    {"aria-label": filter.label}, h("h2", {}, filter.label),
    h("div.chips", {}, bars),
    hidden > 0 && link(`${grouped(hidden)} more`, (event) => {
      facet.classList.remove("long");
      event.target.remove();
    }));
  facet.classList.toggle("long", hidden > 0);
  return facet;
}

function selectBox(view, filter) {
  const box = h("select", {change: () => setFilter(filter.key, box.value, true)});
  const options = optionsOf(view, filter);
  now.controls.push({filter, show: (counts) => {
    const entry = (v) => {
      const label = nameOf(filter, v).filter(Boolean).join(" ");
      return h("option", {value: v, lang: filter.lang?.(v)}, filter.required ? label :
        `${label} (${grouped(counts.get(v) ?? 0)})`);
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
