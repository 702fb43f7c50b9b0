"""Records what the definition of "Base of RoPE Bounds Context Length" gives, by brute force in extended precision: python3 rope.py > rope.json"""

import json
import sys

import numpy as np

PI = np.longdouble("3.14159265358979323846264338327950288")


def thetas(d, base):
    return np.longdouble(base) ** (np.longdouble(-2) * np.arange(d // 2, dtype=np.longdouble) / d)


def similarity(frequencies, distances):
    return np.cos(np.asarray(distances, dtype=np.longdouble)[:, None] * frequencies).sum(-1)


def first_negative(d, base, limit):
    for start in range(0, limit + 1, 4096):
        m = np.arange(start, min(start + 4096, limit + 1))
        bad = np.flatnonzero(similarity(thetas(d, base), m) < 0)
        if bad.size:
            return int(m[bad[0]])
    return None


def smallest_base(d, context, digits):
    exponent = 1 - digits
    while True:
        for mantissa in range(10 ** (digits - 1), 10**digits):
            base = float(f"{mantissa}e{exponent}")
            if first_negative(d, base, context) is None:
                return base
        exponent += 1


def table_4(frequencies, context):
    return sum(int((similarity(frequencies, np.arange(start, min(start + 4096, context + 1))) < 0).sum()) for start in range(0, context + 1, 4096))


i = np.arange(64, dtype=np.longdouble)
method_1 = np.longdouble(5e6) ** (-2 * i / 128)
method_2 = np.where(i >= 44, np.longdouble(1e4) ** (-2 * i / 128) / 8, (np.longdouble(1e4) * np.longdouble(8) ** (np.longdouble(128) / 88)) ** (-2 * i / 128))

golden = {
    "spots": [[d, base, m, float(similarity(thetas(d, base), [m])[0])] for d, base, m in [(8, 1e3, 0), (8, 1e3, 16), (16, 1e4, 91), (64, 5e5, 4096), (128, 1e4, 1707), (128, 1e6, 32768), (256, 1e6, 71627), (128, 3.5e8, 999_999), (128, 1e8, 1_048_576)]],
    "reaches": [[d, base, first_negative(d, base, 30_000)] for d in (8, 16, 24, 32, 64, 96, 128, 256) for base in (1e3, 1e4, 1e5)],
    "bases": [[d, context, digits, smallest_base(d, context, digits)] for d, context, digits in [(8, 64, 2), (8, 512, 2), (16, 256, 2), (32, 256, 3), (64, 1024, 2), (96, 512, 1), (128, 2048, 2), (256, 1024, 2), (64, 0, 2)]],
    "table4": {"methods": [[float(x) for x in method_1], [float(x) for x in method_2]], "bad": [[table_4(m, k * 1024) for k in (15, 30)] for m in (method_1, method_2)]},
}
json.dump(golden, sys.stdout, separators=(",", ":"))
