/** What columns of a table mean: their numbers, counted from 0. */
export interface Columns {
  readonly text: number;
  readonly start?: number;
  readonly end?: number;
  readonly duration?: number;
  readonly speaker?: number;
  /** The clip that a row belongs to. */
  readonly clip?: number;
  /** MELD names clips by two numbers. */
  readonly dialogue?: readonly [dialogue: number, utterance: number];
  /** Seconds of one unit of the times, where the names of their columns say it. */
  readonly unit?: number;
  /** Language of the text, where the name of its column says it. */
  readonly language?: string;
}

/** In lower case, letters and digits only. */
const NAMES = {
  start: ['start', 'starttime', 'startsec', 'starts', 'startseconds', 'begin', 'begintime', 'begintimessmsec', 'begintimehhmmssms', 'onset', 'tmin', 'xmin', 'from', 'timestart', 'tstart', 'in', 'startms', 'beginms', 'begintimemsec'],
  end: ['end', 'endtime', 'endsec', 'ends', 'endseconds', 'endtimessmsec', 'endtimehhmmssms', 'offset', 'tmax', 'xmax', 'to', 'stop', 'stoptime', 'finish', 'timeend', 'tend', 'out', 'endms', 'endtimemsec'],
  duration: ['duration', 'dur', 'durationssmsec', 'durationhhmmssms', 'length', 'durationms', 'durationmsec'],
  speaker: ['speaker', 'speakerid', 'speakername', 'spk', 'participant', 'role', 'character', 'person', 'who', 'tier'],
  clip: ['name', 'clip', 'clipid', 'clipname', 'file', 'filename', 'path', 'video', 'videoid', 'videoname'],
  number: ['id', 'utteranceid', 'segmentid'],
  text: ['text', 'sentence', 'utterance', 'transcription', 'transcript', 'content', 'subtitle', 'caption', 'words', 'annotation'],
} as const;

/** Columns of text that are named by their language. */
const LANGUAGES: Readonly<Record<string, string>> = { chinese: 'zh', english: 'en', german: 'de', french: 'fr', spanish: 'es', japanese: 'ja', korean: 'ko' };

/**
 * Returns what the columns of a table are by their names; `undefined` when none holds text.
 *
 * @param wanted language of the text: `en` takes the column `english`, or `text_en`; without it the first column of text is taken
 */
export function findColumns(header: readonly string[], wanted?: string): Columns | undefined {
  const names = header.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const find = (key: keyof typeof NAMES) => NAMES[key].map((name) => names.indexOf(name)).find((index) => index >= 0);
  const text = findText(names, wanted);
  if (text === undefined) return undefined;
  const [start, end, duration, speaker] = [find('start'), find('end'), find('duration'), find('speaker')];
  const clip = find('clip') ?? (start === undefined ? find('number') : undefined); // Beside times, an id counts rows
  const [dialogue, utterance] = [names.indexOf('dialogueid'), names.indexOf('utteranceid')];
  const isMeld = dialogue >= 0 && utterance >= 0;
  return {
    text: text.index,
    ...(text.language !== undefined && { language: text.language }),
    ...(speaker !== undefined && { speaker }),
    ...(isMeld ? { dialogue: [dialogue, utterance] } : clip !== undefined && { clip }),
    ...(!isMeld && start !== undefined && { start, ...(end !== undefined && { end }), ...(duration !== undefined && { duration }), ...unitOf(names[start]!) }),
  };
}

function findText(names: readonly string[], wanted: string | undefined): { readonly index: number; readonly language?: string } | undefined {
  const languages = names.flatMap((name, index) => {
    const language = LANGUAGES[name] ?? /^(?:text|sentence|transcription|transcript)(\p{Ll}{2})$/u.exec(name)?.[1];
    return language === undefined ? [] : [{ index, language }];
  });
  const plain = NAMES.text.map((name) => names.indexOf(name)).find((index) => index >= 0);
  const chosen = wanted === undefined ? undefined : languages.find(({ language }) => language === wanted.toLowerCase().split('-')[0]);
  return chosen ?? (plain === undefined ? languages[0] : { index: plain });
}

/** Milliseconds where the name says so. */
function unitOf(name: string): { readonly unit?: number } {
  if (/(?<!ss)msec$|(?<!ss)ms$/.test(name)) return { unit: 0.001 };
  return /sec|ssm/.test(name) ? { unit: 1 } : {};
}
