import { InvalidArgumentError, Option } from 'commander';
import type { Settings } from '../../../configs/settings.ts';

/** Returns the option `--option name=value` with which commands take options of a plug-in; it may be repeated. */
export function pluginOption(of: string): Option {
  return new Option('--option <name=value>', `an option of ${of}; may be repeated`).argParser(addAssignment).default([]);
}

/** Returns options of a plug-in from assignments in the form `name=value`. The value is JSON; what is not JSON is a word. */
export function toPluginOptions(assignments: readonly string[]): Settings {
  return Object.fromEntries(assignments.map((each) => [each.slice(0, each.indexOf('=')), toValue(each.slice(each.indexOf('=') + 1))]));
}

function addAssignment(text: string, all: readonly string[]): readonly string[] {
  if (/^\w+=/.test(text)) return [...all, text];
  throw new InvalidArgumentError('It has to be of the form name=value.');
}

function toValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text; // Not JSON, so a plain word; the schema says whether a word is wanted
  }
}
