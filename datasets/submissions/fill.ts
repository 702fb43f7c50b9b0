import { DatasetError } from '../dataset-error.ts';
import type { ClipRow } from '../predictions/predictions.ts';
import type { Protocol } from '../protocols/protocol.ts';

/** The answer for clips that have no prediction at all. */
export interface Fill extends Pick<ClipRow, 'expression' | 'valence' | 'arousal' | 'words'> {
  /** For every action unit. */
  readonly unit?: 0 | 1;
}

/**
 * Returns the answer that a user gives for clips without any prediction, in the order of the columns of the protocol: `Neutral`, `0,0`, `0,0,Neutral,0`.
 *
 * @throws DatasetError BAD_VALUE saying what the protocol wants
 */
export function parseFill(text: string, protocol: Protocol): Fill {
  const wanted = wantedParts(protocol);
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length !== wanted.length) throw refused(text, protocol, wanted);
  const fill: { -readonly [Key in keyof Fill]: Fill[Key] } = {};
  for (const [index, kind] of wanted.entries()) {
    const part = parts[index]!;
    if (kind === 'CLASS') fill.expression = classOf(part, protocol) ?? fail(text, protocol, wanted);
    else if (kind === 'UNITS') fill.unit = part === '0' || part === '1' ? (Number(part) as 0 | 1) : fail(text, protocol, wanted);
    else if (kind === 'WORD') fill.words = [part];
    else fill[kind === 'VALENCE' ? 'valence' : 'arousal'] = realOf(part, kind === 'VALENCE' ? protocol.valence! : protocol.arousal!) ?? fail(text, protocol, wanted);
  }
  return fill;
}

function wantedParts({ submission, valence, arousal, classes, units }: Protocol): readonly string[] {
  if (submission.kind === 'word-table') return ['WORD'];
  const reals = [...(valence === undefined ? [] : ['VALENCE']), ...(arousal === undefined ? [] : ['AROUSAL'])];
  const codes = classes === undefined ? [] : ['CLASS'];
  return [...(submission.kind === 'clip-table' ? [...codes, ...reals] : [...reals, ...codes]), ...(units === undefined ? [] : ['UNITS'])];
}

function classOf(part: string, { classes = [], aliases = {} }: Protocol): number | undefined {
  const code = /^\d+$/.test(part) ? Number(part) : classes.findIndex((name) => name.toLowerCase() === (aliases[part.toLowerCase()] ?? part).toLowerCase());
  return code >= 0 && code < classes.length ? code : undefined;
}

function realOf(part: string, [lowest, highest]: readonly [number, number]): number | undefined {
  const value = part === '' ? NaN : Number(part);
  return value >= lowest && value <= highest ? value : undefined;
}

function fail(...args: Parameters<typeof refused>): never {
  throw refused(...args);
}

function refused(text: string, { id, classes = [], valence, arousal }: Protocol, wanted: readonly string[]): DatasetError {
  const range = valence ?? arousal;
  const meaning = [
    ...(wanted.includes('CLASS') ? [`CLASS one of ${classes.join(', ')}`] : []),
    ...(range === undefined ? [] : [`numbers from ${range[0]} to ${range[1]}`]),
    ...(wanted.includes('UNITS') ? ['UNITS 0 or 1 for all of them'] : []),
  ];
  return new DatasetError('BAD_VALUE', { path: `--fill-missing ${text}`, detail: `is no answer of ${id}`, next: `Give ${wanted.join(',')}${meaning.length === 0 ? '' : `: ${meaning.join('; ')}`}.` });
}
