"""Records resampy's best filter (resampy 0.4.2): python record-resampy.py > resampy.json"""
import json
import resampy
from sound import make_sound

out = {"resampy": resampy.__version__, "cases": []}
for rate in (8000, 22050, 44100, 48000):
    result = resampy.resample(make_sound(0.1, rate).astype("float64"), rate, 16000)
    out["cases"].append({"rate": rate, "count": len(result), "samples": [float(f"{v:.7g}") for v in result[::7]]})
print(json.dumps(out))
