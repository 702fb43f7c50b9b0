/**
 * Trains little models to tell what followed a token the last time, which one plain layer cannot learn and one layer with shifted keys and values can
 * (KV Shifting Attention, figure 1, in small): `node test/bench/induction.bench.ts [--steps 1000] [--seeds 2] [--json]`
 *
 * Accuracies are the mean over the last four batches before a step, 256 sequences that were not trained on.
 * Exits with 1 when the shifted layer is below `kvShift` by step 400, or the plain one above `vanilla` at the end (`budgets.json`).
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { learnInduction } from '../plugins/kv-shift/induction.ts';

const { values } = parseArgs({ options: { steps: { type: 'string', default: '1000' }, seeds: { type: 'string', default: '2' }, json: { type: 'boolean', default: false } } });
const steps = Number(values.steps);
const budget = (JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8')) as { induction: { kvShift: number; vanilla: number } }).induction;
const MODELS = { 'one layer, KV shift': { layers: 1, kvShift: true }, 'one layer': { layers: 1, kvShift: false }, 'two layers': { layers: 2, kvShift: false } };

await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
const rows = [];
for (const [hidden, rate, seeds] of [[32, 4e-3, Number(values.seeds)], [8, 8e-3, 1]] as const) {
  for (const [model, options] of Object.entries(MODELS)) {
    for (let seed = 1; seed <= seeds; seed++) rows.push(await run(model, { ...options, hidden, rate, seed }));
  }
}
const over = rows.filter(({ hidden }) => hidden === 32).flatMap(({ model, seed, at400, last }) => {
  if (model === 'one layer, KV shift') return at400 < budget.kvShift ? [`${model}, seed ${seed}`] : [];
  return model === 'one layer' && last > budget.vanilla ? [`${model}, seed ${seed}`] : [];
});
if (values.json) console.log(JSON.stringify({ steps, rows, over }, null, 2));
else {
  console.table(rows);
  console.log(over.length === 0 ? 'all within budget' : `over budget: ${over.join('; ')}`);
}
process.exitCode = over.length === 0 ? 0 : 1;

async function run(model: string, options: { readonly layers: number; readonly kvShift: boolean; readonly hidden: number; readonly rate: number; readonly seed: number }) {
  const start = performance.now();
  const { parameters, accuracy } = await learnInduction({ runtime, steps, ...options });
  const at = (step: number) => Number((accuracy.slice(Math.max(0, Math.min(step, steps) - 4), Math.min(step, steps)).reduce((sum, share) => sum + share, 0) / 4).toFixed(3));
  return { model, hidden: options.hidden, seed: options.seed, parameters, at200: at(200), at400: at(400), last: at(steps), seconds: Number(((performance.now() - start) / 1000).toFixed(1)) };
}
