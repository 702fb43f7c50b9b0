"""Records librosa's mel filters, log-mel levels and MFCC of a synthetic signal: python make-mel.py > mel.json"""
import json
import librosa
import numpy as np

RATE, SIZE, WINDOW, HOP = 16000, 512, 400, 160
state, noise = 1, []
for _ in range(4000):
    state = (1664525 * state + 1013904223) % 2**32
    noise.append(state / 2**32 - 0.5)
t = np.arange(4000) / RATE
signal = (0.3 * np.sin(2 * np.pi * (200 * t + 3000 * t * t)) + 0.02 * np.array(noise)).astype(np.float32)

# librosa puts the 400-point window in the middle of 512 samples: shift by 56, so that frame i begins at sample 160 i
padded = np.concatenate([np.zeros(56, np.float32), signal, np.zeros(56, np.float32)])
power = np.abs(librosa.stft(padded.astype(np.float64), n_fft=SIZE, hop_length=HOP, win_length=WINDOW, center=False)) ** 2
CASES = [
    {"bands": 40, "scale": "slaney", "norm": "slaney", "min": 0, "max": 8000},
    {"bands": 26, "scale": "htk", "norm": "none", "min": 20, "max": 7600},
    {"bands": 64, "scale": "slaney", "norm": "none", "min": 125, "max": 7500},
]
out = {"librosa": librosa.__version__, "frames": [0, 7, 20], "cases": []}
for case in CASES:
    bank = librosa.filters.mel(sr=RATE, n_fft=SIZE, n_mels=case["bands"], fmin=case["min"], fmax=case["max"],
                               htk=case["scale"] == "htk", norm="slaney" if case["norm"] == "slaney" else None, dtype=np.float64)
    levels = librosa.power_to_db(bank @ power, ref=1.0, amin=1e-10, top_db=None)
    mfcc = librosa.feature.mfcc(S=levels, n_mfcc=20)
    pick = lambda a: [[round(float(v), 6) for v in a[:, f]] for f in out["frames"]]
    out["cases"].append({**case, "levels": pick(levels), "mfcc": pick(mfcc)})
shape = {}
magnitude = np.sqrt(power)
shape["centroid"] = librosa.feature.spectral_centroid(S=magnitude, sr=RATE, n_fft=SIZE)[0]
shape["spread"] = librosa.feature.spectral_bandwidth(S=magnitude, sr=RATE, n_fft=SIZE)[0]
shape["rolloff"] = librosa.feature.spectral_rolloff(S=magnitude, sr=RATE, n_fft=SIZE, roll_percent=0.85)[0]
shape["flatness"] = librosa.feature.spectral_flatness(S=magnitude, amin=1e-30)[0]
out["shape"] = {k: [round(float(v[f]), 8) for f in out["frames"]] for k, v in shape.items()}
print(json.dumps(out))
