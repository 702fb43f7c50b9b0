# Average-link clusters of random unit vectors by scipy, at several thresholds. Usage: python cluster.py > clusters.json
import json

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

random = np.random.default_rng(11)
vectors = random.normal(size=(24, 5)) + 2.5 * random.normal(size=(4, 5))[np.arange(24) % 4]
vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).round(6)
tree = linkage(vectors, "average", metric=lambda a, b: 1 - a @ b)
labels = {str(threshold): fcluster(tree, threshold, "distance").tolist() for threshold in [0.1, 0.3, 0.6, 0.9, 2.0]}
print(json.dumps({"vectors": vectors.tolist(), "labels": labels}))
