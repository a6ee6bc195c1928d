// The rows of the discrepancies view: both sides of a finding, and what a reviewer can say of it.

const sign = (severity) => h(`span.sev.sev-${severity}`, {},
  h("i", {"aria-hidden": "true"}, SEVERITY[severity]), capital(severity));

/** For each evidence its words and the marks on them: {segment, text, marks, whole}. */
function showings(d) {
  const found = d.evidence.map((e) => {
    const segment = segments.get(e.segment);
    const inside = segment && segment.doc === e.doc && e.start >= segment.start &&
      e.end <= segment.end;
    const mark = inside ? spanIn(segment, e) : null;
    return {e, segment: inside ? segment : null, text: inside ? segment.text : e.text,
            whole: !mark, marks: mark ? [mark] : []};
  });
  const [a, b] = found;
  // Of two wordings of one utterance only the words that are not shared are marked.
  const marks = d.type === "quote" && found.length === 2 && a.e.lang === b.e.lang ?
    unlike(a.e.text, b.e.text) : null;
  if (marks) {
    found.forEach((each, i) => {
      const at = each.segment ? each.e.start - each.segment.start : 0;
      each.marks = marks[i].map(({start, end}) => ({start: start + at, end: end + at}));
    });
  }
  return found.sort((one, other) => englishFirst(one.e, other.e));
}

function valueLine(d, {e, whole}, spelled) {
  if (whole && d.verdict === "not_found") return h("p.value", {}, "not found in this sentence");
  if (e.value === null) return h("p.value", {}, "no value read");
  if (spelled || (whole && e.value === e.text)) return h("p.value");
  return h("p.value", {}, "read as ", h("b", {title: e.value}, tongues(readable(e.value))),
    inWords(e.value).map((text) => [" · ", h("span", {lang: scriptOf(text)}, text)]));
}

function side(d, shown, spelled) {
  const {e, segment, text, marks} = shown;
  const around = (step) => {
    const other = segment && neighbour(segment, step);
    return h("p.context", {lang: other && langOf(other.lang)},
      other ? passage(other.text) : step < 0 ? "(first sentence)" : "(last sentence)");
  };
  return h("div.side", {},
    whereabouts(e),
    h("div.words", {}, segment && around(-1), words(text, e.lang, marks), segment && around(1)),
    valueLine(d, shown, spelled));
}

function discrepancyRow(d) {
  const claim = claims.get(d.claim);
  const bead = d.evidence.length > 1 && beadsOf().get(d.evidence[0].segment)?.find((b) =>
    d.evidence.every((e) => b.source.includes(e.segment) || b.target.includes(e.segment)));
  const toggle = (name, label, key) => button([label, h("kbd", {}, key)],
    (event) => flip(event.target.closest(".card"), name),
    {class: "link", "data-toggle": name, "aria-expanded": "false"});
  const verdict = (name, key) => h("button.judge", {type: "button", "data-verdict": name,
    "aria-pressed": "false", click: () => judge(d, name)},
    h("i", {"aria-hidden": "true"}, REVIEW[name][0]),
    name === "confirmed" ? "Confirm" : capital(REVIEW[name][1]), h("kbd", {}, key));
  const shown = showings(d);
  const spelled = d.evidence.every((e) => e.value === e.text);
  return [
    h("header", {},
      sign(d.severity),
      h("h3", {}, typeOf(d.type), h("span", {}, " · ", verdictOf(d))),
      h("span.code", {}, d.code),
      h("span.conf", {title: "How sure the check is"}, h("span", {}, "confidence "),
        percent(d.confidence)),
      h("span.id", {}, d.id)),
    d.message && h("p.message", {}, d.message.length > CLIP ? passage(d.message) : tongues(d.message)),
    h("p.why", {}, h("b", {}, d.code), " ",
      tongues(DATA.explanations[d.code] ?? "No explanation is on file for this check.")),
    h("div.sides", {}, shown.map((each) => side(d, each, spelled)),
      shown.length === 1 && h("div.side.empty-side", {}, h("p", {}, "no counterpart found"))),
    h("footer", {},
      h("div.judges", {role: "group", "aria-label": `Verdict on ${d.id}`},
        verdict("confirmed", "a"), verdict("false_alarm", "r"), verdict("undecided", "u"),
        h("button.judge", {type: "button", "data-toggle": "noting", "aria-expanded": "false",
          click: (event) => { flip(event.target.closest(".card"), "noting"); }},
          "Note", h("kbd", {}, "n"))),
      h("div.links", {},
        toggle("with-context", "Context", "c"), toggle("with-why", "What this check means", "w"),
        toggle("closing", "Suppression entry", "s"),
        claim && link(`Claim ${d.claim}: ${sourcesOf(claim.members)[0]}`,
          () => go("claims", {}, d.claim)),
        bead && link("Alignment", () => go("alignment", {}, bead.id),
          "The two sentences among their neighbours"))),
    h("label.note", {}, "Note", h("textarea", {rows: 2, maxlength: 4000,
      input: (event) => { record(d, {note: event.target.value.trim()}); fillEntry(d); }})),
    h("div.entry"),
  ];
}

/** The part of a card that a name opens: turn it, or set it; fill it where it is made late. */
function flip(card, name, on) {
  if (!card) return;
  const open = card.classList.toggle(name, on);
  card.querySelector(`[data-toggle="${name}"]`)?.setAttribute("aria-expanded", String(open));
  if (name === "noting" && open) card.querySelector("textarea").focus();
  if (name === "closing") fillEntry(discrepancies.get(card.dataset.id));
}

/** The line that closes a finding for later runs, where a card's reader has asked for it. */
function fillEntry(d) {
  const card = now.cards.get(d.id);
  if (!card?.classList.contains("closing")) return;
  if (!d.fingerprint) {
    card.querySelector(".entry").replaceChildren("This finding has no fingerprint to be known by.");
    return;
  }
  const line = h("code", {}, entryOf(d));
  card.querySelector(".entry").replaceChildren(
    h("p", {}, "A line for the file that ", h("code", {}, "align report --suppress FILE"),
      " reads: this finding is left out until its evidence changes."),
    h("pre", {tabindex: "0", "aria-label": "Suppression entry"}, line),
    button("Copy the line", () => copyText(line)));
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
  area.lang = scriptOf(note);
  if (!note) return;
  card.classList.add("noting");
  card.querySelector('[data-toggle="noting"]').setAttribute("aria-expanded", "true");
}
