import type { DataSummary } from '../training-data.ts';
import type { Layout } from '../../../fusion/train/layout.ts';
import type { ClipPlan } from './clip-plan.ts';
import { countClasses } from './make-training-folds.ts';
import { cutFor, rateFor } from './prepare-tracks.ts';
import type { Preparation } from './preparation.ts';
import { rowsInSpan } from './track.ts';

/** Returns what there is, over all clips that are used. */
export function summariseData(preparation: Preparation, plans: readonly ClipPlan[], { classes, layout }: { readonly classes: readonly string[]; readonly layout: Layout }): DataSummary {
  const counts = countClasses(plans.map((plan) => ({ ...plan, spans: plan.spans.slice(0, 1) })), classes.length);
  const groups = new Set(plans.flatMap(({ truth }) => truth.speaker ?? truth.video ?? []));
  const modalities = Object.keys(layout.modalities).map((name) => [name, summariseModality(preparation, plans, name)] as const);
  return {
    clips: plans.length,
    groups: groups.size,
    classes: Object.fromEntries(classes.map((name, index) => [name, counts[index]!])),
    modalities: Object.fromEntries(modalities),
    ranges: Object.fromEntries((['valence', 'arousal'] as const).flatMap((task) => rangeOf(plans, task))),
  };
}

function summariseModality(preparation: Preparation, plans: readonly ClipPlan[], name: string): DataSummary['modalities'][string] {
  const tracks = plans.flatMap((plan) => (plan.scanned.tracks[name] === undefined ? [] : [{ plan, track: plan.scanned.tracks[name] }]));
  const rows = tracks.map(({ plan: { timeline }, track: { times } }) => {
    const cut = cutFor(preparation, name);
    const whole = { start: 0, end: timeline.length, from: -Infinity, to: Infinity };
    return cut === 'sampled' ? rowsInSpan({ times, cut, rate: rateFor(preparation, name), timelineRate: rateFor(preparation, preparation.alignment.onto!) }, whole) : rowsInSpan({ times, cut }, whole);
  });
  return {
    dimensions: preparation.modalities[name]!.dimensions,
    present: tracks.length,
    zeroRows: tracks.reduce((sum, { track }) => sum + track.zeroRows, 0),
    shortest: rows.reduce((least, count) => Math.min(least, count), Infinity),
    longest: rows.reduce((most, count) => Math.max(most, count), 0),
  };
}

function rangeOf(plans: readonly ClipPlan[], task: 'valence' | 'arousal'): [string, readonly [number, number]][] {
  let [least, most] = [Infinity, -Infinity];
  for (const { truth } of plans) {
    for (const value of truth.targets[task] ?? []) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return least > most ? [] : [[task, [least, most]]];
}
