import type { Budget } from './budget.ts';
import type { LanguageModel } from './language-model.ts';
import type { DescriberOptions } from './options.ts';
import { scoreAgreement } from './score-agreement.ts';
import { type DescribedMoment, toPairs } from './tables.ts';

/** What is known after a clip was described. */
export interface Outcome {
  readonly described: readonly DescribedMoment[];
  readonly model: LanguageModel;
  readonly options: DescriberOptions;
  /** Spent in this run before the clip, and after it. */
  readonly before: ReturnType<Budget['spent']>;
  readonly after: ReturnType<Budget['spent']>;
  /** Answers that were not asked for again. */
  readonly remembered: number;
  readonly dialect: unknown;
  /** Whether there are words to send. */
  readonly said: boolean;
}

/** Returns what `run.json` says of the descriptions: what they are of, what left the machine, what it cost, how far they agree with the classifier. */
export function toRecord(outcome: Outcome): Record<string, unknown> {
  const { described, model, before, after, remembered, dialect } = outcome;
  const count = (state: string) => described.filter(({ answer }) => answer.state === state).length;
  const { agreement, kappa } = scoreAgreement(toPairs(described)).all;
  return {
    model: model.id,
    place: model.place,
    leftTheMachine: !model.near && sent(outcome).length > 0,
    sent: sent(outcome),
    requests: after.requests - before.requests,
    remembered,
    promptTokens: after.promptTokens - before.promptTokens,
    completionTokens: after.completionTokens - before.completionTokens,
    cost: after.cost - before.cost,
    answers: { parsed: count('parsed'), repaired: count('repaired'), unparsed: count('unparsed'), noCues: count('no cues'), notAsked: count('not asked') },
    ...(dialect === undefined ? {} : { dialect }),
    ...(agreement === undefined ? {} : { agreement }),
    ...(kappa === undefined ? {} : { kappa }),
  };
}

/** What was sent in this run, in words; nothing where no question left the process, or every answer was remembered. */
function sent({ model, options, before, after, said }: Outcome): string[] {
  if (!model.remote || after.requests === before.requests) return [];
  const to = `to ${model.near ? 'a program on this machine, ' : ''}${model.place}`;
  const words = options.redact ? 'what is said, without names, numbers and addresses as far as they were found' : 'what is said, word for word';
  return [`${to}: expressions, valence and arousal of face, voice and words, and measures of the voice, with their times`, ...(said && options.sendTranscripts ? [`${to}: ${words}`] : [])];
}

/** Returns what a reader of the figures must know. */
export function toNotes(outcome: Outcome): string[] {
  const { described, model, options, said } = outcome;
  const unparsed = described.filter(({ answer }) => answer.state === 'unparsed').length;
  return [
    `The descriptions are what the language model ${model.id} makes of the cues: they are no diagnosis, and as they rest on the classifier's cues, their agreement with it is no proof of either.`,
    ...(said && model.remote && !options.sendTranscripts ? ['The language model was not told what is said: `sendTranscripts` is off.'] : []),
    ...sent(outcome).map((what) => `Sent ${what}.`),
    ...(unparsed === 0 ? [] : [`${unparsed} of ${described.length} answers could not be read; what the model said is in the column \`raw\` of descriptions.csv.`]),
  ];
}

/** Returns what the user is shown at once: the description of a clip, or how many moments were described. */
export function toLines({ described, options }: Outcome): string[] {
  const found = described.flatMap(({ answer }) => ('description' in answer ? [answer.description] : []));
  if (options.per === 'clip') return found.map(({ words, label, explanation }) => `${words.join(', ')} (${label}). ${explanation}`);
  if (described.length === 0) return [`there is no ${options.per} to describe`];
  const { agreement } = scoreAgreement(toPairs(described)).all;
  return [`${found.length} of ${described.length} moments described${agreement === undefined ? '' : `, ${Math.round(100 * agreement)} % as the classifier says`}`];
}
