import type { VoiceRow } from '../rows.ts';
import type { Column } from './column.ts';
import { verdictColumns } from './verdict-columns.ts';

/** What a classical descriptor of the voice is called and measured in. */
export interface Descriptor {
  readonly name: string;
  /** `'Hz'`, `'dB'`, …; `'1'` for a number without a unit. */
  readonly unit: string;
  readonly description: string;
  readonly range?: readonly [number, number];
}

/** Returns the columns of `voice.csv`, one row per window of sound: speech, the verdict of the voice, then the descriptors. */
export function voiceColumns(descriptors: readonly Descriptor[]): Column<VoiceRow>[] {
  return [
    { name: 'start', type: 'time', unit: 's', description: 'start of the window on the clock of the clip', source: 'container', value: (row) => row.start },
    { name: 'end', type: 'time', unit: 's', description: 'end of the window', source: 'container', value: (row) => row.end },
    {
      name: 'person',
      type: 'integer',
      unit: '1',
      description: 'whose voice it is, as in the table of frames; empty where nobody speaks, where that is not known, and where several take turns',
      source: 'fusion',
      value: (row) => row.person,
    },
    {
      name: 'speech',
      type: 'number',
      unit: '1',
      range: [0, 1],
      description: 'probability that somebody speaks in the window',
      source: 'voiceActivity',
      value: (row) => row.speech,
    },
    ...verdictColumns<VoiceRow>({ prefix: '', of: 'the voice', source: 'voiceEmotion' }, (row) => row.verdict),
    { name: 'uncertain', type: 'text', description: 'why no verdict is given although somebody seems to speak: not speech, unlike training; empty otherwise', source: 'gate', value: (row) => row.uncertain },
    {
      name: 'familiarity',
      type: 'number',
      unit: '1',
      range: [0, 1],
      description: 'share of known speech that is less familiar to the model of the voice than this window; empty where nobody speaks, and for a model without a gate',
      source: 'gate',
      value: (row) => row.familiarity,
    },
    ...descriptors.map(
      ({ name, ...facts }): Column<VoiceRow> => ({ name, type: 'number', ...facts, source: 'descriptors', value: (row) => row.descriptors[name] }),
    ),
  ];
}
