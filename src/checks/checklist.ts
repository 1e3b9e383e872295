import { accessChecks } from './access.ts';
import type { Check } from './check.ts';
import { localChecks } from './local.ts';
import { modelsChecks } from './models.ts';
import { networkChecks } from './network.ts';
import { requestsChecks } from './requests.ts';
import { streamingChecks } from './streaming.ts';
import { toolsChecks } from './tools.ts';
import { upstreamChecks } from './upstream.ts';

/** The whole checklist, from cheap and basic to costly. */
export const CHECKLIST: readonly Check[] = [
  ...localChecks,
  ...networkChecks,
  ...accessChecks,
  ...modelsChecks,
  ...requestsChecks,
  ...streamingChecks,
  ...toolsChecks,
  ...upstreamChecks,
];
