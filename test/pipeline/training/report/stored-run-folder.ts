import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainingConfigSchema } from '../../../../configs/training/schema.ts';
import { randomFor } from '../../../../runtime/train/random.ts';

/** What the folder is to hold. */
export interface FolderOptions {
  readonly name?: string;
  readonly classes?: readonly string[];
  readonly folds?: readonly string[];
  readonly warnings?: readonly string[];
  /** Epochs of each fold; of an unfinished run the last has half of them, and neither scores nor card are there. */
  readonly epochs?: number;
  readonly finished?: boolean;
  readonly search?: unknown;
}

const CLASSES = ['neutral', 'anger', 'happiness', 'sadness', 'worry', 'surprise'];

/** Writes the files of a training run of six classes and valence–arousal as `affekt train` does, with invented figures, and returns their folder. */
export async function storedRunFolder({ name = 'voice-six', classes = CLASSES, folds = ['fold-1', 'fold-2', 'fold-3', 'fold-4', 'fold-5'], warnings = [], epochs = 40, finished = true, search }: FolderOptions = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-training-'));
  const config = trainingConfigSchema.parse({
    features: { audio: { folder: 'features/wavlm-UTT' }, video: { folder: 'features/clip-UTT' } },
    labels: { file: 'labels.csv', columns: { expression: 'emotion', valence: 'valence', arousal: 'arousal', speaker: 'speaker' }, classes },
    head: { name: 'multi-task', heads: [{ name: 'expression' }, { name: 'valence-arousal' }] },
    folds: { kind: 'group', by: 'speaker' },
    training: { epochs, metric: 'macro-f1' },
    search: search === undefined ? null : { draws: 3, repeat: 2 },
  });
  await write(folder, 'config.json', { ...config, name }); // A file that somebody edited may hold any name
  await write(folder, 'data.json', toData(classes, warnings));
  for (const [index, fold] of folds.entries()) {
    await mkdir(join(folder, fold), { recursive: true });
    await writeFile(join(folder, fold, 'metrics.jsonl'), toLog(index, finished || index < folds.length - 1 ? epochs : Math.floor(epochs / 2)));
  }
  if (search !== undefined) await write(folder, 'search.json', search);
  if (!finished) return folder;
  await write(folder, 'scores.json', toScores(classes, folds));
  await writeFile(join(folder, 'validation.csv'), toTable(classes));
  await writeFile(join(folder, 'card.md'), `# ${name}\n`);
  return folder;
}

function toData(classes: readonly string[], warnings: readonly string[]) {
  const modality = { present: 480, zeroRows: 2, shortest: 1, longest: 1 };
  const counts = Object.fromEntries(classes.map((each, index) => [each, 200 - 30 * index]));
  return { key: 'abc', clips: 480, groups: 24, classes: counts, modalities: { audio: { dimensions: 1024, ...modality }, video: { dimensions: 768, ...modality, present: 471 } }, ranges: { valence: [-0.9, 0.8], arousal: [-0.7, 0.95] }, warnings };
}

/** The score rises to epoch 30 and falls then; the loss falls. */
function toLog(fold: number, epochs: number): string {
  const { normal } = randomFor(5, 'log', fold);
  const lines: unknown[] = [];
  let best = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const half of [1, 2]) lines.push({ step: epoch * 20 - 20 + half * 10, loss: 1.8 * Math.exp(-epoch / 12), 'gradient-norm': 1, rate: 5e-4 * (1 + Math.cos((Math.PI * (epoch - 1)) / epochs)) });
    const score = 0.62 - 0.4 * Math.exp(-epoch / 8) - (epoch > 30 ? 0.004 * (epoch - 30) : 0) + 0.012 * normal() + 0.01 * fold;
    lines.push({ step: epoch * 20, epoch, training: { loss: 1.8 * Math.exp(-epoch / 12) + 0.02 * normal(), 'gradient-norm': 1 }, scores: { 'macro-f1': score, accuracy: score + 0.05 }, best: score > best });
    best = Math.max(best, score);
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function toScores(classes: readonly string[], folds: readonly string[]) {
  const confusion = classes.flatMap((_, actual) => classes.map((_unused, predicted) => (actual === predicted ? 60 : (actual * 3 + predicted * 5) % 12)));
  return {
    metric: 'macro-f1',
    value: 0.6123,
    interval: [0.5811, 0.6402],
    intervalOver: 'groups',
    all: { ccc: 0.41, 'ccc-valence': 0.45, 'ccc-arousal': 0.37, accuracy: 0.64, uar: 0.61, 'macro-f1': 0.6123, 'weighted-f1': 0.635, ece: 0.081, brier: null },
    folds: Object.fromEntries(folds.map((fold, index) => [fold, 0.6 + 0.01 * index])),
    mean: 0.62,
    deviation: 0.0141,
    classes,
    confusion,
  };
}

/** The most probable class is right as often as its probability says, less a tenth; valence and arousal are half of the truth. */
function toTable(classes: readonly string[]): string {
  const { normal, uniform } = randomFor(5, 'table');
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const header = ['clip', 'fold', 'expression', ...classes.map((each) => quote(`p_${each}`)), 'valence', 'arousal', 'actual_expression', 'actual_valence', 'actual_arousal'].join(',');
  const rows = Array.from({ length: 480 }, (_, index) => {
    const confidence = 0.4 + 0.6 * uniform();
    const right = uniform() < confidence - 0.1;
    const [valence, arousal] = [0.4 * normal(), 0.1 + 0.3 * normal()];
    const probabilities = classes.map((_unused, code) => (code === index % classes.length ? confidence : (1 - confidence) / (classes.length - 1)));
    const affect = [valence / 2 + 0.1 * normal(), arousal / 2 + 0.1 * normal()].map((value) => value.toFixed(4));
    return [quote(`clip "${index}", a\nb`), 'fold-1', quote(classes[index % classes.length]!), ...probabilities, ...affect, quote(classes[(index + (right ? 0 : 1)) % classes.length]!), valence.toFixed(4), arousal.toFixed(4)].join(',');
  });
  return [header, ...rows, ''].join('\n');
}

async function write(folder: string, name: string, value: unknown): Promise<void> {
  await writeFile(join(folder, name), JSON.stringify(value, null, 2));
}
