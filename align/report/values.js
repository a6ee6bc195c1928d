// Values for reading, and what differs between two passages of one language.

/** A value for reading: long bare numbers get thousands separators. */
function readable(value) {
  const match = /^(\D{0,2})(\d{4,})(\.\d+)?((?: ?[^\d\s.,-]\S*)*)$/u.exec(value);
  if (!match || (match[2].length === 4 && !match[4])) return value; // a bare 2024 is a year
  return match[1] + match[2].replace(/\B(?=(\d{3})+$)/g, ",") + (match[3] ?? "") + match[4];
}

const AMOUNT = /^\D*?(\d{1,3}(?:,\d{3})+|\d{5,})\D*$/u;
const ENGLISH_SCALE = [["trillion", 10n ** 12n], ["billion", 10n ** 9n], ["million", 10n ** 6n]];
const KOREAN_SCALE = [["조", 10n ** 12n], ["억", 10n ** 8n], ["만", 10n ** 4n], ["", 1n]];
const PARTS = 2; // of a Korean number, 1조 3000억; with more parts the digits read better

/** A large number in the words of both languages, ["130 billion", "1300억"], where they are short. */
function inWords(value) {
  const match = AMOUNT.exec(readable(value));
  if (!match) return [];
  const number = BigInt(match[1].replaceAll(",", ""));
  const [word, size] = ENGLISH_SCALE.find(([, least]) => number >= least) ?? ["", 1n];
  const english = word && number % (size / 1000n) === 0n ?
    `${Number(number / (size / 1000n)) / 1000} ${word}` : null;
  let rest = number;
  const parts = [];
  for (const [scale, unit] of KOREAN_SCALE) {
    if (rest >= unit) parts.push(`${rest / unit}${scale}`);
    rest %= unit;
  }
  const korean = number >= 10n ** 4n && number < 10n ** 16n && parts.length <= PARTS ?
    parts.join(" ") : null;
  return [english, korean].filter(Boolean);
}

// ---------------------------------------------------------------- words that differ

const MOST_WORDS = 300; // of a passage; the table of the comparison grows with the square
const LEAST_SHARED = 1 / 3; // of the shorter one's words; below it the two are other sentences

/** Marks, in code points, on the words of each text that the other lacks; null if too unlike. */
function unlike(first, second) {
  const [a, b] = [wordsOf(first), wordsOf(second)];
  if (!a.length || !b.length || Math.max(a.length, b.length) > MOST_WORDS) return null;
  const [inA, inB] = commonWords(a, b);
  if (inA.size < LEAST_SHARED * Math.min(a.length, b.length)) return null;
  const marks = [marksOn(first, a, inA), marksOn(second, b, inB)];
  return marks[0].length || marks[1].length ? marks : null;
}

const wordsOf = (text) => [...text.matchAll(/\S+/g)].map((match) => ({
  start: match.index, end: match.index + match[0].length,
  bare: match[0].toLowerCase().replace(/[\p{P}\p{S}]+/gu, "") || match[0]}));

/** The places, in both lists, of a longest common run of words in order. */
function commonWords(a, b) {
  const length = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i].bare === b[j].bare ? length[i + 1][j + 1] + 1 :
        Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const [inA, inB] = [new Set(), new Set()];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i].bare === b[j].bare) {
      inA.add(i++);
      inB.add(j++);
    } else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return [inA, inB];
}

/** One mark for each run of words that are not shared. */
function marksOn(text, words, shared) {
  const marks = [];
  words.forEach((word, i) => {
    if (shared.has(i)) return;
    if (i && !shared.has(i - 1) && marks.length) marks.at(-1).end = word.end;
    else marks.push({start: word.start, end: word.end});
  });
  return marks.map(({start, end}) => ({start: codes(text.slice(0, start)),
                                       end: codes(text.slice(0, end))}));
}
