# Made pyramid.json with OpenCV 5.0.0: python pyramid.py > pyramid.json
import hashlib
import json

import cv2
import numpy as np


def sha(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def entry(array, full):
    return dict(size=[array.shape[1], array.shape[0]], sha256=sha(array), **({"pixels": array.ravel().tolist()} if full else {}))


cases = []
for width, height, seed in [(1, 1, 0), (2, 2, 1), (1, 5, 8), (3, 5, 2), (8, 6, 3), (17, 9, 4), (64, 48, 5), (67, 50, 6), (641, 361, 7)]:
    i = np.arange(width * height, dtype=np.int64)
    picture = ((i * i * (7 + seed) + i * (13 + seed) + seed) % 256).astype(np.uint8).reshape(height, width)
    down, up = cv2.pyrDown(picture), cv2.pyrUp(picture)
    quarter = cv2.pyrUp(cv2.pyrUp(cv2.pyrDown(cv2.pyrDown(picture))))
    full = width * height < 50
    cases.append(dict(width=width, height=height, seed=seed, down=entry(down, full), up=entry(up, full), quarter=entry(quarter, full)))
print(json.dumps(dict(opencv=cv2.__version__, cases=cases)))
