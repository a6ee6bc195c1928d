// What a row of each view looks like. A function per view takes a record and returns the nodes
// of its row; indexes over the data come first.

const DATA = JSON.parse(document.getElementById("data").textContent);

// ---------------------------------------------------------------- indexes

const documents = by(DATA.documents, "name");
const segments = by(DATA.segments, "id");
const discrepancies = by(DATA.discrepancies, "id");
const claims = by(DATA.claims, "id");
const inOrder = group(DATA.segments, (s) => s.doc);
const placeOf = new Map();
for (const list of inOrder.values()) list.forEach((s, i) => placeOf.set(s.id, i));
const marksOf = new Map(); // segment id → [[discrepancy, evidence]]
for (const d of DATA.discrepancies) {
  for (const e of d.evidence) {
    if (!marksOf.has(e.segment)) marksOf.set(e.segment, []);
    marksOf.get(e.segment).push([d, e]);
  }
}
const claimFindings = group(DATA.discrepancies.filter((d) => d.claim), (d) => d.claim);
const counterparts = new Map(); // segment id → ids of the other side, over all its beads
for (const bead of DATA.beads) {
  for (const [here, there] of [[bead.source, bead.target], [bead.target, bead.source]]) {
    for (const id of here) counterparts.set(id, unique([...counterparts.get(id) ?? [], ...there]));
  }
}

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

const docLink = (doc, at, label = doc) =>
  link(label, () => go("documents", {doc: [doc]}, at), `Open ${doc}`);
const langsOf = (rows) => ["en", "ko"].filter((lang) =>
  rows.some((row) => row.lang === lang || row.lang === "mixed")).map((lang) => LANG[lang]);
const sourcesOf = (rows) => [count(unique(rows.map((row) => outletOf(row.doc))).length, "outlet"),
  langsOf(rows).join(" and ")];

const segmentAt = (e) => inOrder.get(e.doc)?.find((s) => s.start <= e.start && e.start < s.end);

/** Outlet, date, language and document of a passage, in one line. */
function whereabouts(e) {
  const day = dateOf(e.doc);
  return h("p.where", {},
    h("span.lang", {title: LANG[e.lang]}, e.lang === "mixed" ? "EN/KO" : e.lang.toUpperCase()),
    h("b", {}, outletOf(e.doc)),
    day ? h("time", {datetime: day}, day) : h("span.none", {}, "no date"),
    docLink(e.doc, e.segment ?? segmentAt(e)?.id, documents.get(e.doc)?.outlet ? e.doc : "open"));
}

// ---------------------------------------------------------------- rows: discrepancies

const sign = (severity) => h(`span.sev.sev-${severity}`, {},
  h("i", {"aria-hidden": "true"}, SEVERITY[severity]), capital(severity));

/** The words of one evidence: its sentence with the span marked, or the bare span. */
function evidenceText(d, e) {
  const segment = segments.get(e.segment);
  const inside = segment && segment.doc === e.doc && e.start >= segment.start &&
    e.end <= segment.end;
  const whole = !inside || e.end - e.start >= codes(segment.text.trim());
  return {segment: inside ? segment : null, whole,
    node: inside ? passage(segment.text, whole ? [] :
      [{start: e.start - segment.start, end: e.end - segment.start}]) : passage(e.text)};
}

const SIDE = {en: 0, mixed: 1, ko: 2};
const englishFirst = (a, b) => SIDE[a.lang] - SIDE[b.lang];

function side(d, e) {
  const {segment, whole, node} = evidenceText(d, e);
  const around = (step) => {
    const other = segment && neighbour(segment, step);
    return h("p.context", {lang: other && langOf(other.lang)},
      other ? passage(other.text) : step < 0 ? "(first sentence)" : "(last sentence)");
  };
  const missing = whole && d.verdict === "not_found";
  return h("div.side", {},
    whereabouts(e),
    h("div.words", {},
      segment && around(-1),
      h("p.sentence", {lang: langOf(e.lang), dir: "auto"}, node),
      segment && around(1)),
    h("p.value", {}, h("span", {}, missing ? "not found in this sentence" :
      e.value === null ? "no value read" : "read as "),
      e.value !== null && h("b", {lang: langOf(e.lang), title: e.value}, readable(e.value))));
}

