import type { Layout } from '../../../fusion/train/layout.ts';
import type { ClipPlan } from './clip-plan.ts';
import { cutFor, rateFor } from './prepare-tracks.ts';
import type { Preparation } from './preparation.ts';
import { rowsInSpan } from './track.ts';

/** What a layout is made for. */
export interface LayoutOptions {
  readonly targets: readonly string[];
  /** For MERBench's ways: the rows that it pads to, by clip. */
  readonly longestFor: (plan: ClipPlan) => Readonly<Record<string, number>> | undefined;
}

/** Returns the layout that holds every example: each modality as long as its longest. */
export function toLayout(preparation: Preparation, plans: readonly ClipPlan[], { targets, longestFor }: LayoutOptions): Layout {
  const modalities = Object.entries(preparation.modalities).map(([name, { dimensions }]) => {
    const longest = plans.reduce((most, plan) => Math.max(most, longestFor(plan)?.[name] ?? rowsOf(preparation, plan, name)), 1);
    return [name, { dimensions, length: isSequence(preparation, name) ? longest : null }] as const;
  });
  const frames = plans.flatMap(({ spans }) => spans).reduce((most, { start, end }) => Math.max(most, end - start), 1);
  return { modalities: Object.fromEntries(modalities), targets, frames: preparation.output === 'frame' ? frames : null };
}

function isSequence(preparation: Preparation, name: string): boolean {
  if (preparation.way === 'pooled') return false;
  return preparation.way.startsWith('merbench') || cutFor(preparation, name) !== 'whole';
}

function rowsOf(preparation: Preparation, { scanned, spans, timeline }: ClipPlan, name: string): number {
  const cut = cutFor(preparation, name);
  const times = cut === 'rows' ? timeline : (scanned.tracks[name]?.times ?? new Float64Array(0));
  const track = cut === 'sampled' ? { times, cut, rate: rateFor(preparation, name), timelineRate: rateFor(preparation, preparation.alignment.onto!) } : { times, cut };
  return spans.reduce((most, span) => Math.max(most, rowsInSpan(track, span)), 0);
}
