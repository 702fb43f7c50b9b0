import type { TimedWord } from '../../transcript.ts';
import type { Cue } from '../cue.ts';
import { joinTexts } from '../plain/join-texts.ts';
import { toOneLine } from '../plain/to-plain-text.ts';
import { TranscriptError } from '../transcript-error.ts';
import type { Interval, Tier } from './tier.ts';
import { tierRole, type TierRole } from './tier-role.ts';

/** Labels of silence and of noise that aligners write. */
const SILENCE = /^(?:sp|sil|silence|<(?:p|p:|usb|nib|sil|eps)>|\{sl\}|#|_)?$/i;
/** A gap of this many seconds between words ends a sentence where no tier has sentences. */
const PAUSE = 0.5;

type ReadTier = Tier & TierRole;

/**
 * Returns the sentences of tiers, each with its words where a tier has words of the same speaker. Words alone are put together to sentences between pauses.
 *
 * @param path for messages
 * @param names the tiers to read; without it all that hold sentences and words
 * @throws TranscriptError NO_TIER for a name that no tier has
 */
export function toTierCues(tiers: readonly Tier[], path: string, names?: readonly string[]): { readonly cues: Cue[]; readonly notes: string[] } {
  const chosen = chooseTiers(tiers, path, names).map((tier): ReadTier => ({ ...tier, ...tierRole(tier) }));
  const spoken = chosen.map((tier) => ({ ...tier, intervals: tier.intervals.map(toPlain).filter(({ text }) => !SILENCE.test(text)) }));
  const sentences = spoken.filter(({ role, intervals }) => role !== 'words' && intervals.length > 0);
  const words = spoken.filter(({ role, intervals }) => role === 'words' && intervals.length > 0);
  const isAlone = sentences.length === 1 && words.length === 1;
  const wordsOf = (tier: ReadTier) => words.find(({ speaker }) => isAlone || speaker === tier.speaker);
  const used = new Set(sentences.map(wordsOf));
  const grouped = words.filter((tier) => !used.has(tier));
  const cues = [...sentences.flatMap((tier) => toCues(tier, wordsOf(tier))), ...grouped.flatMap(groupWords)];
  const lost = count(words.map(({ intervals }) => intervals)) - count(cues.map((cue) => cue.words ?? []));
  return { cues, notes: [...noteChoice(tiers, chosen, names), ...noteGrouped(grouped), ...(lost > 0 ? [`${lost === 1 ? '1 word lies' : `${lost} words lie`} outside of every sentence and ${lost === 1 ? 'is' : 'are'} not read.`] : [])] };
}

function chooseTiers(tiers: readonly Tier[], path: string, names: readonly string[] | undefined): readonly Tier[] {
  const unknown = names?.find((name) => !tiers.some((tier) => tier.name === name));
  if (unknown !== undefined) throw new TranscriptError('NO_TIER', { path, detail: `has no tier "${unknown}", but ${tiers.map(({ name }) => `"${name}"`).join(', ') || 'none at all'}` });
  if (names !== undefined) return tiers.filter(({ name }) => names.includes(name));
  const spoken = tiers.filter(({ isSpoken = true, ...tier }) => isSpoken && tierRole(tier).role !== 'sounds');
  return spoken.length > 0 ? spoken : tiers.filter(({ isSpoken = true }) => isSpoken);
}

function count(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, list) => sum + list.length, 0);
}

function toPlain(interval: Interval): Interval {
  return { ...interval, text: toOneLine(interval.text) };
}

function toCues({ intervals, speaker }: ReadTier, words: ReadTier | undefined): Cue[] {
  const said = words?.intervals.toSorted((a, b) => a.start - b.start) ?? [];
  let next = 0;
  return intervals.toSorted((a, b) => a.start - b.start).map(({ start, end, text, at }) => {
    const own: TimedWord[] = [];
    while (next < said.length && middle(said[next]!) < start) next++;
    for (; next < said.length && middle(said[next]!) < end; next++) own.push(toWord(said[next]!));
    return { start, end, text, at, ...(speaker !== undefined && { speaker }), ...(own.length > 0 && { words: own }) };
  });
}

function middle({ start, end }: Interval): number {
  return (start + end) / 2;
}

function toWord({ text, start, end }: Interval): TimedWord {
  return { text, start, end };
}

function groupWords({ intervals, speaker }: ReadTier): Cue[] {
  const groups: Interval[][] = [];
  for (const word of intervals) {
    const before = groups.at(-1)?.at(-1);
    if (before !== undefined && word.start - before.end < PAUSE) groups.at(-1)!.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => ({
    start: group[0]!.start,
    end: group.at(-1)!.end,
    text: joinTexts(group.map(({ text }) => text)),
    at: group[0]!.at,
    words: group.map(toWord),
    ...(speaker !== undefined && { speaker }),
  }));
}

function noteChoice(tiers: readonly Tier[], chosen: readonly Tier[], names: readonly string[] | undefined): string[] {
  const left = tiers.filter(({ name }) => !chosen.some((tier) => tier.name === name)).map(({ name }) => `"${name}"`);
  if (names !== undefined || left.length === 0) return [];
  return [`Not read: ${left.length === 1 ? 'the tier' : 'the tiers'} ${left.join(', ')}. Name tiers to choose others.`];
}

function noteGrouped(tiers: readonly ReadTier[]): string[] {
  return tiers.length === 0 ? [] : [`Words of ${tiers.map(({ name }) => `"${name}"`).join(', ')} are put together to sentences at pauses of ${PAUSE} s: no tier has sentences for them.`];
}
