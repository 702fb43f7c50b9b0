import { planAffWild2 } from './aff-wild2/plan-aff-wild2.ts';
import type { FAKE_KIND_NAMES } from './fake-kind-names.ts';
import type { PlanRequest } from './fake-options.ts';
import type { FakePlan } from './fake-plan.ts';
import { planCremaD } from './kinds/crema-d.ts';
import { planEmodb } from './kinds/emodb.ts';
import { planFolder } from './kinds/folder.ts';
import { planMeld } from './kinds/meld.ts';
import { planChSims, planCmuMosei, planCmuMosi, planIemocap } from './kinds/merbench.ts';
import { planMer2023 } from './kinds/mer2023.ts';
import { planMer2024 } from './kinds/mer2024.ts';
import { planMer2025 } from './kinds/mer2025.ts';
import { planMer2026 } from './kinds/mer2026.ts';
import { planRavdess } from './kinds/ravdess.ts';

/** A kind of corpus that can be drawn. */
interface FakeKind {
  readonly plan: (request: PlanRequest) => FakePlan;
  /** Where the labels of its test sets may be; `hidden` too where it has none. */
  readonly testLabels: readonly PlanRequest['testLabels'][];
}

const HIDDEN = ['hidden'] as const;

/** Every kind of corpus that can be drawn, by the name that it has among `CORPORA`. */
export const FAKE_KINDS: Readonly<Record<string, FakeKind>> = {
  'aff-wild2': { plan: planAffWild2, testLabels: ['hidden', 'released'] },
  'ch-sims': { plan: planChSims, testLabels: HIDDEN },
  'cmu-mosei': { plan: planCmuMosei, testLabels: HIDDEN },
  'cmu-mosi': { plan: planCmuMosi, testLabels: HIDDEN },
  'crema-d': { plan: planCremaD, testLabels: HIDDEN },
  emodb: { plan: planEmodb, testLabels: HIDDEN },
  folder: { plan: planFolder, testLabels: HIDDEN },
  iemocap: { plan: planIemocap, testLabels: HIDDEN },
  meld: { plan: planMeld, testLabels: HIDDEN },
  mer2023: { plan: planMer2023, testLabels: ['hidden', 'placeholders', 'released'] },
  mer2024: { plan: planMer2024, testLabels: HIDDEN },
  mer2025: { plan: planMer2025, testLabels: HIDDEN },
  mer2026: { plan: planMer2026, testLabels: HIDDEN },
  ravdess: { plan: planRavdess, testLabels: HIDDEN },
} satisfies Record<(typeof FAKE_KIND_NAMES)[number], FakeKind>;