function discrepancyRow(d) {
  const why = DATA.explanations[d.code];
  const claim = claims.get(d.claim);
  const toggle = (name) => (event) => flip(event.target.closest(".card"), name);
  const verdict = (name, key) => h("button.judge", {type: "button", "data-verdict": name,
    "aria-pressed": "false", click: () => judge(d, name)},
    h("i", {"aria-hidden": "true"}, REVIEW[name][0]),
    name === "confirmed" ? "Confirm" : capital(REVIEW[name][1]), h("kbd", {}, key));
  return [
    h("header", {},
      sign(d.severity),
      h("h3", {}, capital(d.type), " ", h("span", {}, verdictOf(d))),
      h("button.code", {type: "button", "data-toggle": "why", "aria-expanded": "false",
        click: toggle("why"), title: "What this check means"}, d.code),
      h("span.conf", {title: "How sure the check is"}, `confidence ${percent(d.confidence)}`),
      h("span.id", {}, d.id)),
    d.message && h("p.message", {}, d.message),
    h("p.why", {}, h("b", {}, d.code), " ", why ?? "No explanation is on file for this check."),
    h("div.sides", {}, [...d.evidence].sort(englishFirst).map((e) => side(d, e)),
      d.evidence.length === 1 && h("div.side.empty-side", {}, h("p", {}, "no counterpart found"))),
    h("footer", {},
      h("div.judges", {role: "group", "aria-label": `Verdict on ${d.id}`},
        verdict("confirmed", "a"), verdict("false_alarm", "r"), verdict("undecided", "u"),
        h("button.judge", {type: "button", "data-toggle": "noting", "aria-expanded": "false",
          click: (event) => { flip(event.target.closest(".card"), "noting"); }},
          "Note", h("kbd", {}, "n"))),
      h("div.links", {},
        button("Context", toggle("with-context"), {class: "link", "data-toggle": "with-context",
          "aria-expanded": "false"}),
        claim && link(`Claim ${d.claim}: ${sourcesOf(claim.members)[0]}`,
          () => go("claims", {}, d.claim)))),
    h("label.note", {}, "Note", h("textarea", {rows: 2, maxlength: 4000,
      input: (event) => record(d, {note: event.target.value.trim()})})),
  ];
}

function flip(card, name, on) {
  if (!card) return;
  const now = card.classList.toggle(name, on);
  card.querySelector(`[data-toggle="${name}"]`)?.setAttribute("aria-expanded", String(now));
  if (name === "noting" && now) card.querySelector("textarea").focus();
}

/** Show the reviewer's verdict on a row that is on the page. */
function redrawReview(d) {
  const card = now.view === "discrepancies" && now.cards.get(d.id);
  if (!card) return;
  const review = reviewOf(d);
  const note = verdicts.get(keyOf(d))?.note ?? "";
  card.dataset.review = review;
  for (const each of card.querySelectorAll("[data-verdict]")) {
    each.setAttribute("aria-pressed", String(each.dataset.verdict === review));
  }
  const area = card.querySelector("textarea");
  if (area !== document.activeElement) area.value = note;
  if (note) flipQuietly(card);
}

function flipQuietly(card) {
  card.classList.add("noting");
  card.querySelector('[data-toggle="noting"]').setAttribute("aria-expanded", "true");
}

// ---------------------------------------------------------------- rows: claims

const NOT_FOUND = Symbol("not found");
const wordOf = (value) => (value === NOT_FOUND ? "not found" : readable(value));

/** The points on which a claim's members can be compared: [{what, values: Map member → value}]. */
function comparisons(claim) {
  const points = [];
  for (const [what, rows] of group(valuesOf.get(claim.id) ?? [], (row) => row.what)) {
    points.push({what, values: new Map(rows.map((row) => [row.member, row.value])), findings: []});
  }
  const memberOf = (e) => claim.members.findIndex((m) => m.segment === e.segment &&
    m.start <= e.start && e.end <= m.end);
  for (const d of claimFindings.get(claim.id) ?? []) {
    const missing = d.verdict === "not_found" ? NOT_FOUND : null;
    const found = d.evidence.map((e) => [memberOf(e), e.value ?? missing, `${e.doc}:${e.start}`])
      .filter(([member, value]) => member >= 0 && value !== null);
    const same = points.find((p) => p.places?.some((place) => found.some((f) => f[2] === place)))
      ?? points.find((p) => !p.places && found.length &&
        found.every(([member, value]) => p.values.get(member) === value));
    const point = same ?? {what: d.type, values: new Map(), findings: [], places: []};
    if (!same) points.push(point);
    for (const [member, value, place] of found) {
      if (!point.values.has(member)) point.values.set(member, value);
      point.places?.push(place);
    }
    point.findings.push(d);
  }
  return points;
}
const valuesOf = group(DATA.values, (row) => row.claim);

