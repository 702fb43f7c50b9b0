"""Writes what read-labels.test.ts compares with: awkward tables as Python's csv module and json write them.

    python3 test/datasets/tables/golden/tables.py > test/datasets/tables/golden/tables.json
"""
import csv
import io
import json

rows = [
    {"name": "plain", "who": "s1", "discrete": "happy", "valence": "-0.5", "note": "nothing"},
    {"name": "with, comma", "who": "s;2", "discrete": "angry", "valence": "1e-3", "note": 'says "no"'},
    {"name": "two\nlines", "who": "s\t3", "discrete": "neutral", "valence": "+.25", "note": ""},
    {"name": "größe ☺", "who": "", "discrete": "happy", "valence": "1", "note": "''"},
]


def table(encoding="utf-8", **dialect):
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0].keys(), **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(encoding).decode("latin-1")


print(json.dumps({
    "rows": rows,
    "tables": {
        "commas.csv": table(),
        "lf.csv": table(lineterminator="\n"),
        "cr.csv": table(lineterminator="\r", quoting=csv.QUOTE_ALL),
        "bom.csv": table("utf-8-sig"),
        "semicolons.csv": table(delimiter=";"),
        "tabs.tsv": table(delimiter="\t"),
        "quotes.txt": table(quoting=csv.QUOTE_ALL, delimiter=";"),
        "lines.jsonl": "".join(json.dumps(row) + "\n" for row in rows),
        "bom.ndjson": "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode("utf-8-sig").decode("latin-1"),
    },
}, indent=1))
