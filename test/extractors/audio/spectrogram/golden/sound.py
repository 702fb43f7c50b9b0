"""The sound that every recorder here and ../test-sound.ts make: a sweep over soft noise, a quarter of it silent."""
import numpy as np


def make_sound(seconds, rate):
    count = int(seconds * rate)
    state, noise = 1, np.empty(count)
    for n in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        noise[n] = state / 2**32 - 0.5
    t = np.arange(count) / rate
    sound = 0.3 * np.sin(2 * np.pi * (200 * t + 1500 * t * t)) + 0.04 * noise
    sound[(np.arange(count) >= count // 2) & (np.arange(count) < 3 * count // 4)] = 0
    return sound.astype(np.float32)


def pick(rows):
    """First, second, middle and last two of the rows, each number with seven digits."""
    frames = sorted({i for i in (0, 1, len(rows) // 3, len(rows) // 2 - 1, len(rows) // 2, len(rows) - 2, len(rows) - 1) if 0 <= i < len(rows)})
    return {"count": len(rows), "frames": frames, "values": [[float(f"{v:.7g}") for v in rows[i]] for i in frames]}
