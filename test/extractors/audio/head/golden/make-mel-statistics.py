"""Statistics of mel levels by numpy: python make-mel-statistics.py > mel-statistics.json"""
import json

import numpy as np

FRAMES, BANDS = 30, 40
levels = np.array([[round(20 * np.sin(0.7 * i * (b + 1)) - b - 30, 3) for b in range(BANDS)] for i in range(FRAMES)])
speaking = np.array([i % 7 != 3 and i > 1 for i in range(FRAMES)])
spoken = levels[speaking] - levels[speaking].mean()
both = speaking[1:] & speaking[:-1]
rows = [spoken.mean(0), spoken.std(0), np.percentile(spoken, 10, axis=0), np.percentile(spoken, 90, axis=0), np.abs(np.diff(levels, axis=0))[both].mean(0)]

# Modulations: power spectrum of each group of four bands under a symmetric Hann window, 200 frames
swing = np.array([[round(8 * np.sin(2 * np.pi * 4 * i / 100 + b // 4) + 3 * np.sin(2 * np.pi * 11 * i / 100) - 50 * (b > 35), 3) for b in range(BANDS)] for i in range(200)])
curves = np.maximum(swing.reshape(200, 10, 4).mean(2), -40)
power = np.abs(np.fft.rfft((curves - curves.mean(0)) * np.hanning(200)[:, None], axis=0)) ** 2
edges = [1, 3, 5, 8, 13, 20, 32]
modulations = [np.log10(power[a:b].mean(0) + 1e-3) for a, b in zip(edges, edges[1:])]
flat = lambda parts: [float(f"{v:.7g}") for part in parts for v in part]
print(json.dumps({"statistics": flat(rows), "modulations": flat(modulations)}))
