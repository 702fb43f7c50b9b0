import type { AnyPlugin } from './plugin.ts';

/** The plug-ins that affekt brings along, by name. Each is loaded when it is asked for. */
export const PLUGINS: Readonly<Record<string, () => Promise<AnyPlugin>>> = {
  'baichuan-m1': async () => (await import('./baichuan-m1/plugin.ts')).baichuanM1Plugin,
  'block-influence': async () => (await import('./block-influence/plugin.ts')).blockInfluencePlugin,
  'build-encoder': async () => (await import('./build-encoder/plugin.ts')).buildEncoderPlugin,
  describer: async () => (await import('./describer/plugin.ts')).describerPlugin,
  'kv-shift': async () => (await import('./kv-shift/plugin.ts')).kvShiftPlugin,
  longred: async () => (await import('./longred/plugin.ts')).longredPlugin,
  'rope-bound': async () => (await import('./rope-bound/plugin.ts')).ropeBoundPlugin,
};
