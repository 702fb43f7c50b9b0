import { planAffWild2 } from './aff-wild2/plan-aff-wild2.ts';
import type { PlanRequest } from './fake-options.ts';
import type { FakePlan } from './fake-plan.ts';
import { planCremaD } from './kinds/crema-d.ts';
import { planEmodb } from './kinds/emodb.ts';
import { planFolder } from './kinds/folder.ts';
import { planMeld } from './kinds/meld.ts';
import { planMer2023 } from './kinds/mer2023.ts';
import { planMer2024 } from './kinds/mer2024.ts';
import { planMer2025 } from './kinds/mer2025.ts';
import { planMer2026 } from './kinds/mer2026.ts';
import { planRavdess } from './kinds/ravdess.ts';

/** Every kind of corpus that can be drawn, by the name that it has among `CORPORA`. */
export const FAKE_KINDS: Readonly<Record<string, { readonly plan: (request: PlanRequest) => FakePlan }>> = {
  'aff-wild2': { plan: planAffWild2 },
  'crema-d': { plan: planCremaD },
  emodb: { plan: planEmodb },
  folder: { plan: planFolder },
  meld: { plan: planMeld },
  mer2023: { plan: planMer2023 },
  mer2024: { plan: planMer2024 },
  mer2025: { plan: planMer2025 },
  mer2026: { plan: planMer2026 },
  ravdess: { plan: planRavdess },
};
