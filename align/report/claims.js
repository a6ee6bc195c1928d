// The rows of the claims view: what each source says, and who stands alone with it.

const MOST_MARKS = 200; // findings of one claim whose words are marked in its passages
const valuesOf = group(DATA.values, (row) => row.claim);
const NOT_FOUND = Symbol("not found");
const LONGEST = 28; // characters of a value in a tally; the passage itself stands below it
const wordOf = (value) => (value === NOT_FOUND ? "not found" :
  value.length > LONGEST ? `${[...value].slice(0, LONGEST).join("").trimEnd()} …` : readable(value));

/** What an evidence gives: its value, its words, or that something is not found there. */
function givenBy(d, e) {
  if (e.value !== null) return e.value;
  if (d.verdict !== "not_found") return null;
  const segment = segments.get(e.segment);
  return segment && spanIn(segment, e) ? e.text : NOT_FOUND;
}

const known = new Map(); // claim id → its comparison, made when first asked for

/** What a claim's members can be compared on, and what only one of them gives.
    points: [{what, values: Map member → value, findings}]; once: [[member, value]] */
function comparisonOf(claim) {
  if (!known.has(claim.id)) known.set(claim.id, compareMembers(claim));
  return known.get(claim.id);
}

function compareMembers(claim) {
  const points = pointsOfFindings(claim);
  const free = (valuesOf.get(claim.id) ?? []).filter((row) => {
    const point = points.find((p) => [...p.values.values()].includes(row.value));
    if (!point) return true;
    if (!point.values.has(row.member)) point.values.set(row.member, row.value);
    point.what = row.what; // "duration" says more than "figure"
    return false;
  });
  const once = [];
  const share = (what, rows) => points.push({what, findings: [],
    values: new Map(rows.map((row) => [row.member, row.value]))});
  for (const [what, rows] of group(free, (row) => row.what)) {
    if (rows.length > 1 && unique(rows.map((row) => row.member)).length === rows.length) {
      share(what, rows);
      continue;
    }
    for (const same of group(rows, (row) => row.value).values()) {
      if (unique(same.map((row) => row.member)).length > 1) share(what, same);
      else once.push([same[0].member, same[0].value]);
    }
  }
  return {points, once};
}

/** A point for each finding; findings that share an evidence share the point. */
function pointsOfFindings(claim) {
  const points = [];
  const memberOf = (e) => claim.members.findIndex((m) => m.segment === e.segment &&
    m.start <= e.start && e.end <= m.end);
  for (const d of claimFindings.get(claim.id) ?? []) {
    const found = d.evidence.map((e) => [memberOf(e), givenBy(d, e), `${e.doc}:${e.start}`])
      .filter(([member, value]) => member >= 0 && value !== null);
    let point = points.find((p) => (found.length ? found.some(([, , place]) => p.places.has(place)) :
      !p.values.size && p.what === d.type));
    if (!point) points.push(point = {what: d.type, values: new Map(), findings: [], places: new Set()});
    for (const [member, value, place] of found) {
      if (!point.values.has(member)) point.values.set(member, value);
      point.places.add(place);
    }
    point.findings.push(d);
  }
  return points;
}

/** A point's values with who gives each, the most frequent first. */
const byValue = (point) => [...group([...point.values], ([, value]) => value)]
  .map(([value, pairs]) => [value, pairs.map(([member]) => member)])
  .sort((a, b) => b[1].length - a[1].length);

/** The members that stand alone on a point against two or more who agree. */
function aloneOn(point) {
  const groups = byValue(point);
  return groups.length > 1 && groups[0][1].length > 1 ?
    groups.filter(([, members]) => members.length === 1).map(([, members]) => members[0]) : [];
}

const outletsAlone = (claim) => unique(comparisonOf(claim).points.filter((p) => p.findings.length)
  .flatMap(aloneOn).map((i) => outletOf(claim.members[i].doc)));

/** "two of three say 100, the Herald alone says 120"; `mark` names the point. */
function tally(claim, point, mark) {
  const total = claim.members.length;
  const alone = aloneOn(point);
  const silent = total - point.values.size;
  const groups = byValue(point);
  point.letters = new Map();
  const line = h("p.tally", {}, h("b", {}, capital(point.what)), " ");
  groups.forEach(([value, members], i) => {
    const letter = mark + String.fromCharCode(65 + (i % 26));
    point.letters.set(value, letter);
    const outlet = outletOf(claim.members[members[0]].doc);
    const who = !alone.includes(members[0]) || members.length > 1 ?
      `${spell(members.length)}${i ? "" : ` of ${spell(total)}`} ` :
      h("b.alone", {}, h("span", {lang: scriptOf(outlet)}, outlet), " alone ");
    const verb = value === NOT_FOUND ? "" : members.length === 1 ? "says " : "say ";
    line.append(i ? ", " : "", value === NOT_FOUND ? "in " : "", who, verb, pick(letter, value));
  });
  if (silent && groups.length) line.append(`, ${spell(silent)} not compared`);
  if (groups.length === 1 && !silent) line.append(" – all agree");
  if (groups.length > 1 && !point.findings.length) line.append(" – not reported as a discrepancy");
  for (const [label, found] of group(point.findings, (d) => `${d.code} ${verdictOf(d)}`)) {
    const links = found.slice(0, MOST_LINKS).map((d, i) => [i ? ", " : "",
      link(d.id, () => go("discrepancies", {}, d.id), d.message)]);
    line.append(h("span.refs", {}, label, ": ", links,
      found.length > MOST_LINKS && ` and ${count(found.length - MOST_LINKS, "more", "more")}`));
  }
  return line;
}

const pick = (letter, value, what) => h("span.pick", {title: what}, h("i", {}, letter),
  h("b", {}, tongues(wordOf(value))));

function claimRow(claim) {
  const {points, once} = comparisonOf(claim);
  const lines = points.map((point, i) => tally(claim, point, points.length > 1 ? i + 1 : ""));
  const [outlets, langs] = sourcesOf(claim.members);
  const single = group(once, ([member]) => member);
  const found = claimFindings.get(claim.id) ?? [];
  return [
    h("header", {}, h("h3", {}, outlets, " ", h("span", {}, langs)),
      h("span.tag", {}, claim.relation),
      h("span.conf", {title: "How alike the passages are"}, `score ${claim.score.toFixed(2)}`),
      h("span.id", {}, claim.id)),
    lines.length ? lines : h("p.tally.none", {}, "No values to compare in these passages."),
    h("div.members", {role: "list"}, claim.members.map((m, i) => {
      const marks = found.slice(0, MOST_MARKS).flatMap((d) => d.evidence.filter((e) => e.doc === m.doc)
        .map((e) => spanIn(m, e))).filter(Boolean);
      return h("div.member", {role: "listitem"},
        whereabouts(m),
        words(m.text, m.lang, marks),
        h("p.picks", {},
          points.filter((p) => p.values.has(i)).map((p) =>
            pick(p.letters.get(p.values.get(i)), p.values.get(i), p.what)),
          single.has(i) && h("span.none", {}, "also: ",
            tongues(single.get(i).map(([, value]) => wordOf(value)).join(", ")))));
    })),
  ];
}
