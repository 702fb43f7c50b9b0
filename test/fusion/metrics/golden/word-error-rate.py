"""Writes word-error-rate.json: totals by torchmetrics 1.9, operations by brute force over all alignments with fewest errors (numpy only to draw words)."""
import json
from functools import lru_cache
from pathlib import Path

import numpy
from torchmetrics.functional.text import char_error_rate, word_error_rate

random = numpy.random.default_rng(7)
WORDS = 'the cat sat on a mat'.split()


def operations(reference, hypothesis):
    """Fewest errors, then most units right: (substitutions, deletions, insertions)."""

    @lru_cache(None)
    def best(i, j):
        if i == len(reference) or j == len(hypothesis):
            return (len(reference) - i + len(hypothesis) - j, 0, 0, len(reference) - i, len(hypothesis) - j)
        choices = []
        errors, right, s, d, n = best(i + 1, j + 1)
        choices.append((errors, right - 1, s, d, n) if reference[i] == hypothesis[j] else (errors + 1, right, s + 1, d, n))
        errors, right, s, d, n = best(i + 1, j)
        choices.append((errors + 1, right, s, d + 1, n))
        errors, right, s, d, n = best(i, j + 1)
        choices.append((errors + 1, right, s, d, n + 1))
        return min(choices, key=lambda choice: choice[:2])

    return list(best(0, 0)[2:])


pairs = []
for _ in range(60):
    reference, hypothesis = (' '.join(random.choice(WORDS, size=random.integers(1, 13))) for _ in range(2))
    pairs.append({'reference': reference, 'hypothesis': hypothesis, 'operations': operations(reference.split(), hypothesis.split())})
chinese = [('今天天气很好', '今天天汽很好吗'), ('我不知道', '我知道了'), ('你好', '')]
golden = {
    'pairs': pairs,
    'rate': float(word_error_rate([p['hypothesis'] for p in pairs], [p['reference'] for p in pairs])),
    'chinese': [{'reference': r, 'hypothesis': h} for r, h in chinese],
    'characterRate': float(char_error_rate([h for _, h in chinese], [r for r, _ in chinese])),
}
(Path(__file__).parent / 'word-error-rate.json').write_text(json.dumps(golden, ensure_ascii=False, separators=(',', ':')) + '\n')
