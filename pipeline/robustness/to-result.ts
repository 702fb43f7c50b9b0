import type { Expression } from '../../fusion/verdict.ts';
import { packageVersion } from '../package-version.ts';
import { findCrossing } from './find-crossing.ts';
import type { AnsweredClip } from './robustness-clip.ts';
import type { RobustnessResult } from './robustness-result.ts';
import { scorePoints } from './score-points.ts';
import { toPoints } from './grid.ts';

/** What is known of a survey besides its answers. */
export type SurveyFacts = Pick<RobustnessResult, 'system' | 'corpus' | 'failed' | 'metric' | 'axes' | 'noise' | 'seed' | 'modalities'>;

/** Speakers are drawn where there are at least this many: of fewer no interval can be told. */
const LEAST_SPEAKERS = 5;

/** Returns the scores of a survey and what they say of fusion. @throws RangeError when there are fewer than two clips */
export function toResult(clips: readonly AnsweredClip[], facts: SurveyFacts): RobustnessResult {
  const classes = Object.fromEntries([...Map.groupBy(clips, ({ expression }) => expression)].map(([name, of]) => [name, of.length] as const).sort((a, b) => b[1] - a[1]));
  const speakers = new Set(clips.map(({ speaker }) => speaker));
  const by = !speakers.has(undefined) && speakers.size >= LEAST_SPEAKERS ? 'speaker' : 'clip';
  const modalities = facts.modalities.filter((name) => clips.some(({ answers }) => answers.some((answer) => answer.modalities[name] !== undefined)));
  const points = modalities.length === 0 ? [] : scorePoints(clips, { points: toPoints(facts.axes), modalities, classes: Object.keys(classes) as Expression[], metric: facts.metric, groupOf: ({ clip, speaker }) => (by === 'speaker' ? speaker! : clip), seed: facts.seed });
  return {
    affekt: packageVersion(),
    ...facts,
    clips: clips.length,
    classes,
    sampled: { by, count: by === 'speaker' ? speakers.size : clips.length },
    modalities,
    points,
    crossing: findCrossing(points),
    notes: toNotes(clips, facts, { by, modalities }),
  };
}

function toNotes(clips: readonly AnsweredClip[], { failed, modalities: all }: SurveyFacts, { by, modalities }: { readonly by: 'speaker' | 'clip'; readonly modalities: readonly string[] }): string[] {
  const answers = clips.flatMap((clip) => clip.answers);
  const known = new Set(answers.flatMap(({ fused }) => Object.keys(fused?.probabilities ?? {})));
  const unknown = [...new Set(clips.map(({ expression }) => expression))].filter((expression) => !known.has(expression));
  return [
    'Noise of a clip is the same piece at every level, added to its sound at 16 kHz without a codec in between; every point is coded alike, the clean one too.',
    'A clip for which a modality has no answer (no face found, nobody speaks) counts as the class that is most frequent among the labels.',
    'The best single modality is chosen anew in every bootstrap sample, so its luck counts against fusion.',
    'A lead is called above chance when 95 % of the bootstrap samples of its difference are above zero; points are not corrected for their number.',
    ...(by === 'clip' ? ['Samples are drawn of clips: where clips of one person are alike, the intervals are too narrow.'] : []),
    ...all.filter((name) => !modalities.includes(name)).map((name) => `The ${name} has no answer for any clip and is left out.`),
    ...(unknown.length === 0 ? [] : [`The system does not know ${unknown.join(', ')}, which occurs among the labels.`]),
    ...(failed === 0 ? [] : [`${failed} ${failed === 1 ? 'clip' : 'clips'} failed and ${failed === 1 ? 'is' : 'are'} left out of every point.`]),
  ];
}
