import { detectionScores } from '../../fusion/metrics/detection-scores.ts';
import { fitTemperature } from './fit-temperature.ts';
import { calibrate } from './calibrate.ts';
import type { Gate, GateTrial } from './gate.ts';
import { GateError } from './gate-error.ts';
import type { GateMethod, GateParameters, GateSettings, Scorer } from './gate-method.ts';
import { DEFAULT_METHODS } from './gate-method-names.ts';
import { GATE_METHODS } from './gate-methods.ts';
import { logitsOf, type LinearHead } from './linear-head.ts';
import { trainingUnits, type TrainingUnits } from './training-units.ts';
import { countRows, rowAt, takeRows, type UnitRows } from './unit-rows.ts';

/** Rows that a head does not know. */
export interface Outliers {
  readonly units: UnitRows;
  /** Shape `[n]`: the group of each row, see `GateData.groups`; absent or unknown there: judged by what was learnt from all. */
  readonly groups?: Int32Array;
  /** What a user is told of such: `"not speech"`; absent: "unlike training". */
  readonly reason?: string;
}

/** What a gate is fitted on. */
export interface GateData {
  readonly head: LinearHead;
  /** sha256 of the head's file. */
  readonly sha256: string;
  /** Thresholds come from these. */
  readonly training: UnitRows;
  /** Shape `[n]`; absent: what the head says. */
  readonly labels?: Int32Array;
  /** Rows that the head did not learn from: the threshold and the choice come from these. */
  readonly validation: UnitRows;
  /** Cross-fitting, where validation is training again: the group of each row of both, shape `[n]`. A row is then judged by what was learnt from the rows of the other groups, and what is kept is learnt from all. */
  readonly groups?: Int32Array;
  /** Of validation, for the temperature. −1 where it is not known. */
  readonly validationLabels?: Int32Array;
  /** By name of the kind; at least one. */
  readonly outliers: Readonly<Record<string, Outliers>>;
  /** Keys of `GATE_METHODS` to choose among. Default: all but `knn`, which keeps rows of training in the file. */
  readonly methods?: readonly string[];
  readonly coverage: number;
}

/** Fewer rows do not tell a quantile. */
const LEAST = 20;
/** A method has to be better than a simpler one by this much of AUROC to be taken. */
const MARGIN = 0.002;

/**
 * Returns a gate on a head. Each method learns its thresholds from the units of training; the one whose scores tell validation from the outliers best by mean AUROC over their kinds is taken, so that none is
 * ever worse than energy there; its threshold is a quantile of validation.
 *
 * @throws GateError when there are too few rows, they do not fit the head, or no method can be used
 */
export function fitGate(data: GateData): Gate {
  check(data);
  const lessons = toLessons(data);
  const trials = methodsFor(data, lessons.all).map((method) => bestTrial(method, lessons, data));
  const chosen = choose(trials);
  const kinds = Object.values(data.outliers).map(({ units, groups, reason }) => ({ scores: chosen.scores(units, groups), reason }));
  return {
    head: data.sha256,
    method: chosen.trial.method,
    settings: chosen.trial.settings,
    parameters: chosen.parameters,
    coverage: data.coverage,
    ...calibrate(chosen.scores(data.validation, data.groups), kinds),
    ...temperatureOf(data),
    trials: trials.map(({ trial }) => trial).sort((a, b) => b.mean - a.mean),
    counts: Object.fromEntries([['training', countRows(data.training)], ['validation', countRows(data.validation)], ...Object.entries(data.outliers).map(([kind, { units }]): [string, number] => [kind, countRows(units)])]),
  };
}

interface Trial {
  readonly trial: GateTrial;
  readonly parameters: GateParameters;
  /** Returns the score of each row. */
  readonly scores: (rows: UnitRows, groups?: Int32Array) => Float64Array;
}

/** What is learnt from: all rows, and for each group those of the others. */
interface Lessons {
  readonly all: TrainingUnits;
  readonly without: ReadonlyMap<number, TrainingUnits>;
}