/** "three of four say 100, one says 120", the most frequent value first. `mark` names the point. */
function tally(point, total, mark) {
  const byValue = [...group([...point.values], ([, value]) => value)]
    .sort((a, b) => b[1].length - a[1].length);
  const silent = total - point.values.size;
  point.letters = new Map();
  const line = h("p.tally", {}, h("b", {}, capital(point.what)), " ");
  byValue.forEach(([value, members], i) => {
    const letter = mark + String.fromCharCode(65 + (i % 26));
    point.letters.set(value, letter);
    const verb = value === NOT_FOUND ? "" : members.length === 1 ? "says " : "say ";
    line.append(i ? ", " : "", value === NOT_FOUND ? "in " : "",
      `${spell(members.length)}${i ? "" : ` of ${spell(total)}`} ${verb}`,
      h("span.pick", {}, h("i", {}, letter), h("b", {}, wordOf(value))));
  });
  if (silent && byValue.length) line.append(`, ${spell(silent)} not compared`);
  if (byValue.length === 1 && !silent) line.append(" – all agree");
  for (const [label, found] of group(point.findings, (d) => `${d.code} ${verdictOf(d)}`)) {
    line.append(h("span.refs", {}, label, ": ", found.map((d, i) => [i ? ", " : "",
      link(d.id, () => go("discrepancies", {}, d.id), d.message)])));
  }
  return line;
}

function claimRow(claim) {
  const points = comparisons(claim);
  const total = claim.members.length;
  const lines = points.map((point, i) => tally(point, total, points.length > 1 ? i + 1 : ""));
  const [outlets, langs] = sourcesOf(claim.members);
  return [
    h("header", {}, h("h3", {}, outlets, " ", h("span", {}, langs)),
      h("span.tag", {}, claim.relation),
      h("span.conf", {}, `score ${claim.score.toFixed(2)}`), h("span.id", {}, claim.id)),
    lines.length ? lines : h("p.tally.none", {}, "No discrepancy found between these passages."),
    h("div.members", {role: "list"}, claim.members.map((m, i) => h("div.member", {role: "listitem"},
      whereabouts(m),
      h("p.sentence", {lang: langOf(m.lang), dir: "auto"}, passage(m.text)),
      h("p.picks", {}, points.filter((p) => p.values.has(i)).map((p) =>
        h("span.pick", {title: p.what}, h("i", {}, p.letters.get(p.values.get(i))),
          wordOf(p.values.get(i)))))))),
  ];
}

// ---------------------------------------------------------------- rows: the other views

const isHangul = (text) => /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(text);

function nameRow(person) {
  const byOutlet = group(person.roles, ([, doc]) => outletOf(doc));
  return [
    h("header", {}, h("h3", {lang: isHangul(person.name) ? "ko" : "en"}, person.name),
      person.type && h("span.tag", {}, {PS: "person", OG: "organisation", LC: "place"}[person.type]),
      h("span.conf", {}, count(person.forms.length, "spelling"))),
    h("div.columns", {},
      h("table", {}, h("caption", {}, "Spellings"), h("tbody", {},
        person.forms.map(([text, n, verdict, docs]) => h(`tr.form-${verdict}`, {},
          h("th", {scope: "row", lang: isHangul(text) ? "ko" : "en"}, text),
          h("td.num", {}, `${n.toLocaleString("en")}×`),
          h("td", {}, h(`span.form`, {}, h("i", {"aria-hidden": "true"}, FORM[verdict][0]),
            FORM[verdict][1])),
          h("td.docs", {}, unique(docs.map(outletOf)).join(" · ")))))),
      h("table", {}, h("caption", {}, "Titles by outlet"), h("tbody", {},
        [...byOutlet].map(([outlet, roles]) => h("tr", {},
          h("th", {scope: "row"}, outlet),
          h("td", {}, roles.map(([text, , n], i) => [i ? ", " : "",
            h("span", {lang: isHangul(text) ? "ko" : "en"}, text), n > 1 && ` ${n}×`])))),
        !person.roles.length && h("tr", {}, h("td.none", {}, "no title found"))))),
  ];
}

function stack(ids, empty) {
  if (!ids.length) return h("div.cell.null", {}, h("p", {}, empty));
  return h("div.cell", {}, ids.map((id) => {
    const s = segments.get(id);
    if (!s) return h("p.none", {}, `segment ${id} is not in this report`);
    const marks = (marksOf.get(id) ?? []).map(([, e]) => spanIn(s, e)).filter(Boolean);
    return h("p.sentence", {lang: langOf(s.lang), dir: "auto"}, passage(s.text, marks));
  }));
}

/** An evidence as a mark inside its segment; nothing where it covers all of it. */
function spanIn(segment, e) {
  const mark = {start: e.start - segment.start, end: e.end - segment.start};
  const fits = e.doc === segment.doc && mark.start >= 0 && e.end <= segment.end;
  return fits && mark.end - mark.start < codes(segment.text.trim()) ? mark : null;
}

