import { MER_LABELS } from './mer-labels.ts';

/** MERBench's protocol: 50 draws from the model's grid, the best one trained six times, the mean reported. */
export const merbench = {
  about: 'MERBench: 50 random draws from the grid of the model, the best one trained six times.',
  config: {
    name: 'merbench',
    labels: MER_LABELS,
    alignment: { method: 'merbench' },
    model: { name: 'attention' },
    head: { name: 'mer' },
    folds: { kind: 'random', folds: 5 },
    training: { epochs: 100, batch: 32, learningRate: 1e-3, optimizer: { name: 'adam', weightDecay: 1e-5 }, metric: 'mer-combined' },
    search: { draws: 50, repeat: 6, grid: {} },
  },
} as const;
