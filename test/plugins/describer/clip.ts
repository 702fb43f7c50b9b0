import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expression, Verdict } from '../../../fusion/verdict.ts';
import type { ClipResults } from '../../../plugins/clip-results.ts';
import { describeClip } from '../../../plugins/describer/describe-clip.ts';
import { describerOptions } from '../../../plugins/describer/options.ts';
import type { PluginContext } from '../../../plugins/plugin.ts';

/** A verdict that gives `expression` the probability `p`, and the rest to neutral. */
export function verdictOf(expression: Expression, p = 0.8): Verdict {
  return { expression, probabilities: { neutral: 1 - p, [expression]: p }, valence: 0.5, arousal: 0.25, valenceArousal: 'derived', restsOn: ['face'] };
}

/** A clip of 4 s at 10 fps: person 0 is sad for 2.2 s, then happy; two sentences are said; the voice is heard throughout. */
export const clip: ClipResults = {
  clip: { name: 'anna-interview', path: '/data/anna-interview.mp4', duration: 4 },
  async *frames() {
    for (let frame = 0; frame < 40; frame++) {
      const verdict = verdictOf(frame < 22 ? 'sadness' : 'happiness');
      yield { frame, time: frame / 10, person: 0, verdict, faceVerdict: verdict, face: { box: { x: 0, y: 0, width: 9, height: 9 }, score: 1 } };
    }
  },
  voice: Array.from({ length: 8 }, (_, index) => ({ start: index / 2 - 0.5, end: index / 2 + 1, speech: 0.9, verdict: verdictOf('sadness', 0.6), descriptors: { f0Mean: 200 + index, level: -20 } })),
  sentences: [
    { start: 0.2, end: 1.8, text: 'I met Anna at 22 Baker Street, call 555-0199.', speaker: 'Bob Miller', person: 0 },
    { start: 2.2, end: 3.8, text: 'It was so nice to see her again!', person: 0, verdict: verdictOf('happiness') },
  ],
  segments: [{ kind: 'expression', person: 0, start: 0, end: 2, expression: 'sadness', probability: 0.8 }, { kind: 'expression', person: 0, start: 2, end: 3.9, expression: 'happiness', probability: 0.8 }],
  workFolder: join(tmpdir(), 'affekt-none'),
};

/** What plug-ins are given, with what is said to the user in `said`. */
export function contextOf(changes: Partial<PluginContext> = {}): PluginContext & { readonly said: string[] } {
  const said: string[] = [];
  return { signal: new AbortController().signal, seed: 0, said, say: (line) => void said.push(line), variable: () => undefined, memory: new Map(), cacheFolder: mkdtempSync(join(tmpdir(), 'affekt-describer-')), ...changes };
}

/** Describes the clip with a model `m` at a server. */
export function describe(endpoint: string, options: Readonly<Record<string, unknown>> = {}, context: PluginContext = contextOf(), results: ClipResults = clip) {
  return describeClip(results, describerOptions.parse({ endpoint, model: 'm', ...options }), context);
}