const findingsOf = (ids) => unique(ids.flatMap((id) => (marksOf.get(id) ?? []).map(([d]) => d)));

const findingLinks = (found) => found.slice(0, 8).map((d) => h(`button.flag.sev-${d.severity}`, {
  type: "button", title: d.message, click: () => go("discrepancies", {}, d.id)},
  h("i", {"aria-hidden": "true"}, SEVERITY[d.severity]), d.code))
  .concat(found.length > 8 ? [h("span.none", {}, `and ${found.length - 8} more`)] : []);

function beadRow(bead) {
  const firsts = by([...bead.source, ...bead.target].map((id) => segments.get(id)).filter(Boolean)
    .reverse(), "doc"); // the first segment of each document
  const parts = Object.entries(bead.parts).map(([k, v]) => `${k} ${v.toFixed(3)}`).join(" · ");
  return [
    h("div.gauge", {},
      h("b", {}, bead.score.toFixed(2)),
      h("meter", {min: 0, max: 1, value: bead.confidence, "aria-label": "confidence",
        title: `confidence ${percent(bead.confidence)}`}),
      h("span", {}, `${bead.source.length}–${bead.target.length}`),
      h("span.id", {}, bead.id)),
    stack(bead.source, "no counterpart on this side"),
    stack(bead.target, "no counterpart on this side"),
    h("div.flags", {}, [...firsts.values()].reverse().map((s) => docLink(s.doc, s.id)),
      findingLinks(findingsOf([...bead.source, ...bead.target])),
      parts && h("span.parts", {}, parts)),
  ];
}

function segmentRow(s) {
  const others = (counterparts.get(s.id) ?? []).map((id) => segments.get(id)).filter(Boolean);
  const marks = (marksOf.get(s.id) ?? []).map(([, e]) => spanIn(s, e)).filter(Boolean);
  return [
    h("div.kind", {}, s.kind === "body" ? "" : s.kind,
      s.duplicate_of && link("repeats", () => go("documents", {doc: [s.doc]}, s.duplicate_of),
        `Says the same as ${s.duplicate_of}`)),
    h("div.cell", {}, h("p.sentence", {lang: langOf(s.lang), dir: "auto"}, passage(s.text, marks)),
      h("div.flags", {}, findingLinks(findingsOf([s.id])))),
    h("div.cell.other", {}, [...group(others, (o) => o.doc)].map(([doc, list]) => [
      doc !== s.doc && h("p.where", {}, docLink(doc, list[0].id, outletOf(doc))),
      list.map((o) => h("p.sentence", {lang: langOf(o.lang), dir: "auto"}, passage(o.text)))]),
      counterparts.has(s.id) && !others.length && h("p.none", {}, "no counterpart")),
  ];
}

const momentOf = (iso) => iso?.replace(/T(\d\d:\d\d)[\d:.]*/, " $1 ");

function documentLead() {
  const doc = documents.get(now.filters.doc?.[0]);
  if (!doc) return null;
  $("panel").classList.toggle("alone",
    !inOrder.get(doc.name)?.some((s) => counterparts.get(s.id)?.length));
  const field = (name, value) => value && [h("dt", {}, name), h("dd", {}, value)];
  return h("div.lead", {}, h("h2", {lang: langOf(doc.lang)}, doc.title ?? doc.name), h("dl", {},
    field("Outlet", doc.outlet), field("Published", momentOf(doc.published)),
    field("Changed", momentOf(doc.modified)), field("By", doc.byline),
    field("Language", LANG[doc.lang]), field("File", doc.name), field("Address", doc.url)));
}

/** Quotes of the same words, under each other. */
function quoteRow({quotes}) {
  const [outlets, langs] = sourcesOf(quotes);
  return [
    quotes.length > 1 && h("header", {},
      h("h3", {}, `${capital(spell(quotes.length))} quotes of the same words`),
      h("span.where", {}, `${outlets}, ${langs}`)),
    quotes.map((q) => h("div.quote", {},
      h("blockquote", {lang: langOf(q.lang), dir: "auto"}, passage(q.text)),
      h("p.said", {}, q.speaker ? h("b", {lang: isHangul(q.speaker) ? "ko" : "en"}, q.speaker) :
        h("span.none", {}, "no speaker found"),
        q.cue && [" ", h("span.cue", {lang: isHangul(q.cue) ? "ko" : "en"}, q.cue)],
        q.mode !== "verbatim" && h("span.tag", {}, q.mode)),
      whereabouts(q))),
  ];
}
