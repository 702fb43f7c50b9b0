"""Second implementation of what eGeMAPS is made of, with numpy and scipy, on two drawn voices.

python egemaps.py > egemaps.json     (numpy 2.4, scipy 1.17)
"""
import json

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.linalg import solve_toeplitz

FS = 16000


def voice():
    """Three stretches of a gliding pulse train through two resonances, noise between them; whole numbers so that every language draws the same."""
    n = 3 * FS
    state, noise = 12345, np.zeros(n)
    for i in range(n):
        state = (1103515245 * state + 12345) % 2**31
        noise[i] = state / 2**31 - 0.5
    source, phase = np.zeros(n), 0.0
    for i in range(n):
        phase += (110 + 40 * i / n) / FS
        if phase >= 1:
            phase -= 1
            source[i] = 1.0
    voiced = ((np.arange(n) // 5000) % 2 == 0).astype(float)
    x = source * voiced + noise * (0.004 + 0.02 * (1 - voiced))
    for f, bw in ((600, 80), (1500, 120), (2600, 160)):
        r = np.exp(-np.pi * bw / FS)
        y = np.zeros(n)
        for i in range(n):
            y[i] = x[i] + 2 * r * np.cos(2 * np.pi * f / FS) * (y[i - 1] if i else 0) - r * r * (y[i - 2] if i > 1 else 0)
        x = y
    return np.round(x / np.abs(x).max() * 12000) / 32768


def frames(x, length):
    return np.stack([x[i * 160 : i * 160 + length] for i in range((len(x) - length) // 160 + 1)])


def smooth(z, skip):
    padded = np.concatenate([z[:1], z, z[-1:]])
    out = np.zeros(len(z))
    for i in range(len(z)):
        w = padded[i : i + 3]
        if skip:
            if z[i] == 0:
                continue
            w = w[w != 0]
        out[i] = w.mean()
    return out



def mel_weights(first):
    mel = lambda f: 1127 * np.log(1 + f / 700)
    f = np.arange(257) * FS / 512
    c = np.linspace(mel(20), mel(8000), 28)
    m = mel(f)
    w = np.array([np.maximum(0, np.minimum((m - c[b]) / (c[b + 1] - c[b]), (c[b + 2] - m) / (c[b + 2] - c[b + 1]))) for b in range(26)])
    w[:, :first] = 0
    return w, 700 * (np.exp(c[1:-1] / 1127) - 1)


def candidates(magnitudes):
    n = len(magnitudes)
    rise = int(np.argmax(np.diff(magnitudes) < 0))
    kept = np.arange(n) <= max(2, rise)
    for i in range(1, n - 1):
        if magnitudes[i] > magnitudes[i - 1] and magnitudes[i] >= magnitudes[i + 1]:
            kept[max(0, i - 2) : i + 3] = True
    p = np.where(kept, magnitudes, 0)
    p = np.convolve(np.concatenate([[0], p, [0]]), [0.25, 0.5, 0.25], "valid")
    low, high = np.log2(25), np.log2(FS / 2)
    octaves = np.linspace(low, high, n)
    spline = CubicSpline(np.log2(np.arange(1, n) * FS / 1024), p[1:], bc_type="natural")
    s = np.maximum(0, spline(octaves)) * (0.5 + np.arctan(3 * (octaves + 2 * (octaves[1] - octaves[0]) - np.log2(32.5))) / np.pi)
    h = np.zeros(n)
    for k in range(15):
        shift = int(np.log2(k + 1) * n / (high - low))
        h[: n - shift] += 0.85**k * s[shift:]
    found = []
    for i in range(1, n - 1):
        if h[i] > h[i - 1] and h[i] >= h[i + 1]:
            offset = 0.5 * (h[i - 1] - h[i + 1]) / (h[i - 1] - 2 * h[i] + h[i + 1])
            found.append((2 ** (octaves[i] + offset * (octaves[1] - octaves[0])), h[i] - 0.25 * (h[i - 1] - h[i + 1]) * offset, h[i]))
    highest = [c for c in sorted(found, key=lambda c: -c[2])[:6] if 55 <= c[0] <= 1000]
    surest = max(highest, key=lambda c: c[1], default=None)
    return [(f, max(0.0, 1 - h.mean() / y)) for f, y, _ in [surest] * bool(highest) + [c for c in highest if c is not surest]]


def path(frames):
    """The least costly way through all frames at once: one row of costs for each frame, the last column of it "unvoiced"."""
    costs, origins, g = None, [], np.zeros(0)
    for found in frames:
        f, v = np.array([c[0] for c in found]), np.array([c[1] for c in found])
        voiced = -np.log(np.maximum(v, 1e-10)) + 4 * (v < 0.7) + 0.5 * np.maximum(0, 1 - f / 100) + np.clip((f - 350) / 500, 0, 0.6)
        here = np.append(voiced, 4 * (len(v) > 0 and v[0] >= 0.7))
        if costs is None:
            costs, g = here + 5 * ((np.arange(len(here)) == 0) & (len(v) > 0)), f
            continue
        way = np.full((len(g) + 1, len(f) + 1), 5.0)
        way[-1, -1] = 0.5
        for j in range(len(g)):
            spread = np.abs(np.log((f if j == 0 else g[j - 1]) / g[j]))
            way[j, :-1] = 5 * np.abs(np.log(f / g[j])) + 5 * spread
        reach = costs[:, None] + way
        origins.append(reach.argmin(0))
        costs, g = here + reach.min(0), f
    state = [int(costs.argmin())]
    for origin in reversed(origins):
        state.append(int(origin[state[-1]]))
    return [found[k][0] if k < len(found) else 0.0 for found, k in zip(frames, reversed(state))]


def wavering():
    """Pulses whose pitch climbs from 60 to 900 Hz, uneven and in noise that comes and goes, and the pitch at each frame; whole numbers again."""
    n = 3 * FS
    state, x, chance = 99, np.zeros(n), np.zeros(n)
    for i in range(n):
        state = (1103515245 * state + 12345) % 2**31
        chance[i] = state / 2**31 - 0.5
    x += chance * np.where(np.arange(n) // 3000 % 3 == 2, 1.5, 0.2)
    i = 0
    while i < n:
        x[i] += 3 + 2 * chance[i]
        i += int((FS / 60) / 15 ** (i / n) * (1 + 0.06 * chance[(7 * i) % n]) + 0.5)
    y = np.zeros(n)
    for i in range(n):
        y[i] = x[i] + 1.2 * (y[i - 1] if i else 0) - 0.8 * (y[i - 2] if i > 1 else 0)
    pitches = [0.0 if i % 50 == 49 else 60 * 15 ** (i * 160 / n) for i in range((n - 960) // 160 + 1)]
    return np.round(y / np.abs(y).max() * 32000) / 32768, pitches


def perturbations(x, pitches):
    """Jitter and shimmer of each frame; places are samples of the whole recording."""
    told, begin, length, value = [], None, None, [0.0, 0.0]
    for frame, f0 in enumerate(pitches):
        if f0 == 0:
            begin, length, value = None, None, [0.0, 0.0]
            told.append(value)
            continue
        begin = frame * 160 if begin is None else begin
        end, period = frame * 160 + 160, FS / f0
        lags = np.arange(int(0.9 * period), int(1.1 * period) + 1)
        lengths, changes, peaks = [], [], []
        while True:
            r = np.array([np.corrcoef(x[begin : begin + lag], x[begin + lag : begin + 2 * lag])[0, 1] for lag in lags])
            tops = [k for k in range(1, len(lags) - 1) if r[k] >= r[k - 1] and r[k] >= r[k + 1]]
            lag, height = int(period + 0.5), -1.0
            if tops:
                k = max(tops, key=lambda top: r[top])
                curve = np.polyfit([-1, 0, 1], r[k - 1 : k + 2], 2)
                lag, offset = int(lags[k]), -curve[1] / (2 * curve[0])
                height = np.polyval(curve, offset)
            if height >= 0.5:
                lengths.append(lag + offset)
                changes += [] if length is None else [abs(lengths[-1] - length)]
                length = lengths[-1]
                peaks.append([np.ptp(x[b + 1 : b + lag - 1]) for b in (begin, begin + lag)])
            if begin + lag > end - 2:
                break
            begin += lag
            if begin + 2 * (lags[-1] + 2) > end:
                break
        jitter = min(1.0, float(np.mean(changes) / np.mean(lengths))) if changes else value[0]
        shimmer = 20 * float(np.log10(1 + min(1.0, np.mean(np.abs(np.diff(peaks))) / np.mean(peaks)))) if peaks else value[1]
        value = [jitter, shimmer]
        told.append(value)
    return told


def formants(frame):
    padded = np.zeros(512)
    padded[96:416] = frame * np.hamming(320)
    bins, t = np.fft.fft(padded)[:110], np.arange(220)
    y = 2 * np.real(np.exp(2j * np.pi * np.outer(t, np.arange(110)) / 352) @ bins)
    r = np.array([y[: 220 - k] @ y[k:] for k in range(12)])
    z = np.roots(np.concatenate([[1], solve_toeplitz(r[:11], r[1:])]))
    hz = np.angle(z) * 11000 / (2 * np.pi)
    found = sorted((f, abs(np.log(abs(root))) * 11000 / np.pi) for f, root in zip(hz, z) if 50 <= f <= 5450)
    return [float(v) for pair in found[:3] for v in pair]


def main():
    x = voice()
    m20 = np.abs(np.fft.rfft(frames(x, 320) * np.hamming(320), 512))
    g = frames(x, 960) * np.exp(-0.5 * ((np.arange(960) - 479.5) / (0.4 * 479.5)) ** 2)
    m60 = np.abs(np.fft.rfft(g, 1024))
    f = np.arange(257) * FS / 512
    power = m20**2
    w, centres = mel_weights(1)
    omega = 2 * np.pi * centres
    weight = 1e32 * (omega**2 + 56.8e6) * omega**4 / ((omega**2 + 6.3e6) ** 2 * (omega**2 + 0.38e9)) / (omega**7 + 1.7e31)
    loudness = (np.maximum(power @ w.T * weight, 9.3e-10) ** 0.33).mean(1)
    logs = np.log(np.maximum(1, power @ mel_weights(2)[0].T * 32767**2))
    cepstrum = np.stack([np.sqrt(2 / 26) * (logs * np.cos(np.pi * k * (np.arange(26) + 0.5) / 26)).sum(1) * (1 + 11 * np.sin(np.pi * k / 22)) for k in range(1, 5)], 1)
    flux = np.sqrt((np.diff(m20, axis=0, prepend=m20[:1])[:, f < 5000] ** 2).mean(1))
    alpha = 10 * np.log10(power[:, (f >= 1000) & (f <= 5000)].sum(1) / power[:, f < 1000].sum(1))
    hammarberg = 10 * np.log10(power[:, f < 2000].max(1) / power[:, (f >= 2000) & (f <= 5000)].max(1))
    found = [candidates(row) for row in m60]
    pick = [20, 55, 60, 100, 122, 150, 200, 219, 250]
    pitches = [p if np.sqrt((row**2).mean()) > 0.001 else 0.0 for p, row in zip(path(found), g)]
    w_sound, w_pitches = wavering()
    rounded = lambda rows: [[round(float(v), 8) for v in row] for row in rows]
    stats = lambda z: [float(z.mean()), float(z.std() / z.mean())]
    whole = lambda sound: {"sum": int(np.round(sound * 32768).sum()), "squares": int((np.round(sound * 32768) ** 2).sum())}
    golden = {
        "samples": whole(x),
        "frames": pick,
        "candidates": [[[float(a), float(b)] for a, b in found[i]] for i in pick],
        "rows": [[float(v) for v in (loudness[i], alpha[i], hammarberg[i], flux[i], *cepstrum[i])] for i in pick],
        "voice": rounded((12 * np.log2(p / 27.5) if p else 0, *row) for p, row in zip(pitches, perturbations(x, pitches))),
        "wavering": {"samples": whole(w_sound), "perturbations": rounded(perturbations(w_sound, w_pitches))},
        "formants": [formants(frames(x, 320)[i]) for i in pick],
        "functionals": {
            "loudness_sma3": stats(smooth(loudness, False)),
            "spectralFlux_sma3": stats(smooth(flux, False)),
            **{f"mfcc{k + 1}_sma3": stats(smooth(cepstrum[:, k], False)) for k in range(4)},
        },
        "percentiles": [float(p) for p in np.percentile(smooth(loudness, False), [20, 50, 80])],
        "level": float(10 * np.log10((frames(x, 320) ** 2).mean())),
    }
    print("{" + ",".join(f"\n {json.dumps(key)}: {json.dumps(value)}" for key, value in golden.items()) + "\n}")


if __name__ == "__main__":
    main()
