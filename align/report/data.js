// The report's records, indexes over them, and what many rows show of a passage.

const DATA = JSON.parse(document.getElementById("data").textContent);

// ---------------------------------------------------------------- indexes

const documents = by(DATA.documents, "name");
const segments = by(DATA.segments, "id");
const discrepancies = by(DATA.discrepancies, "id");
const claims = by(DATA.claims, "id");
const inOrder = group(DATA.segments, (s) => s.doc);
const placeOf = new Map();
for (const list of inOrder.values()) list.forEach((s, i) => placeOf.set(s.id, i));

/** An index with many entries a key: add(map, key, value). */
function add(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

const marksOf = new Map(); // segment id → [[discrepancy, evidence]]
for (const d of DATA.discrepancies) for (const e of d.evidence) add(marksOf, e.segment, [d, e]);
const claimFindings = group(DATA.discrepancies.filter((d) => d.claim), (d) => d.claim);

/** An index that is made when it is first asked for: not all views need all of them. */
const lazy = (fill) => {
  let made = null;
  return () => {
    if (!made) fill(made = new Map());
    return made;
  };
};

const claimsOf = lazy((map) => { // segment id → claims with a passage in it
  for (const c of DATA.claims) {
    for (const m of c.members) if (map.get(m.segment)?.at(-1) !== c) add(map, m.segment, c);
  }
});
const beadsOf = lazy((map) => { // segment id → its beads
  for (const bead of DATA.beads) {
    for (const id of bead.source) add(map, id, bead);
    for (const id of bead.target) add(map, id, bead);
  }
});
const counterparts = lazy((map) => { // segment id → ids of the other side, over all its beads
  for (const bead of DATA.beads) {
    for (const [here, there] of [[bead.source, bead.target], [bead.target, bead.source]]) {
      for (const id of here) map.set(id, map.has(id) ? unique([...map.get(id), ...there]) : there);
    }
  }
});
// Where a document holds both languages, a sentence stands beside the one it translates.
const besideOf = lazy((map) => { // segment id → id of the segment whose row shows it
  for (const bead of DATA.beads) {
    const first = segments.get(bead.source[0]);
    for (const id of bead.target) if (first && segments.get(id)?.doc === first.doc) map.set(id, first.id);
  }
});
const findingsIn = lazy((map) => { // document → how many discrepancies
  for (const d of DATA.discrepancies) {
    for (const doc of unique(d.evidence.map((e) => e.doc))) map.set(doc, (map.get(doc) ?? 0) + 1);
  }
});

const outletOf = (doc) => documents.get(doc)?.outlet || doc;
const dateOf = (doc) => (documents.get(doc)?.published ?? "").slice(0, 10);
const isFurniture = (s) => s.kind === "boilerplate" || s.kind === "metadata";
const codes = (text) => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

/** The sentence before (step −1) or after (+1) a segment, furniture skipped. */
function neighbour(segment, step) {
  const list = inOrder.get(segment.doc);
  for (let i = placeOf.get(segment.id) + step; list[i]; i += step) {
    if (!isFurniture(list[i])) return list[i];
  }
  return null;
}

const langsOf = (rows) => ["en", "ko"].filter((lang) =>
  rows.some((row) => row.lang === lang || row.lang === "mixed")).map((lang) => LANG[lang]);
const sourcesOf = (rows) => [count(unique(rows.map((row) => outletOf(row.doc))).length, "outlet"),
  langsOf(rows).join(" and ")];
const segmentAt = (e) => inOrder.get(e.doc)?.find((s) => s.start <= e.start && e.start < s.end);

const SIDE = {en: 0, mixed: 1, ko: 2};
const englishFirst = (a, b) => SIDE[a.lang] - SIDE[b.lang];

// ---------------------------------------------------------------- parts of rows

const docLink = (doc, at, label = doc) => {
  const node = link(label, () => go("documents", {doc: [doc]}, at), `Open ${doc}`);
  node.lang = scriptOf(label);
  return node;
};
const langTag = (lang) => h("span.lang", {title: LANG[lang]}, lang === "mixed" ? "EN/KO" :
  lang.toUpperCase());
const words = (text, lang, marks) =>
  h("p.sentence", {lang: langOf(lang), dir: "auto"}, passage(text, marks));

/** Language, outlet, date and document of a passage, in one line. */
function whereabouts(e) {
  const day = dateOf(e.doc);
  const at = e.segment ?? segmentAt(e)?.id;
  const outlet = documents.get(e.doc)?.outlet;
  return h("p.where", {},
    langTag(e.lang),
    h("b", {}, outlet ? h("span", {lang: scriptOf(outlet)}, outlet) : docLink(e.doc, at)),
    day ? h("time", {datetime: day}, day) : h("span.none", {}, "no date"),
    outlet && docLink(e.doc, at));
}

/** An evidence as a mark inside its segment; nothing where it covers all of it. */
function spanIn(segment, e) {
  const mark = {start: e.start - segment.start, end: e.end - segment.start};
  const fits = e.doc === segment.doc && mark.start >= 0 && e.end <= segment.end;
  return fits && mark.end - mark.start < codes(segment.text.trim()) ? mark : null;
}

const findingsOf = (ids) => unique(ids.flatMap((id) => (marksOf.get(id) ?? []).map(([d]) => d)));

const MOST_LINKS = 8;
const findingLinks = (found) => found.slice(0, MOST_LINKS).map((d) => h(`button.flag.sev-${d.severity}`, {
  type: "button", title: d.message, click: () => go("discrepancies", {}, d.id)},
  h("i", {"aria-hidden": "true"}, SEVERITY[d.severity]), typeOf(d.type), " ", h("span.code", {}, d.code)))
  .concat(found.length > MOST_LINKS ?
    [h("span.none", {}, `and ${found.length - MOST_LINKS} more`)] : []);
