// Words of the page, and the one way in which data reaches it: as text nodes and attributes
// (h, show), never as markup. page.py joins the scripts of this folder into one.

// ---------------------------------------------------------------- words

const SEVERITY = {critical: "◆", major: "▲", minor: "●", info: "○"};
const VERDICT = {differs: "differs", not_found: "not found", unresolved: "cannot compare",
                 variant: "spelling variant"};
const UNSPELLED = new Set(["figure", "date", "unit", "quote", "attribution", "spelling"]);
const REVIEW = {confirmed: ["✓", "confirmed"], false_alarm: ["✕", "false alarm"],
                undecided: ["?", "undecided"], none: ["", "not reviewed"]};
const FORM = {same: ["=", "usual"], variant: ["≈", "spelling variant"],
              unusual: ["!", "unusual, perhaps a typo"]};
const LANG = {en: "English", ko: "Korean", mixed: "English and Korean"};
const CLIP = 1200; // UTF-16 units of one passage shown before "show all"
const NUMBER = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                "ten"];

const THOUSANDS = new Intl.NumberFormat("en"); // one for all: making them is slow
const grouped = (n) => (n < 1000 ? String(n) : THOUSANDS.format(n));
const spell = (n) => NUMBER[n] ?? grouped(n);
const count = (n, one, many = one + "s") => `${grouped(n)} ${n === 1 ? one : many}`;
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const percent = (x) => `${Math.round(x * 100)} %`;
const verdictOf = (d) => (d.verdict === "variant" && UNSPELLED.has(d.type) ? "variant" :
  VERDICT[d.verdict]);
// The page says that passages differ, not which of them errs.
const typeOf = (type) => (type === "mistranslation" ? "Translation" : capital(type));
const langOf = (lang) => (lang === "mixed" ? "mul" : lang);
const by = (rows, key) => new Map(rows.map((row) => [row[key], row]));
const unique = (rows) => [...new Set(rows)];

function group(rows, key) {
  const found = new Map();
  for (const row of rows) {
    const k = key(row);
    if (!found.has(k)) found.set(k, []);
    found.get(k).push(row);
  }
  return found;
}

// ---------------------------------------------------------------- text to nodes

// Invisible and reordering characters, and lone surrogates: shown by their number.
const HIDDEN = new RegExp("[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad" +
  "\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\ufff9-\\ufffb" +
  "\\ud800-\\udfff\\u{e0000}-\\u{e007f}]", "gu");
const codeName = (c) => `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
const plain = (text) => String(text).replace(HIDDEN, (c) => `⟨${codeName(c)}⟩`);

function show(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > at) nodes.push(text.slice(at, match.index));
    const token = document.createElement("span");
    token.className = "hidden-char";
    token.title = "invisible character";
    token.textContent = codeName(match[0]);
    nodes.push(token);
    at = match.index + match[0].length;
  }
  nodes.push(text.slice(at));
  return nodes;
}

/** Make an element: h("p.note", {lang: "ko"}, "text", node, …). Strings pass through show. */
function h(name, props, ...kids) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key, value);
    else node.setAttribute(key, value === true ? "" : plain(value));
  }
  for (const kid of kids.flat(Infinity)) {
    if (kid === null || kid === undefined || kid === false) continue;
    node.append(...(kid instanceof Node ? [kid] : show(String(kid))));
  }
  return node;
}

// ---------------------------------------------------------------- languages

const HANGUL = "\\u1100-\\u11ff\\u3130-\\u318f\\uac00-\\ud7a3";
const isHangul = (text) => new RegExp(`[${HANGUL}]`).test(text);
const KOREAN_RUN = new RegExp(`([${HANGUL}]+(?:[\\s·0-9]*[${HANGUL}]+)*)`);

/** Text of ours with names and words out of the documents: what is Korean gets its language. */
const tongues = (text) => String(text).split(KOREAN_RUN).map((part, i) =>
  (i % 2 ? h("span", {lang: "ko"}, part) : part));

/** The language of a name, a title or a heading, by its script. */
const scriptOf = (text) => (isHangul(text) ? "ko" : "en");

// ---------------------------------------------------------------- controls and passages

const button = (label, click, props = {}) => h("button", {type: "button", click, ...props}, label);
const link = (label, click, title) => h("button.link", {type: "button", click, title}, label);

/** Where code point `offset` of `text` lies in UTF-16 units. */
function toUnits(text, offset) {
  if (!/[\ud800-\udbff]/.test(text)) return Math.min(offset, text.length);
  let at = 0;
  for (let n = 0; n < offset && at < text.length; n++) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/** Text with marks [{start, end}] in code points; long text is cut around the first mark. */
function passage(text, marks = [], clip = CLIP) {
  const places = marks.map((mark) => [toUnits(text, mark.start), toUnits(text, mark.end)])
    .filter(([a, b]) => a < b).sort((p, q) => p[0] - q[0] || q[1] - p[1]);
  let from = 0;
  let to = text.length;
  if (text.length > clip * 1.25) {
    from = Math.max(0, (places[0]?.[0] ?? 0) - clip / 4);
    if (from < 40) from = 0;
    to = Math.min(text.length, from + clip);
    if (/[\udc00-\udfff]/.test(text[from])) from--; // keep a pair together
    if (/[\udc00-\udfff]/.test(text[to] ?? "")) to--;
  }
  const cell = h("span.passage");
  if (from > 0) cell.append("… ");
  let at = from;
  for (const [start, end] of places) {
    const a = Math.max(at, start);
    const b = Math.min(end, to);
    if (a >= b) continue;
    if (a > at) cell.append(...show(text.slice(at, a)));
    cell.append(h("mark", {}, text.slice(a, b)));
    at = b;
  }
  if (at < to) cell.append(...show(text.slice(at, to)));
  if (from > 0 || to < text.length) {
    cell.append(" … ", link(`show all ${grouped(text.length)} characters`,
      () => cell.replaceWith(passage(text, marks, Infinity))));
  }
  return cell;
}
