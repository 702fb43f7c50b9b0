import type { Tier } from './tier.ts';

/** What a tier holds and who speaks in it. */
export interface TierRole {
  readonly role: 'sentences' | 'words' | 'sounds';
  readonly speaker?: string;
}

/** Whole names that MAUS gives. */
const MAUS: Readonly<Record<string, TierRole['role']>> = { 'ort-mau': 'words', 'kan-mau': 'sounds', mau: 'sounds', mas: 'sounds', 'trn': 'sentences' };
const ROLE_OF_PART: readonly (readonly [RegExp, TierRole['role']])[] = [
  [/^(?:words?|wd|wrd|tokens?|wort|wörter|mots?)$/i, 'words'],
  [/^(?:phones?|phonemes?|phon|phns?|syllables?|syll?s?|sampa|ipa)$/i, 'sounds'],
  [/^(?:sentences?|utterances?|utts?|texts?|tx|transcript(?:ion)?s?|trs|orthography|ort|phrases?|turns?|speech|ipus?|annotations?|default|segments?)$/i, 'sentences'],
];

/** Returns what a tier is by its name: `words` and `Ann - words` hold words, `phones` sounds, anything else sentences. What is left of the name is the speaker. */
export function tierRole({ name, participant }: Pick<Tier, 'name' | 'participant'>): TierRole {
  const { role, rest } = splitName(name);
  const speaker = participant ?? rest;
  return { role, ...(speaker !== '' && { speaker }) };
}

function splitName(name: string): { readonly role: TierRole['role']; readonly rest: string } {
  const whole = MAUS[name.toLowerCase()];
  if (whole !== undefined) return { role: whole, rest: '' };
  for (const [pattern, role] of ROLE_OF_PART) {
    const part = name.split(/[^\p{L}\p{N}]+/u).find((each) => pattern.test(each));
    if (part !== undefined) return { role, rest: trimName(name.replace(part, ' ')) };
  }
  return { role: 'sentences', rest: trimName(name) };
}

function trimName(name: string): string {
  return name.replace(/[[({]\s*[\])}]/g, ' ').replace(/^[\s\p{P}]+|[\s\-–_:@.,/|]+$/gu, '').replace(/\s+/g, ' ');
}
