"""Losses and their gradients by PyTorch, in double precision: python make_losses.py > losses.json"""
import json
import torch
import torch.nn.functional as F

torch.manual_seed(3)
N, K = 12, 5
logits = (torch.randn(N, K, dtype=torch.float64) * 2).round(decimals=3).requires_grad_()
labels = torch.randint(0, K, (N,))
distribution = torch.softmax(torch.randn(N, K, dtype=torch.float64) * 3, 1)
distribution[0] = torch.tensor([0, 0.25, 0.75, 0, 0], dtype=torch.float64)
distribution = (distribution / distribution.sum(1, keepdim=True)).round(decimals=6)
class_weights = torch.tensor([1, 10.4, 16.23, 0.5, 2.225], dtype=torch.float64)
predicted = torch.tanh(torch.randn(3, 4, dtype=torch.float64)).round(decimals=3).requires_grad_()
actual = torch.tanh(torch.randn(3, 4, dtype=torch.float64)).round(decimals=3)


def focal(gamma, alpha, smoothing):
    """The formula of Lin et al. on the smoothed cross-entropy, as the expression branch of Wen et al. has it."""
    items = F.cross_entropy(logits, labels, label_smoothing=smoothing, reduction="none")
    p = F.softmax(logits, 1).gather(1, labels[:, None])[:, 0]
    return (alpha * (1 - p) ** gamma * items).mean()


def ccc(x, y):
    covariance = ((x - x.mean()) * (y - y.mean())).mean()
    return 2 * covariance / (x.var(correction=0) + y.var(correction=0) + (x.mean() - y.mean()) ** 2)


def ccc_wen(x, y):
    r = ((x - x.mean()) * (y - y.mean())).mean() / (x.std() * y.std())
    return 2 * r * x.std() * y.std() / (x.var() + y.var() + (x.mean() - y.mean()) ** 2)


smoothed = F.one_hot(labels, K) * 0.9 + 0.1 / K
cases = {
    "plain": (logits, F.cross_entropy(logits, labels)),
    "class weights": (logits, F.cross_entropy(logits, labels, weight=class_weights)),
    "smoothing": (logits, F.cross_entropy(logits, labels, label_smoothing=0.1)),
    "class weights and smoothing": (logits, F.cross_entropy(logits, labels, weight=class_weights, label_smoothing=0.2)),
    "focal": (logits, focal(2, 0.25, 0)),
    "focal and smoothing": (logits, focal(2, 0.9, 0.1)),
    "focal of a fractional power": (logits, focal(0.5, 1, 0)),
    "divergence": (logits, F.kl_div(F.log_softmax(logits, 1), distribution, reduction="batchmean")),
    "wen expression": (logits, 0.8 * focal(2, 0.9, 0.1) + 0.2 * F.kl_div(F.log_softmax(logits, 1), smoothed, reduction="batchmean")),
    "ccc": (predicted, 1 - ccc(predicted.flatten(), actual.flatten())),
    "ccc of sequences": (predicted, 1 - torch.stack([ccc(x, y) for x, y in zip(predicted, actual)]).mean()),
    "ccc of wen": (predicted, 1 - torch.stack([ccc_wen(x, y) for x, y in zip(predicted, actual)]).mean()),
    "mse": (predicted, F.mse_loss(predicted, actual)),
    "mae": (predicted, F.l1_loss(predicted, actual)),
    "mixed": (predicted, 0.7 * (1 - ccc(predicted.flatten(), actual.flatten())) + 0.3 * F.mse_loss(predicted, actual)),
}
plain = lambda tensor: tensor.detach().flatten().tolist()
numbers = lambda tensor: [round(value, 8) for value in plain(tensor)]
print(json.dumps({
    "made_by": f"make_losses.py with torch {torch.__version__}",
    "logits": plain(logits), "labels": plain(labels), "distribution": plain(distribution), "classWeights": plain(class_weights),
    "predicted": plain(predicted), "actual": plain(actual),
    "losses": {name: {"loss": loss.item(), "gradient": numbers(torch.autograd.grad(loss, of)[0])} for name, (of, loss) in cases.items()},
}))
