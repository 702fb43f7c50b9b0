import type { Reading } from '../cue.ts';
import type { Interval, Tier } from '../tiers/tier.ts';
import { toTierCues } from '../tiers/to-tier-cues.ts';
import type { TranscriptOptions } from '../transcript-options.ts';
import { praatTokens, type PraatTokens } from './praat-tokens.ts';

/**
 * Reads Praat's TextGrid as text, long or short. Tiers of points are left out, with a note.
 *
 * @param path for messages
 * @throws TranscriptError DAMAGED naming the line, NO_TIER
 */
export function readTextGrid(text: string, path: string, { tiers: names }: Pick<TranscriptOptions, 'tiers'> = {}): Reading {
  const tokens = praatTokens(text.replace(/\r\n?/g, '\n'), path);
  const [kind, object] = [tokens.text(), tokens.text()];
  if (!kind.startsWith('ooTextFile') || !/^TextGrid(?: \d+)?$/.test(object)) throw tokens.damaged(`holds "${object}" and no TextGrid`);
  skipTimes(tokens);
  const count = tokens.flag() === 'exists' ? tokens.count() : 0;
  const tiers: Tier[] = [];
  const points: string[] = [];
  for (let index = 0; index < count; index++) {
    const kindOfTier = tokens.text();
    const name = tokens.text();
    skipTimes(tokens);
    if (kindOfTier === 'IntervalTier') tiers.push({ name, intervals: readIntervals(tokens) });
    else if (kindOfTier === 'TextTier') points.push(skipPoints(tokens, name));
    else throw tokens.damaged(`has a tier of the kind "${kindOfTier}"`);
  }
  const { cues, notes } = toTierCues(tiers, path, names);
  const noted = points.length === 0 ? [] : [`Not read, since points have no length: ${points.map((name) => `"${name}"`).join(', ')}.`];
  return { cues, place: 'line', clock: 'clip', notes: [...notes, ...noted] };
}

/** Where the grid or tier begins and ends: intervals say it again. */
function skipTimes(tokens: PraatTokens): void {
  tokens.number();
  tokens.number();
}

function readIntervals(tokens: PraatTokens): Interval[] {
  const intervals: Interval[] = [];
  for (let left = tokens.count(); left > 0; left--) {
    const start = tokens.number();
    intervals.push({ start, at: tokens.line(), end: tokens.number(), text: tokens.text() });
  }
  return intervals;
}

function skipPoints(tokens: PraatTokens, name: string): string {
  for (let left = tokens.count(); left > 0; left--) {
    tokens.number();
    tokens.text();
  }
  return name;
}
