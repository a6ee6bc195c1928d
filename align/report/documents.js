// The rows of the alignment and of a document with its other language beside it.

const sidesOf = (bead) => [...bead.source, ...bead.target].map((id) => segments.get(id)).filter(Boolean);
const isNull = (bead) => !(bead.source.length && bead.target.length);

/** What the segments of one side of all beads are: one language, or just a side. */
function sideName(key, otherwise) {
  const langs = new Set(DATA.beads.flatMap((b) => b[key].map((id) => segments.get(id)?.lang)));
  return langs.size === 1 ? LANG[[...langs][0]] : otherwise;
}

const docsOf = (bead) => unique(sidesOf(bead).map((s) => s.doc));
const partners = lazy((map) => { // document → the documents its beads lead to
  for (const bead of DATA.beads) {
    const docs = docsOf(bead);
    for (const doc of docs) map.set(doc, unique([...map.get(doc) ?? [doc], ...docs]));
  }
});

/** The documents a bead joins; a null bead has those that its document is joined to. */
function pairOf(bead) {
  const docs = docsOf(bead);
  const pair = docs.length === 1 && partners().get(docs[0]).length === 2 ? partners().get(docs[0]) : docs;
  return [...pair].sort();
}

const pairHead = (docs, beads) => {
  const empty = beads.filter(isNull).length;
  return [
    h("b", {}, docs.map((doc, i) => [i ? " – " : "", docLink(doc)])),
    h("span.none", {}, docs.length === 1 && documents.get(docs[0])?.lang === "mixed" ?
      "one document in both languages · " : "",
      `${count(beads.length, "bead")}, ${spell(empty)} without a counterpart`),
  ];
};

function stack(ids) {
  if (!ids.length) return h("div.cell.null", {}, h("p", {}, "no counterpart on this side"));
  return h("div.cell", {}, ids.map((id) => {
    const s = segments.get(id);
    if (!s) return h("p.none", {}, `segment ${id} is not in this report`);
    const marks = (marksOf.get(id) ?? []).map(([, e]) => spanIn(s, e)).filter(Boolean);
    return words(s.text, s.lang, marks);
  }));
}

function beadRow(bead) {
  const first = sidesOf(bead)[0];
  const parts = Object.entries(bead.parts).map(([k, v]) => `${k} ${v.toFixed(3)}`).join(" · ");
  const found = findingsOf([...bead.source, ...bead.target]);
  return [
    h("div.gauge", {},
      h("b", {}, isNull(bead) ? "–" : bead.score.toFixed(2)),
      h("span.shape", {}, `${bead.source.length}–${bead.target.length}`),
      !isNull(bead) && [h("meter", {min: 0, max: 1, value: bead.confidence, "aria-hidden": "true"}),
        h("span.sure", {title: "How sure the pairing is"}, h("span.unseen", {}, "confidence "),
          percent(bead.confidence))]),
    stack(bead.source),
    stack(bead.target),
    h("div.id", {}, first ? link(bead.id, () => go("documents", {doc: [first.doc]}, first.id),
      "Show in its document") : bead.id),
    h("div.flags", {}, findingLinks(found), parts && h("span.parts", {}, parts)),
  ];
}

// ---------------------------------------------------------------- documents

/** Passages elsewhere that state the same as a segment, beyond its beads: [[claim, member]]. */
function sameClaim(s) {
  const beside = new Set([s.id, ...counterparts().get(s.id) ?? []]);
  return (claimsOf().get(s.id) ?? []).flatMap((c) => c.members
    .filter((m) => !beside.has(m.segment)).map((m) => [c, m]));
}

const hasBeside = (s) => Boolean(counterparts().get(s.id)?.length || sameClaim(s).length);
const MOST_BESIDE = 6;

function segmentRow(s) {
  const others = (counterparts().get(s.id) ?? []).map((id) => segments.get(id)).filter(Boolean);
  const marksIn = (segment) => (marksOf.get(segment.id) ?? []).map(([, e]) => spanIn(segment, e))
    .filter(Boolean);
  const claimed = sameClaim(s);
  const above = others.length && others.every((o) => besideOf().has(o.id) && besideOf().get(o.id) !== s.id);
  return [
    h("div.kind", {}, s.kind === "body" ? "" : s.kind,
      s.duplicate_of && link("repeats", () => go("documents", {doc: [s.doc]}, s.duplicate_of),
        `Says the same as ${s.duplicate_of}`)),
    h("div.cell", {}, words(s.text, s.lang, marksIn(s)),
      h("div.flags", {}, findingLinks(findingsOf([s.id,
        ...others.filter((o) => besideOf().get(o.id) === s.id).map((o) => o.id)])))),
    h("div.cell.other", {},
      above ? h("p.none", {}, "as above") : [...group(others, (o) => o.doc)].map(([doc, list]) => [
        doc !== s.doc && h("p.where", {}, langTag(list[0].lang), docLink(doc, list[0].id, outletOf(doc))),
        list.map((o) => words(o.text, o.lang, marksIn(o)))]),
      counterparts().has(s.id) && !others.length && h("p.none.null", {}, "no counterpart"),
      claimed.slice(0, MOST_BESIDE).map(([c, m]) => h("div.mate", {},
        h("p.where", {}, langTag(m.lang), docLink(m.doc, m.segment, outletOf(m.doc)),
          link(`claim ${c.id}`, () => go("claims", {}, c.id), "All sources of this claim")),
        words(m.text, m.lang))),
      claimed.length > MOST_BESIDE && h("p.none", {}, `and ${claimed.length - MOST_BESIDE} more`)),
  ];
}

const momentOf = (iso) => iso?.replace(/T(\d\d:\d\d)[\d:.]*/, " $1 ");
const MOST_ON_SHELF = 12; // documents listed above the text; of more, the filter has the names

/** The documents to choose from, each with its language, date and number of findings. */
function shelf(chosen) {
  if (DATA.documents.length < 2 || DATA.documents.length > MOST_ON_SHELF) return null;
  return h("nav.shelf", {"aria-label": "Documents"}, h("ul", {}, DATA.documents.map((doc) => {
    const n = findingsIn().get(doc.name) ?? 0;
    return h("li", {}, h("button", {type: "button", "aria-pressed": String(doc.name === chosen),
      click: () => setFilter("doc", doc.name, true)},
      h("span.where", {}, langTag(doc.lang ?? "mixed"), h("b", {}, tongues(outletOf(doc.name))),
        h("span", {}, dateOf(doc.name) || "no date")),
      h("span.title", {}, tongues(doc.title ?? "untitled")),
      h("span.where", {}, n ? count(n, "discrepancy", "discrepancies") : "no discrepancy")));
  })));
}

function documentLead() {
  const doc = documents.get(now.filters.doc?.[0]);
  if (!doc) return null;
  const rows = inOrder.get(doc.name) ?? [];
  const translated = rows.some((s) => counterparts().get(s.id)?.length);
  $("panel").classList.toggle("alone", !translated && !rows.some(hasBeside));
  $("head").lastChild.textContent = translated ? "Its other language, and the same claims elsewhere" :
    "The same claims elsewhere";
  const field = (name, value) => value && [h("dt", {}, name), h("dd", {}, tongues(value))];
  return [shelf(doc.name), h("div.lead", {}, h("h2", {}, tongues(doc.title ?? doc.name)), h("dl", {},
    field("Outlet", doc.outlet), field("Published", momentOf(doc.published)),
    field("Changed", momentOf(doc.modified)), field("By", doc.byline),
    field("Language", LANG[doc.lang]), field("File", doc.name), field("Address", doc.url)))];
}
