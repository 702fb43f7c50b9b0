import { EXPRESSIONS } from '../../fusion/verdict.ts';
import type { VoiceRow } from '../rows.ts';
import type { AffectSummary } from './affect-summary.ts';

/** What the voice alone says of a clip, in a few figures. */
export interface VoiceSummary extends AffectSummary {
  /** Windows with a verdict, and all of them. */
  readonly judged: number;
  readonly windows: number;
}

/** Returns the figures of the voice; `undefined` when it has no verdict. */
export function summariseVoice(voice: readonly VoiceRow[]): VoiceSummary | undefined {
  const verdicts = voice.flatMap(({ verdict }) => verdict ?? []);
  if (verdicts.length === 0) return undefined;
  const mean = (of: (verdict: (typeof verdicts)[number]) => number) => verdicts.reduce((sum, verdict) => sum + of(verdict), 0) / verdicts.length;
  const origins = new Set(verdicts.map(({ valenceArousal }) => valenceArousal));
  return {
    judged: verdicts.length,
    windows: voice.length,
    shares: EXPRESSIONS.map((expression) => ({ expression, share: mean((verdict) => Number(verdict.expression === expression)) }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share),
    valence: mean(({ valence }) => valence),
    arousal: mean(({ arousal }) => arousal),
    valenceArousal: origins.size > 1 ? 'mixed' : verdicts[0]!.valenceArousal,
  };
}
