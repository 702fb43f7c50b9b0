/**
 * Measures gates on faces of people whom they were not fitted to, and prints a table as Markdown.
 *
 *     node scripts/measure-face-gate.ts CLIP… [--model ID] [--methods NAMES] [--coverage SHARE]
 *
 * One person a clip; all pictures count as one. Each in turn is left out, and a gate is fitted to the others by each method.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../configs/load-config.ts';
import { readEnvironment } from '../configs/environment.ts';
import { openModelStore } from '../extractors/models/store/open-model-store.ts';
import { detectionScores } from '../fusion/metrics/detection-scores.ts';
import { openGate, type OpenedGate } from '../plugins/gate/open-gate.ts';
import { countRows, rowAt, type UnitRows } from '../plugins/gate/unit-rows.ts';
import { modelSettings } from '../pipeline/commands/models/model-settings.ts';
import type { FaceRows } from '../pipeline/gates/faces/face-rows.ts';
import { fitFaceGate } from '../pipeline/gates/faces/fit-face-gate.ts';
import { openFaceSource } from '../pipeline/gates/faces/open-face-source.ts';
import { readFaceRows } from '../pipeline/gates/faces/read-face-rows.ts';
import { findClips } from '../pipeline/media/find-clips.ts';
import { findTools } from '../pipeline/media/find-tools.ts';
import { isPictureName } from '../pipeline/media/is-picture-name.ts';
import { openRuntime } from '../runtime/open-runtime.ts';

/** Faces of one clip: so that no person counts for many. */
const MOST = 30;

/** What a gate says of one person whom it does not know. */
interface Judged {
  readonly person: string;
  /** Share of the person's faces that is withheld, and by kind that of outliers made of them. */
  readonly withheld: number;
  readonly found: Readonly<Record<string, number>>;
  /** Of the person's faces against each kind. */
  readonly auroc: Readonly<Record<string, number>>;
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { model: { type: 'string' }, methods: { type: 'string', default: 'energy,msp,max-logit,odin,dice,cosine,knn' }, coverage: { type: 'string', default: '0.99' } } });
if (positionals.length === 0) throw new TypeError('usage: measure-face-gate CLIP… [--model ID] [--methods NAMES] [--coverage SHARE]');

const environment = readEnvironment();
const config = loadConfig({ overrides: { face: { expression: values.model } } });
const media = await findTools(environment);
await using runtime = await openRuntime({ device: 'cpu' });
await using source = await openFaceSource(config, { store: openModelStore(modelSettings(config.models, environment)), runtime });
const people = new Map<string, FaceRows[]>();
for (const clip of await findClips(positionals)) {
  const rows = await readFaceRows(clip, { ...source, config, media, most: MOST, strange: true, signal: new AbortController().signal });
  const person = isPictureName(clip.path) ? 'pictures' : clip.name;
  if (rows.seen > 0) people.set(person, [...(people.get(person) ?? []), rows]);
}
process.stderr.write(`${[...people].map(([person, rows]) => `${person} ${rows.reduce((sum, { faces }) => sum + countRows(faces), 0)}`).join(', ')}\n`);
for (const [index, method] of values.methods.split(',').entries()) report(method, [...people.keys()].map((person) => judge(method, person)), index === 0);

function judge(method: string, person: string): Judged {
  const others = [...people].flatMap(([name, rows]) => (name === person ? [] : rows));
  const gate = fitFaceGate({ head: source.head, sha256: source.sha256, clips: others, validation: [], given: {}, methods: [method], coverage: Number(values.coverage) });
  const opened = openGate(gate, source.head, method);
  const own = people.get(person)!;
  const home = readings(opened, own.map(({ faces }) => faces));
  const kinds = Object.keys(own[0]!.strange).map((kind) => [kind, readings(opened, own.map(({ strange }) => strange[kind]!))] as const);
  const share = (all: readonly Reading[]) => all.filter(({ isDoubted }) => isDoubted).length / all.length;
  const scores = (all: readonly Reading[]) => Float64Array.from(all, ({ score }) => score);
  return { person, withheld: share(home), found: Object.fromEntries(kinds.map(([kind, all]) => [kind, share(all)])), auroc: Object.fromEntries(kinds.map(([kind, all]) => [kind, detectionScores(scores(home), scores(all)).auroc])) };
}

interface Reading {
  readonly score: number;
  readonly isDoubted: boolean;
}

function readings(opened: OpenedGate, parts: readonly UnitRows[]): Reading[] {
  return parts.flatMap((rows) => Array.from({ length: countRows(rows) }, (_, index) => {
    const reading = opened.read(rowAt(rows, index));
    return { score: reading.score, isDoubted: opened.doubt(reading) !== undefined };
  }));
}

/** Means over people: AUROC and the share of outliers that is withheld by kind; then the withheld share of the people: mean, worst, and each. */
function report(method: string, judged: readonly Judged[], isFirst: boolean): void {
  const kinds = Object.keys(judged[0]!.auroc);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const percent = (value: number) => (100 * value).toFixed(1);
  if (isFirst) process.stdout.write(`| AUROC / withheld, % | ${kinds.join(' | ')} | mean | people withheld | worst |\n|${'---|'.repeat(kinds.length + 4)}\n`);
  const cells = kinds.map((kind) => `${percent(mean(judged.map(({ auroc }) => auroc[kind]!)))} / ${percent(mean(judged.map(({ found }) => found[kind]!)))}`);
  const overall = mean(kinds.map((kind) => mean(judged.map(({ auroc }) => auroc[kind]!))));
  const worst = judged.reduce((a, b) => (b.withheld > a.withheld ? b : a));
  process.stdout.write(`| ${method} | ${cells.join(' | ')} | ${percent(overall)} | ${percent(mean(judged.map(({ withheld }) => withheld)))} | ${percent(worst.withheld)} (${worst.person}) |\n`);
  process.stderr.write(`${method}: ${judged.map(({ person, withheld }) => `${person} ${percent(withheld)}`).join(', ')}\n`);
}
