import { type HeardMoments, toHeardMoments } from './heard-moments.ts';
import type { HeardSpeech } from './heard-speech.ts';
import type { Mouth } from './mouth.ts';
import { toRegularSeries } from './regular-series.ts';
import type { SpeakerTrack, SpeakingSeries } from './speaker-track.ts';
import { speakingEvidence } from './speaking-evidence.ts';

/** Longest time between two measurements of a mouth, in seconds: slower pictures do not show syllables. */
const LONGEST_GAP = 0.09;
/** A person who was not seen for longer is out of view. */
const OUT_OF_VIEW = 0.5;

interface Candidate {
  readonly person: number;
  readonly first: number;
  /** NaN where nothing is known. */
  readonly evidence: Float64Array;
  /** 1 where the person is in view. */
  readonly inView: Float64Array;
}

/**
 * Returns who makes the sound. At each moment of a turn one of those in view speaks, or somebody who is not seen; before looking, all of these are equally probable, and
 * the evidence of each mouth is weighed against the others' (Bayes' rule). So one moving mouth alone is believed less when another moves more, and nobody in view
 * speaks over a film whose narrator is not seen. Between turns the probability is 0. It is unknown for a mouth that cannot be measured, and where the sound ends.
 */
export function linkSpeakers(mouths: readonly Mouth[], speech: HeardSpeech): SpeakerTrack {
  const heard = toHeardMoments(speech);
  const candidates = mouths.map((mouth) => toCandidate(mouth, heard));
  const rivals = sumWeights(candidates, heard.inTurn.length);
  return { people: new Map(candidates.map((candidate) => [candidate.person, toSeries(candidate, heard, rivals)])), inTurn: heard.inTurn };
}

function toCandidate({ person, times, openings }: Mouth, heard: HeardMoments): Candidate {
  const measured = Array.from(openings).flatMap((opening, index) => (Number.isNaN(opening) ? [] : [index]));
  const lips = toRegularSeries(measured.map((index) => times[index]!), measured.map((index) => openings[index]!), LONGEST_GAP);
  const inView = toRegularSeries(times, new Float64Array(times.length).fill(1), OUT_OF_VIEW);
  return { person, first: inView.first, evidence: placed(speakingEvidence(lips, heard), lips.first - inView.first, inView.values.length), inView: inView.values };
}

/** `values` from position `from` on in a series of `length`, which is NaN elsewhere. */
function placed(values: Float64Array, from: number, length: number): Float64Array {
  const series = new Float64Array(length).fill(Number.NaN);
  if (values.length > 0) series.set(values, from);
  return series;
}

/** For each moment: 1 for somebody who is not seen, and the weight of everybody in view. */
function sumWeights(candidates: readonly Candidate[], length: number): Float64Array {
  const sums = new Float64Array(length).fill(1);
  for (const candidate of candidates) for (let at = 0; at < candidate.inView.length; at += 1) if (candidate.first + at < length) sums[candidate.first + at]! += weightOf(candidate, at);
  return sums;
}

/** How much likelier what is seen is if this person speaks; 1 where a mouth in view tells nothing. */
function weightOf({ evidence, inView }: Candidate, at: number): number {
  if (Number.isNaN(inView[at]!)) return 0;
  return Number.isNaN(evidence[at]!) ? 1 : Math.exp(evidence[at]!);
}

function toSeries(candidate: Candidate, { inTurn }: HeardMoments, rivals: Float64Array): SpeakingSeries {
  const values = Float32Array.from(candidate.inView, (seen, at) => {
    const moment = candidate.first + at;
    if (Number.isNaN(seen) || moment >= inTurn.length) return Number.NaN;
    if (inTurn[moment] === 0) return 0;
    return Number.isNaN(candidate.evidence[at]!) ? Number.NaN : weightOf(candidate, at) / rivals[moment]!;
  });
  return { first: candidate.first, values };
}
