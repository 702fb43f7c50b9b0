/**
 * For each part, the models from best to what is always there (`voiceSpeakers` may have none). `auto` takes the first that is on this machine, so fetching a
 * better one is all it takes to use it; the run record names the one that was taken.
 */
export const AUTO_MODELS = {
  detector: ['yunet', 'yunet-2023mar', 'human-blazeface'],
  expression: ['hsemotion-b0-va-mtl', 'hsemotion-mobilevit-va-mtl', 'hsemotion-mbf-va-mtl', 'human-emotion'],
  mesh: ['mediapipe-face-landmarks', 'human-facemesh'],
  identity: ['sface', 'human-faceres'],
  voiceActivity: ['silero-vad', 'silero-vad-16k', 'energy'],
  voiceEmotion: ['affekt-voice-ravdess'],
  voiceSpeakers: ['wespeaker-resnet34-lm'],
} as const satisfies Record<string, readonly string[]>;

/** A part that a model plays. */
export type Part = keyof typeof AUTO_MODELS;
