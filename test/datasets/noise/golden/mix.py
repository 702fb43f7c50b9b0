# Made mix.json with numpy: python mix.py > mix.json. The formulas are those that the makers of MER-NOISE published as code:
# level = root mean square in float64, noise scaled to level / 10^(dB/20), the whole mix rescaled when it leaves int16, fractions cut off.
import json

import numpy as np


def level(samples):
    return np.sqrt(np.mean(np.square(samples)))


cases = []
for name, gain, noise_gain, snr in [("quiet", 3000, 900, 5), ("high side leaves 16 bits", 30000, 9000, 5), ("low side leaves 16 bits", -30000, 9000, 5), ("much noise", 12000, 2000, -10), ("hardly any", 12000, 2000, 40)]:
    i = np.arange(400)
    tone = np.sin(i * 0.21) * (0.6 + 0.4 * np.sin(i * 0.017)) + 0.25
    clean = np.clip(np.rint(gain * tone / 1.25), -32768, 32767).astype(np.int16)
    noise = np.rint(noise_gain * np.sin(i * i * 0.013)).astype(np.int16)
    c, n = clean.astype(np.float64), noise.astype(np.float64)
    mix = c + n * (level(c) / 10 ** (snr / 20) / level(n))
    high, low = mix.max(), mix.min()
    scale = 1.0
    if high > 32767 or low < -32768:
        scale = 32767 / high if high >= abs(low) else -32768 / low
    cases.append(dict(name=name, snr=snr, clean=clean.tolist(), noise=noise.tolist(), mix=(mix * scale).astype(np.int16).tolist(), scale=scale))
print(json.dumps(dict(numpy=np.__version__, cases=cases)))