function toLessons({ training, head, labels, groups = new Int32Array() }: GateData): Lessons {
  const without = (group: number) => {
    const rows = Array.from(groups.keys()).filter((row) => groups[row] !== group);
    return trainingUnits(takeRows(training, rows), head, labels && Int32Array.from(rows, (row) => labels[row]!));
  };
  return { all: trainingUnits(training, head, labels), without: new Map([...new Set(groups)].map((group) => [group, without(group)])) };
}

function check({ head, training, validation, outliers }: GateData): void {
  const parts: readonly (readonly [string, UnitRows])[] = [['training', training], ['validation', validation], ...Object.entries(outliers).map(([kind, { units }]) => [`outliers "${kind}"`, units] as const)];
  for (const [subject, rows] of parts) {
    if (rows.width !== head.width) throw new GateError('WIDTH', { subject, detail: `rows have ${rows.width} units, and the last layer takes ${head.width}` });
    if (countRows(rows) < LEAST) throw new GateError('TOO_FEW', { subject, detail: `${countRows(rows)} rows are too few, at least ${LEAST} are needed` });
    const broken = rows.values.findIndex((value) => !Number.isFinite(value));
    if (broken >= 0) throw new GateError('NOT_FINITE', { subject, detail: `row ${Math.floor(broken / rows.width)} gives ${rows.values[broken]} in the last layer` });
  }
  if (parts.length < 3) throw new GateError('TOO_FEW', { subject: 'outliers', detail: 'there are none to choose a method by' });
}

function methodsFor({ methods = DEFAULT_METHODS }: GateData, { signed }: TrainingUnits): GateMethod[] {
  const known = methods.map((name) => GATE_METHODS[name]!);
  const usable = known.filter(({ wantsRelu }) => !(wantsRelu && signed));
  if (usable.length === 0) throw new GateError('SIGNED', { subject: 'last layer', detail: `what it is given is negative at times, so that ${methods.join(', ')} cannot be used` });
  return usable;
}

function bestTrial(method: GateMethod, lessons: Lessons, data: GateData): Trial {
  let best: Trial | undefined;
  for (const settings of method.grid) {
    const parameters = method.fit(lessons.all, settings);
    const scores = openScores(method, { parameters, settings, lessons, head: data.head });
    const home = scores(data.validation, data.groups);
    const auroc = Object.fromEntries(Object.entries(data.outliers).map(([kind, { units, groups }]) => [kind, detectionScores(home, scores(units, groups)).auroc]));
    const mean = Object.values(auroc).reduce((sum, value) => sum + value, 0) / Object.keys(auroc).length;
    if (best === undefined || mean > best.trial.mean + MARGIN) best = { trial: { method: method.name, settings, auroc, mean }, parameters, scores };
  }
  return best!; // Every method has settings
}

/** The best; of those that are as good, the simplest, which comes first. Never one worse than energy, where that was tried. */
function choose(trials: readonly Trial[]): Trial {
  return trials.reduce((best, each) => (each.trial.mean > best.trial.mean + MARGIN ? each : best));
}

function openScores(method: GateMethod, { parameters, settings, lessons, head }: { readonly parameters: GateParameters; readonly settings: GateSettings; readonly lessons: Lessons; readonly head: LinearHead }): Trial['scores'] {
  const whole = method.open(parameters, head);
  const without = new Map([...lessons.without].map(([group, training]): [number, Scorer] => [group, method.open(method.fit(training, settings), head)]));
  return (rows, groups) => Float64Array.from({ length: countRows(rows) }, (_, index) => (without.get(groups?.[index] ?? -1) ?? whole)(rowAt(rows, index)));
}

function temperatureOf({ head, validation, validationLabels }: GateData): Pick<Gate, 'temperature'> {
  if (validationLabels === undefined) return {};
  const known = Array.from(validationLabels.keys()).filter((index) => validationLabels[index]! >= 0);
  if (known.length < LEAST) return {};
  return { temperature: fitTemperature(known.map((index) => logitsOf(head, rowAt(validation, index))), known.map((index) => validationLabels[index]!)) };
}
