"""Makes dense.json with numpy: gaps filled with numpy.interp (ends copied), then the mean over a box that is cut off at the ends of the clip.

    python3 make_dense.py > dense.json
"""
import json
import numpy as np

rng = np.random.default_rng(3)


def box(values, half):
    return np.array([values[max(0, i - half):i + half + 1].mean(axis=0) for i in range(len(values))])


cases = []
for frames, length, columns in [([1, 2, 3, 4, 5], 5, 1), ([2, 5, 6, 11], 14, 2), ([7], 9, 1), ([1, 30, 31, 90], 100, 8)]:
    values = rng.normal(size=(len(frames), columns)).round(4)
    dense = np.stack([np.interp(np.arange(1, length + 1), frames, values[:, c]) for c in range(columns)], axis=1)
    smoothed = {str(half): box(dense, half).round(9).ravel().tolist() for half in (1, 5, 50)}
    cases.append({"frames": frames, "length": length, "columns": columns, "values": values.ravel().tolist(), "dense": dense.round(9).ravel().tolist(), "smoothed": smoothed})
print(json.dumps({"made_by": f"make_dense.py with numpy {np.__version__}", "cases": cases}))
