"""Head losses by PyTorch on given features: python make_heads.py > heads.json"""
import json
import torch
import torch.nn.functional as F

torch.manual_seed(5)
B, H, K = 10, 6, 4
wave = lambda *shape: 0.5 * torch.sin(1.7 * torch.arange(1, torch.Size(shape).numel() + 1, dtype=torch.float64)).reshape(shape)
features, labels = torch.randn(B, H, dtype=torch.float64).round(decimals=3), torch.randint(0, K, (B,))
valence, arousal = [torch.tanh(torch.randn(B, dtype=torch.float64)).round(decimals=3) for _ in "va"]
logits = features @ wave(H, K) + wave(K)
both = torch.tanh(features @ wave(H, 2) + wave(2))
single = features @ wave(H, 1)[:, 0] + wave(1)[0]
counts = torch.bincount(labels, minlength=K)
balanced = B / (K * counts.to(torch.float64))


def one_minus_ccc(x, y):
    covariance = ((x - x.mean()) * (y - y.mean())).mean()
    return 1 - 2 * covariance / (x.var(correction=0) + y.var(correction=0) + (x.mean() - y.mean()) ** 2)


entropy = F.cross_entropy(logits, labels)
parts = [one_minus_ccc(both[:, 0], valence), one_minus_ccc(both[:, 1], arousal)]
log_variance = {"expression": 0.3, "valence": -0.4, "arousal": 0.1}
s = {task: torch.tensor(value, dtype=torch.float64, requires_grad=True) for task, value in log_variance.items()}
uncertain = torch.exp(-s["expression"]) * entropy + s["expression"] / 2 + sum(torch.exp(-s[task]) * part / 2 + s[task] / 2 for task, part in zip(["valence", "arousal"], parts))
uncertain.backward()
print(json.dumps({
    "made_by": f"make_heads.py with torch {torch.__version__}; weights are 0.5 sin(1.7 k) for k = 1, 2, … in row-major order",
    "features": features.flatten().tolist(), "labels": labels.tolist(), "valence": valence.tolist(), "arousal": arousal.tolist(), "counts": counts.tolist(),
    "probabilities": F.softmax(logits, 1).flatten().tolist(), "values": both.flatten().tolist(),
    "expression": entropy.item(), "balanced": F.cross_entropy(logits, labels, weight=balanced).item(),
    "valence-arousal": sum(parts).item() / 2, "mer": (entropy + F.mse_loss(single, valence)).item(), "mse": F.mse_loss(single, valence).item(),
    "fixed": (2 * entropy + 0.5 * sum(parts) / 2).item(),
    "logVariance": log_variance, "uncertain": uncertain.item(), "slopes": {task: value.grad.item() for task, value in s.items()},
}))
