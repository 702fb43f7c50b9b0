import { Option } from 'commander';
import { collect } from './collect.ts';

/** Returns the option `--set a.b=value`, which may be repeated; its value is all of them, in order. */
export function settingsOption(): Option {
  return new Option('-s, --set <a.b=value>', 'one setting, may be repeated').argParser(collect).default([]);
}
