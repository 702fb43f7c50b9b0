"""Linear fits of scikit-learn on drawn rows: python fits.py > fits.json"""
import json

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.svm import LinearSVC

random = np.random.default_rng(5)
x = np.round(random.normal(size=(40, 6)) * (random.random((40, 6)) < 0.6), 3)
y = (x @ [1, -1, 0.5, 0, 0, 2] + random.normal(size=40) > 0.3).astype(int)
target = np.round(x @ [0.2, 0, -0.4, 0.1, 0, 0.3] + 0.1 * random.normal(size=40), 3)
margin = LinearSVC(C=0.2, loss="squared_hinge", dual=True, intercept_scaling=1, tol=1e-10, max_iter=100_000).fit(x, y)
ridge = Ridge(alpha=1, fit_intercept=False, tol=1e-12).fit(x, target - target.mean())
shares = random.integers(0, 3, 40)
soft = LogisticRegression(C=1 / (1e-4 * 40), tol=1e-12, max_iter=10_000).fit(x[:, :3], shares)
print(json.dumps({
    "x": x.tolist(), "y": y.tolist(), "target": target.tolist(), "classes": shares.tolist(),
    "margin": {"weights": margin.coef_[0].tolist(), "bias": float(margin.intercept_[0])},
    "ridge": {"weights": ridge.coef_.tolist(), "bias": float(target.mean())},
    "probabilities": soft.predict_proba(x[:5, :3]).tolist(),
}))
