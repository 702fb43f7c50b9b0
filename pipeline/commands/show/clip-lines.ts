import type { ClipEnd } from '../../clip-event.ts';
import type { PluginError } from '../../../plugins/plugin-error.ts';
import type { PersonSummary } from '../../stages/collect-people.ts';

const WORDS: Readonly<Record<ClipEnd['outcome'], string>> = {
  done: 'done',
  kept: 'was done before, kept',
  partial: 'could not be read whole, results so far',
  failed: 'failed',
  interrupted: 'stopped, results so far',
};

/** Codes of plug-ins that failed: the clip itself was read. */
const OF_PLUGINS = new Set<string | undefined>(['FAILED', 'BAD_RESULT'] satisfies PluginError['code'][]);

/** Returns the lines that tell a person how a clip ended: figures, one line per person, where the results are. */
export function clipLines({ clip, outcome, code, folder, summary }: ClipEnd): string[] {
  const figures = summary === undefined ? '' : `: ${count(summary.frames)}, ${summary.analysed} with a face`;
  return [
    `${clip} ${outcome === 'partial' && OF_PLUGINS.has(code) ? 'done but for a plug-in' : WORDS[outcome]}${figures}`,
    ...(summary?.people ?? []).map(personLine),
    ...(summary?.notes ?? []).map((note) => `  ${note}`),
    ...(folder === undefined ? [] : [`  → ${folder}`]),
  ];
}

function personLine({ person, frames, expressions, valence, arousal }: PersonSummary): string {
  const shares = expressions.slice(0, 3).map(({ expression, share }) => `${expression} ${Math.round(100 * share)} %`);
  return `  person ${person}: ${count(frames)}, ${shares.join(', ')}; valence ${signed(valence)}, arousal ${signed(arousal)}`;
}

function count(frames: number): string {
  return frames === 1 ? '1 frame' : `${frames} frames`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
