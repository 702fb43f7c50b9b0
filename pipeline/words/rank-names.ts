import { parse } from 'node:path';

/** Endings of transcripts, the one that tells most first: made by hand, then with words, then with voices. */
const ENDINGS = ['eaf', 'textgrid', 'json', 'vtt', 'srt', 'csv', 'tsv'];
/** BCP 47: `en`, `zh-Hans`, `pt-BR`. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;

/** A file that may be the transcript of a clip. */
export interface RankedName {
  readonly name: string;
  /** As its name says it: `en` of `talk.en.srt`. */
  readonly language?: string;
}

/**
 * Returns the names in a folder that go with a clip, the one to take first: `talk.srt` before `talk.en.srt`, within that by the order of `ENDINGS`, within that by
 * name. For `talk.mp4` they may begin with `talk` or with `talk.mp4`.
 *
 * @param wanted a language whose files come before all others
 */
export function rankNames(names: readonly string[], clip: string, wanted?: string): RankedName[] {
  const stems = [clip, parse(clip).name].map((stem) => stem.normalize('NFC'));
  const found = names.flatMap((name) => {
    const whole = name.normalize('NFC');
    const stem = stems.find((each) => whole.startsWith(`${each}.`));
    const [first = '', second, ...rest] = stem === undefined ? [] : whole.slice(stem.length + 1).split('.');
    const [language, ending] = second === undefined ? [undefined, first] : [first, second];
    const rank = ENDINGS.indexOf(ending.toLowerCase());
    return rank < 0 || rest.length > 0 || (language !== undefined && !LANGUAGE.test(language)) ? [] : [{ name, language, rank }];
  });
  const order = (language: string | undefined) => (language === undefined ? 1 : isWanted(language, wanted) ? 0 : 2);
  return found
    .toSorted((a, b) => order(a.language) - order(b.language) || a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ name, language }) => ({ name, ...(language !== undefined && { language }) }));
}

function isWanted(language: string, wanted: string | undefined): boolean {
  return wanted !== undefined && `${language}-`.toLowerCase().startsWith(`${wanted}-`.toLowerCase());
}
