"""Second implementation of the 384 features of the INTERSPEECH 2009 Emotion Challenge, with numpy and scipy, on a drawn voice.

python is09.py > is09.json     (numpy 2.4, scipy 1.17)
"""
import json

import numpy as np
from scipy import fft, stats
from scipy.ndimage import convolve1d

FS = 16000


def voice():
    """The voice of ../../egemaps/golden/egemaps.py: stretches of a gliding pulse train through three resonances, noise between them."""
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
    return np.round(x / np.abs(x).max() * 12000)


def mel_weights():
    mel = lambda f: 1127 * np.log(1 + f / 700)
    m, c = mel(np.arange(257) * FS / 512), np.linspace(0, mel(8000), 28)
    return np.array([np.interp(m, c[b : b + 3], [0, 1, 0], left=0, right=0) for b in range(26)])


def crossings(frame):
    left, here, right = frame[:-2], frame[1:-1], frame[2:]
    return np.where(here == 0, left * right <= 0, left * here < 0).sum() / len(frame)


def voicing(acf):
    level = np.abs(acf)
    rises = np.flatnonzero(np.diff(level[30:]) > 0)
    return level[30 + rises[0] + 1 :].max() / level[0] if len(rises) else level[-1] / level[0]


def period(acf):
    least = 0.6 * (acf[32:].max() + np.abs(acf).mean())
    peaks = [k for k in range(33, 255) if acf[k - 1] < acf[k] >= acf[k + 1] and acf[k] > least]
    return peaks[0] if peaks else 0


def track(pitch):
    """Jumps give way to the running mean, voiced frames on their own are dropped, each is averaged with its predecessor, all one frame late."""
    mean, steady = 0, []
    for f in pitch:
        if f == 0:
            steady.append(0)
        elif mean and not 0.6 * mean <= f <= 1.4 * mean:
            steady.append(mean)
            mean = 0.9 * mean + 0.1 * f
        else:
            steady.append(f)
            mean = 0.7 * mean + 0.3 * f if mean else f
    late = [0]
    for t, f in enumerate(steady[:-1]):
        before = steady[t - 1] if t else 0
        late.append(0 if f == 0 or (before == 0 and steady[t + 1] == 0) else (f + before) / 2 if before else f)
    return late


def functionals(c):
    t = np.arange(len(c))
    line = stats.linregress(t, c)
    error = np.mean((c - line.slope * t - line.intercept) ** 2)
    shape = [0, 0] if c.std() == 0 else [stats.skew(c), stats.kurtosis(c, fisher=False)]
    return [c.max(), c.min(), np.ptp(c), c.argmax(), c.argmin(), c.mean(), line.slope, line.intercept, error, c.std(), *shape]


def main():
    x = voice()
    frames = np.lib.stride_tricks.sliding_window_view(x, 400)[::160] / 32767
    before = np.concatenate([frames[:, :1], frames[:, :-1]], 1)
    windowed = (frames - 0.97 * before) * np.hamming(400)
    magnitude = np.abs(np.fft.rfft(windowed, 512))
    logs = np.log(np.maximum(1, 32767 * magnitude @ mel_weights().T))
    mfcc = fft.dct(logs, type=2, norm="ortho")[:, 1:13] * (1 + 11 * np.sin(np.pi * np.arange(1, 13) / 22))
    plain, compressed = fft.irfft(magnitude**2)[:, :256], fft.irfft(np.log1p(magnitude**2))[:, :256]
    voiced = np.array([voicing(a) for a in plain])
    lags = np.array([period(a) for a in compressed])
    pitch = np.where((voiced > 0.55) & (lags > 0), FS / np.maximum(1, lags), 0)
    raw = np.column_stack([np.sqrt((windowed**2).mean(1)), mfcc, [crossings(f) for f in frames], voiced, track(pitch)])
    smooth = convolve1d(raw, np.ones(3) / 3, axis=0, mode="nearest")
    slopes = convolve1d(smooth, np.array([2, 1, 0, -1, -2]) / 10, axis=0, mode="nearest")
    rows = np.concatenate([smooth, slopes], 1)
    pick = [0, 1, 20, 60, 100, 150, 200, len(rows) - 1]
    print(json.dumps({
        "voicedFrames": int((pitch > 0).sum()),
        "frames": pick,
        "rows": [[float(v) for v in rows[i]] for i in pick],
        "functionals": [float(v) for c in rows[:-2].T for v in functionals(c)],
    }))


if __name__ == "__main__":
    main()
