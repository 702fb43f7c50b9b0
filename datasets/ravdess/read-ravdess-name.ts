import type { MediaFile } from '../named-files/list-media-files.ts';
import type { NamedFile } from '../named-files/open-named-files.ts';

/** The emotions in the order of their codes 01 to 08. */
export const RAVDESS_CLASSES = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised'] as const;

const MODALITIES = ['picture and sound', 'picture', 'sound'] as const;
/** Both; else the sound, which most work with; the silent picture last. */
const RANKS = [0, 2, 1] as const;
const CHANNELS = ['speech', 'song'] as const;
const INTENSITIES = ['normal', 'strong'] as const;
const STATEMENTS = ['Kids are talking by the door', 'Dogs are sitting by the door'] as const;
const LIMITS = [
  ['modality', MODALITIES.length],
  ['vocal channel', CHANNELS.length],
  ['emotion', RAVDESS_CLASSES.length],
  ['intensity', INTENSITIES.length],
  ['statement', STATEMENTS.length],
  ['repetition', 2],
  ['actor', 24],
] as const;

/** Returns what a name of seven numbers says, `undefined` when it is of the other task, and a text when it is not understood. */
export function readRavdessName({ path, relative, stem }: MediaFile, task: string): NamedFile | string | undefined {
  const parts = /^(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)$/.exec(stem)?.slice(1);
  if (parts === undefined) return 'is not named by seven numbers of two digits';
  const codes = parts.map(Number);
  const wrong = LIMITS.findIndex(([, limit], place) => codes[place]! < 1 || codes[place]! > limit);
  if (wrong >= 0) return `has the ${LIMITS[wrong]![0]} ${parts[wrong]}, and there are 01 to ${String(LIMITS[wrong]![1]).padStart(2, '0')}`;
  const [modality, channel, emotion, intensity, statement, repetition] = codes.map((code) => code - 1) as [number, number, number, number, number, number];
  if (emotion === 0 && intensity === 1) return 'is neutral and strong, and neutral has one intensity only';
  if (CHANNELS[channel] !== task) return undefined;
  const actor = parts[6]!;
  const folder = /(?:^|\/)Actor_(\d\d)\//i.exec(relative)?.[1];
  return {
    recording: parts.slice(1).join('-'),
    rank: RANKS[modality]!,
    clip: {
      clip: stem,
      speaker: actor,
      media: path,
      texts: { english: STATEMENTS[statement]! },
      labels: { expression: emotion },
      facts: { modality: MODALITIES[modality]!, channel: task, intensity: INTENSITIES[intensity]!, statement: String(statement + 1), repetition: String(repetition + 1), sex: Number(actor) % 2 === 0 ? 'female' : 'male' },
    },
    ...(folder !== undefined && folder !== actor && { warning: `${relative} is of actor ${actor} by its name, which is believed, and lies in the folder of actor ${folder}.` }),
  };
}
