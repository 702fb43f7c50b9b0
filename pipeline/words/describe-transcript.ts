import type { Transcript } from '../../extractors/text/transcript.ts';
import { toTable } from '../commands/show/to-table.ts';
import { toStamp } from './to-stamp.ts';

/** Returns a transcript for people to read: what there is, then a line for each sentence. */
export function describeTranscript({ sentences, language, source }: Transcript): string {
  const speakers = new Set(sentences.flatMap(({ speaker }) => speaker ?? []));
  const words = sentences.reduce((sum, sentence) => sum + (sentence.words?.length ?? 0), 0);
  const seconds = sentences.reduce((sum, { start, end }) => sum + end - start, 0);
  const counts = [
    `${sentences.length} ${sentences.length === 1 ? 'sentence' : 'sentences'}`,
    ...(sentences.length > 0 ? [`${seconds.toFixed(1)} s of speech`] : []),
    ...(speakers.size > 0 ? [`${speakers.size} ${speakers.size === 1 ? 'speaker' : 'speakers'}`] : []),
    ...(words > 0 ? [`${words} words with times`] : []),
    ...(language === undefined ? [] : [`language ${language}`]),
  ];
  const rows = sentences.map(({ start, end, speaker, text }) => [toStamp(start, '.'), toStamp(end, '.'), ...(speakers.size > 0 ? [speaker ?? ''] : []), text]);
  const header = ['start', 'end', ...(speakers.size > 0 ? ['speaker'] : []), 'text'];
  return `${source.id}: ${counts.join(', ')}\n${sentences.length === 0 ? '' : toTable([header, ...rows])}`;
}
