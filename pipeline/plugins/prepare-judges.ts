import { z } from 'zod';
import type { FrameJudge, FrameJudgement, FrameVerdicts, PluginCells, PluginColumn } from '../../plugins/clip-results.ts';
import { PluginError } from '../../plugins/plugin-error.ts';
import type { PluginPoints } from '../../plugins/points.ts';
import { frameColumns } from '../export/frame-columns.ts';
import { checkColumns } from './check-additions.ts';
import { type OpenedPlugin, pluginsAt } from './open-plugins.ts';
import { type PluginSurroundings, toContext } from './plugin-context.ts';
import { toPluginError } from './to-plugin-error.ts';

/** Judges one row after the other; what several say is put together, the first reason for a modality stays. */
export type JudgeRow = (row: FrameVerdicts) => FrameJudgement;

/** The plug-ins that judge the rows of a clip. */
export interface Judges {
  /** Columns that they add, with the name of the plug-in as their source. */
  readonly columns: readonly (PluginColumn & { readonly source: string })[];
  /** Resolves with new judges for one pass over the rows; nothing where no plug-in judges. */
  readonly open: () => Promise<JudgeRow | undefined>;
  /** Those that failed so far, each once: they judge no more. */
  readonly failures: () => readonly PluginError[];
}

/** What the judges are made of. */
export interface JudgeOptions {
  readonly plugins?: readonly OpenedPlugin[];
  readonly surroundings?: PluginSurroundings;
  readonly signal: AbortSignal;
}

type Clip = PluginPoints['frame-verdicts']['input'];

const judgement = z.strictObject({ withheld: z.strictObject({ face: z.string().min(1).optional(), voice: z.string().min(1).optional(), text: z.string().min(1).optional() }).optional(), cells: z.record(z.string(), z.unknown()).optional() });

/** Resolves with the plug-ins of the point `frame-verdicts`, tried out once to know their columns. */
export async function prepareJudges(clip: Clip, { plugins: opened = [], ...options }: JudgeOptions): Promise<Judges> {
  const plugins = pluginsAt('frame-verdicts', opened);
  const failures = new Map<string, PluginError>();
  const columns: Judges['columns'][number][] = [];
  const guard = async <T>(name: string, work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      options.signal.throwIfAborted();
      failures.set(name, failures.get(name) ?? toPluginError(error, name));
      return undefined;
    }
  };
  const openOne = async ({ plugin, options: own }: (typeof plugins)[number]) => {
    const judge = toJudge(plugin.name, await plugin.apply(clip, own, toContext(plugin.name, options)));
    return { name: plugin.name, judge, columns: checkColumns(plugin.name, judge.columns ?? []) };
  };
  for (const each of plugins) {
    const { columns: own = [] } = (await guard(each.plugin.name, () => openOne(each))) ?? {};
    await guard(each.plugin.name, () => columns.push(...own.map((column) => named(column, each.plugin.name, columns))));
  }
  const open = async () => {
    const judges: { readonly name: string; readonly judge: FrameJudge; readonly columns: readonly PluginColumn[] }[] = [];
    for (const each of plugins) {
      const one = failures.has(each.plugin.name) ? undefined : await guard(each.plugin.name, () => openOne(each));
      if (one !== undefined) judges.push(one);
    }
    return judges.length === 0 ? undefined : (row: FrameVerdicts) => judgeRow(row, judges, failures);
  };
  return { columns, open, failures: () => [...failures.values()] };
}

function toJudge(plugin: string, result: unknown): FrameJudge {
  if (typeof (result as Partial<FrameJudge> | undefined)?.judge === 'function') return result as FrameJudge;
  throw new PluginError('BAD_RESULT', { plugin, detail: 'what it returned has no function `judge`' });
}

function named(column: PluginColumn, plugin: string, others: Judges['columns']): Judges['columns'][number] {
  if ([...frameColumns, ...others].some(({ name }) => name === column.name)) throw new PluginError('BAD_RESULT', { plugin, detail: `there is a column "${column.name}" already` });
  return { ...column, source: plugin };
}

function judgeRow(row: FrameVerdicts, judges: readonly { readonly name: string; readonly judge: FrameJudge; readonly columns: readonly PluginColumn[] }[], failures: Map<string, PluginError>): FrameJudgement {
  const withheld: Record<string, string> = {};
  let cells: PluginCells = {};
  for (const { name, judge, columns } of judges) {
    if (failures.has(name)) continue;
    try {
      const said = judgement.parse(judge.judge(row));
      for (const [modality, reason] of Object.entries(said.withheld ?? {})) if (reason !== undefined) withheld[modality] ??= reason;
      cells = { ...cells, ...Object.fromEntries(columns.map((column) => [column.name, toCell(said.cells?.[column.name], column)])) };
    } catch (error) {
      failures.set(name, error instanceof z.ZodError ? new PluginError('BAD_RESULT', { plugin: name, detail: `its judgement of frame ${row.frame} is none: ${error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ')}` }) : toPluginError(error, name));
    }
  }
  return { withheld, cells };
}

/** What is not of the column's type is empty. */
function toCell(value: unknown, { type }: PluginColumn): number | string | undefined {
  return typeof value === (type === 'text' ? 'string' : 'number') ? (value as number | string) : undefined;
}
