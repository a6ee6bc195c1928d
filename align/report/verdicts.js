// The reviewer's verdicts: kept in the browser, exported, imported, and turned into the line that
// closes a finding for later runs (align/review.py reads both).

const $ = (id) => document.getElementById(id);

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
    `${grouped(done)} of ${grouped(DATA.discrepancies.length)} reviewed`,
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

// ---------------------------------------------------------------- suppression entry

/** The JSON line that closes a finding, with the reviewer's note for its reason. */
function entryOf(d) {
  const {note, at} = verdicts.get(keyOf(d)) ?? {};
  return JSON.stringify({fingerprint: d.fingerprint, reason: note || "false alarm",
    date: (at || new Date().toISOString()).slice(0, 10)});
}

async function copyText(node) {
  try {
    await navigator.clipboard.writeText(node.textContent);
    say("The line is in the clipboard.");
  } catch { // not allowed here: leave it selected
    getSelection().selectAllChildren(node);
    say("Press Ctrl+C to copy the selected line.");
  }
}

// ---------------------------------------------------------------- a word to the reviewer

let sayTimer = 0;
function say(text) {
  $("status").replaceChildren(...show(text));
  $("status").classList.add("on");
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => $("status").classList.remove("on"), 4000);
}
