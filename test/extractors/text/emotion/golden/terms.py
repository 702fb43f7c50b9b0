"""Places of the terms of some sentences, reckoned from the description in extractors/text/emotion/sentence-terms.ts: python terms.py > terms.json

Sentences are given as words already: (text, kind, shouted, drawn).
"""
import json
import math

MASK = 0xFFFFFFFF
KIND = dict(word=1, pair=2, gap=3, run=4, negated_word=5, shouted=6, family=7, style=8, edge=9, negated_run=10)


def fnv(units):
    state = 0x811C9DC5
    for unit in units:
        state = ((state ^ unit) * 0x01000193) & MASK
    return state


def units(text):
    data = text.encode("utf-16-le")
    return [data[i] | data[i + 1] << 8 for i in range(0, len(data), 2)]


def place(value, kind):
    value = (value ^ (KIND[kind] * 0x9E3779B1)) & MASK
    value = ((value ^ value >> 16) * 0x85EBCA6B) & MASK
    value = ((value ^ value >> 13) * 0xC2B2AE35) & MASK
    return (value ^ value >> 16) >> 14


def join(a, b):
    return (a * 31 & MASK) ^ b


def terms(tokens, families):
    found, reach = [], 0
    hashes = [fnv(units(text)) for text, *_ in tokens]
    for i, (text, kind, shouted, _) in enumerate(tokens):
        if kind == "mark" or text in ("but", "though", "because"):
            reach = 0
        negated = reach > 0 and kind == "word"
        found.append(place(hashes[i], "negated_word" if negated else "word"))
        if kind == "picture" and text in families:
            found.append(place(fnv(units(families[text])), "family"))
        if kind == "word":
            marked = units(f"_{text}_")
            for start in range(len(marked)):
                for n in (3, 4, 5):
                    if start + n <= len(marked):
                        found.append(place(fnv(marked[start:start + n]) + n & MASK, "negated_run" if negated else "run"))
            if shouted:
                found.append(place(hashes[i], "shouted"))
        if i > 0:
            found.append(place(join(hashes[i - 1], hashes[i]), "pair"))
        if i > 1:
            found.append(place(join(hashes[i - 2], hashes[i]), "gap"))
        if kind == "word":
            reach = 4 if text in ("not", "never") else reach - 1
    words = [token for token in tokens if token[1] == "word"]
    loud = sum(shouted and len(text) > 1 for text, _, shouted, _ in words)
    if any(token[3] for token in words):
        found.append(place(1, "style"))
    found.append(place(10 + (0 if loud == 0 else 3 if loud == len(words) else 2 if loud > 2 else 1), "style"))
    found.append(place(20 + min(7, math.floor(1.5 * math.log2(1 + len(words)))), "style"))
    if tokens:
        found.append(place(hashes[0] * 41 & MASK, "edge"))
        found.append(place(hashes[-1] * 43 & MASK, "edge"))
    if len(tokens) > 1:
        found.append(place(join(hashes[0] * 47 & MASK, hashes[1]), "edge"))
    return list(dict.fromkeys(found))


def words(*texts):
    return [(text, "word", False, False) for text in texts]


SENTENCES = [
    ("", [], {}),
    ("I am happy", words("i", "am", "happy"), {}),
    ("not happy but sad!", words("not", "happy", "but", "sad") + [("!", "mark", False, False)], {}),
    ("SO GOOOD 😂", [("so", "word", True, False), ("good", "word", True, True), ("😂", "picture", False, False)], {"😂": "laughter"}),
]
print(json.dumps([{"text": text, "places": terms(tokens, families)} for text, tokens, families in SENTENCES]))
