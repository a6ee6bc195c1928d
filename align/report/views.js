// The views: each names its items, filters, searchable text, order and row. A filter with `chips`
// is shown with its counts above the list, another as a box beside the search.

const RANK = Object.keys(SEVERITY);
const docFilter = (docs) => ({key: "doc", label: "Document", values: docs, lang: scriptOf});
const yesNo = (yes, no) => (v) => ["", v === "yes" ? yes : no];
const foundFilter = {key: "found", label: "Findings", order: ["yes", "no"],
  name: yesNo("with a discrepancy", "without")};

const VIEWS = {
  discrepancies: {
    label: "Discrepancies", one: "discrepancy", many: "discrepancies", items: DATA.discrepancies,
    empty: () => ["No discrepancies found",
      DATA.claims.length || DATA.beads.length ?
        `${count(DATA.claims.length, "claim")} and ${count(DATA.beads.length, "bead")} were compared.` :
        "Nothing was compared: no claim is made twice, and no sentence has its translation here."],
    filters: [
      {key: "severity", label: "Severity", chips: true, order: RANK, values: (d) => [d.severity],
        name: (v) => [SEVERITY[v], capital(v)]},
      {key: "type", label: "Type", chips: true, values: (d) => [d.type],
        name: (v) => ["", typeOf(v)]},
      {key: "outlet", label: "Outlet", chips: true, lang: scriptOf,
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
    row: discrepancyRow, class: (d) => `card sev-${d.severity}`, context: true,
  },
  claims: {
    label: "Claims", one: "claim", many: "claims", items: DATA.claims,
    empty: () => ["No claim is made twice",
      `${count(DATA.documents.length, "document")} were read; no two passages state the same.`],
    filters: [
      {key: "state", label: "Values", chips: true, order: ["differ", "agree", "none"],
        values: (c) => [claimFindings.has(c.id) ? "differ" :
          comparisonOf(c).points.length ? "agree" : "none"],
        name: (v) => ["", {differ: "With a discrepancy", agree: "Values agree",
                           none: "No values to compare"}[v]]},
      {key: "outlets", label: "Told by", chips: true, values: (c) => [sourcesOf(c.members)[0]]},
      {key: "alone", label: "Alone with a value", chips: true, values: outletsAlone, lang: scriptOf},
      {key: "lang", label: "Languages", values: (c) => [sourcesOf(c.members)[1]]},
      {key: "relation", label: "Relation", values: (c) => [c.relation]},
      docFilter((c) => unique(c.members.map((m) => m.doc))),
    ],
    sorts: {"differences first": (a, b) => claimFindings.has(b.id) - claimFindings.has(a.id),
            "as found": null, "most sources": (a, b) => b.members.length - a.members.length},
    text: (c) => [c.id, ...c.members.flatMap((m) => [m.text, m.doc, outletOf(m.doc)])],
    row: claimRow, class: () => "card",
  },
  names: {
    label: DATA.persons.some((p) => p.type === "OG") ? "People and organisations" : "People",
    one: "name", many: "names",
    items: DATA.persons.map((p, i) => ({id: `n${i + 1}`, ...p})),
    empty: () => ["No names found", "No person or organisation is named in these documents."],
    filters: [
      {key: "form", label: "Spelling", chips: true, values: (p) => unique(p.forms.map((f) => f[2])),
        order: ["unusual", "variant", "same"], name: (v) => FORM[v]},
      {key: "kind", label: "Kind", values: (p) => (p.type ? [p.type] : []),
        name: (v) => ["", KIND_OF_NAME[v]]},
      docFilter((p) => unique([...p.forms.flatMap((f) => f[3]), ...p.roles.map((r) => r[1])])),
    ],
    sorts: {"most named": (a, b) => timesOf(b) - timesOf(a),
            "most spellings": (a, b) => b.forms.length - a.forms.length, "as found": null},
    text: (p) => [p.name, ...p.forms.map((f) => f[0]), ...p.roles.map((r) => r[0])],
    row: nameRow, class: () => "card",
  },
  alignment: {
    label: "Alignment", one: "bead", many: "beads", items: DATA.beads,
    empty: () => ["Nothing was aligned",
      "These documents are not translations of each other. Their claims are compared all the same."],
    filters: [
      {key: "kind", label: "Sentences", chips: true, order: ["1–1", "n–m", "null"],
        values: (b) => [isNull(b) ? "null" :
          b.source.length === 1 && b.target.length === 1 ? "1–1" : "n–m"],
        name: (v) => ["", {null: "No counterpart", "1–1": "One to one", "n–m": "Several"}[v]]},
      {key: "confidence", label: "Confidence", chips: true, order: ["low", "middle", "high"],
        values: (b) => (isNull(b) ? [] :
          [b.confidence < 0.5 ? "low" : b.confidence < 0.8 ? "middle" : "high"]),
        name: (v) => ["", {low: "Low, under 50 %", middle: "50 to 80 %", high: "Over 80 %"}[v]]},
      {...foundFilter, chips: true, name: yesNo("With a discrepancy", "Without"),
        values: (b) => [findingsOf([...b.source, ...b.target]).length ? "yes" : "no"]},
      docFilter(docsOf),
    ],
    sorts: {"as aligned": null,
      "lowest score": (a, b) => isNull(a) - isNull(b) || a.score - b.score},
    text: (b) => [b.id, ...sidesOf(b).map((s) => s.text)],
    row: beadRow, class: (b) => `bead${isNull(b) ? " is-null" : ""}`,
    group: (b) => pairOf(b), groupHead: pairHead,
    head: () => ["Score", sideName("source", "First side"), sideName("target", "Other side")],
  },
  documents: {
    label: "Documents", one: "segment", many: "segments", items: DATA.segments,
    empty: () => ["No documents were read", "The input held no text."], total: DATA.documents.length,
    filters: [
      {...docFilter((s) => [s.doc]), required: true, hidden: DATA.documents.length > 1 &&
        DATA.documents.length <= MOST_ON_SHELF,
        name: (v) => ["", documents.get(v)?.outlet ? `${outletOf(v)}: ${v}` : v]},
      {key: "lang", label: "Language", values: (s) => [s.lang], name: (v) => ["", LANG[v]]},
      {key: "kind", label: "Kind", values: (s) => [s.kind]},
      {key: "beside", label: "Beside it", values: (s) => [hasBeside(s) ? "yes" : "no"],
        order: ["yes", "no"], name: yesNo("with a counterpart", "without")},
      {...foundFilter, values: (s) => [marksOf.has(s.id) ? "yes" : "no"]},
    ],
    text: (s) => [s.text, s.id], lead: documentLead,
    row: segmentRow, shows: (s, filters) => !besideOf().has(s.id) || filters.lang?.includes(s.lang),
    class: (s) => `segment kind-${s.kind}${isFurniture(s) || s.duplicate_of ? " furniture" : ""}`,
    head: () => ["", "This document", ""],
  },
  quotes: {
    label: "Quotes", one: "quotation", many: "quotations",
    items: [...group(DATA.quotes, (q) => q.cluster ?? `quote ${q.id}`)].map(([id, quotes]) =>
      ({id, quotes: [...quotes].sort(englishFirst)})),
    empty: () => ["No quotations found", "Nobody is quoted in these documents."],
    filters: [
      {key: "times", label: "Quoted", chips: true, order: ["several", "once"],
        values: (c) => [c.quotes.length > 1 ? "several" : "once"],
        name: (v) => ["", v === "once" ? "Once" : "More than once"]},
      {key: "outlet", label: "Outlet", chips: true, lang: scriptOf,
        values: (c) => unique(c.quotes.map((q) => outletOf(q.doc)))},
      {key: "speaker", label: "Speaker", lang: scriptOf,
        values: (c) => unique(c.quotes.map((q) => q.speaker ?? "no speaker found"))},
      {key: "mode", label: "Mode", values: (c) => unique(c.quotes.map((q) => q.mode))},
    ],
    sorts: {"most quoted": (a, b) => b.quotes.length - a.quotes.length, "as found": null},
    text: (c) => c.quotes.flatMap((q) => [q.text, q.speaker, q.cue, outletOf(q.doc)]),
    row: quoteRow, class: () => "card",
  },
};

const timesOf = (person) => person.forms.reduce((sum, form) => sum + form[1], 0);
