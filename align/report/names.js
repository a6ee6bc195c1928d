// The rows of the views of names and of quotations.

const KIND_OF_NAME = {PS: "person", OG: "organisation", LC: "place"};

function nameRow(person) {
  const byOutlet = group(person.roles, ([, doc]) => outletOf(doc));
  return [
    h("header", {}, h("h3", {}, tongues(person.name)),
      person.type && h("span.tag", {}, KIND_OF_NAME[person.type]),
      h("span.conf", {}, count(person.forms.length, "spelling"))),
    h("div.columns", {},
      h("table.forms", {}, h("caption", {}, "Spellings"), h("tbody", {},
        person.forms.map(([text, n, verdict, docs]) => h(`tr.form-${verdict}`, {},
          h("th", {scope: "row", lang: scriptOf(text)}, text),
          h("td.num", {}, `${grouped(n)}×`),
          h("td", {}, h(`span.form`, {}, h("i", {"aria-hidden": "true"}, FORM[verdict][0]),
            FORM[verdict][1])),
          h("td.docs", {}, tongues(unique(docs.map(outletOf)).join(" · "))))))),
      h("table.roles", {}, h("caption", {}, "Titles by outlet"), h("tbody", {},
        [...byOutlet].map(([outlet, roles]) => h("tr", {},
          h("th", {scope: "row", lang: scriptOf(outlet)}, outlet),
          h("td", {}, roles.map(([text, , n], i) => [i ? ", " : "", tongues(text),
            n > 1 && h("span.none", {}, ` ${n}×`)])))),
        !person.roles.length && h("tr", {}, h("td.none", {}, "no title found"))))),
  ];
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
      h("p.said", {}, q.speaker ? h("b", {lang: scriptOf(q.speaker)}, q.speaker) :
        h("span.none", {}, "no speaker found"),
        q.cue && [" ", h("span.cue", {lang: scriptOf(q.cue)}, q.cue)],
        q.mode !== "verbatim" && h("span.tag", {title: MODE[q.mode]}, q.mode)),
      whereabouts(q))),
  ];
}
const MODE = {gist: "The sense of what was said, not its words",
              hearsay: "Said to have been said"};
