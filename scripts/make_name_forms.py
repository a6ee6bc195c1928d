"""Put the Hangul spellings of given and family names together, one name a row.

Input: ``scripts/data/name_forms.tsv`` (kind, Latin, Hangul; a given name with those of one
root) and the persons of ``scripts/data/name_pairs.tsv``, both written for this project from
general knowledge. Output: ``align/tables/name_forms.tsv`` (letters, Hangul): the Latin
spellings in plain small letters, and the Hangul ones. A spelling may stand in several rows.

Usage: python scripts/make_name_forms.py
"""

from __future__ import annotations

from pathlib import Path

from align.facts.hangul import is_hangul
from align.facts.spellings.forms import fold_word

HERE = Path(__file__).parent
FORMS = HERE / "data" / "name_forms.tsv"
NAMES = HERE.parent / "align" / "tables" / "known_names.tsv"
TABLE = HERE.parent / "align" / "tables" / "name_forms.tsv"

Row = tuple[list[str], list[str]]


def read_cells(path: Path) -> list[list[str]]:
    """Return the cells of the rows, without comments and header."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and line[0] != "#"][1:]


def put_together() -> list[Row]:
    """Return letters and Hangul of each name."""
    rows: list[Row] = []
    places: dict[str, list[int]] = {}
    for _, latin, hangul in read_cells(FORMS):
        letters = list(dict.fromkeys(fold_word(word) for word in latin.split(";")))
        for word in letters:
            places.setdefault(word, []).append(len(rows))
        rows.append((letters, hangul.split(";")))
    for kind, latin, hangul in read_cells(NAMES):
        letters = [fold_word(latin)]
        if kind not in ("given", "family") or len(letters[0]) < 2 or not is_hangul(hangul):
            continue
        if letters[0] not in places:
            places[letters[0]] = [len(rows)]
            rows.append((letters, []))
        for place in places[letters[0]]:
            if hangul not in rows[place][1]:
                rows[place][1].append(hangul)
    return sorted(rows)


def main() -> None:
    """Read the two lists, write the table."""
    rows = put_together()
    head = "# Names with their usual spellings; made by scripts/make_name_forms.py.\n"
    body = "".join(f"{';'.join(a)}\t{';'.join(b)}\n" for a, b in rows)
    TABLE.write_text(f"{head}letters\thangul\n{body}", encoding="utf-8")
    print(f"{TABLE}: {len(rows)} rows, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
