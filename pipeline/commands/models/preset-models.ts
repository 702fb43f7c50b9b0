import { PRESETS } from '../../../configs/presets.ts';
import { MODELS } from '../../../extractors/models/registry.ts';

/** Returns the models that a preset names; those it leaves to `auto` need no download. `undefined` for an unknown preset. */
export function presetModels(name: string): string[] | undefined {
  if (!Object.hasOwn(PRESETS, name)) return undefined;
  return wordsIn(PRESETS[name as keyof typeof PRESETS].config).filter((word) => Object.hasOwn(MODELS, word));
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
