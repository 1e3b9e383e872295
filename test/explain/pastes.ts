import { EXCEPTIONS } from './sdk-pastes.ts';
import { CLIENTS } from './client-pastes.ts';
import { LOGS } from './log-pastes.ts';
import { NETWORK } from './network-pastes.ts';
import { OTHERS } from './other-pastes.ts';
import { SAID, SYSTEMS } from './system-pastes.ts';

export const PASTES = [
  ...CLIENTS,
  ...EXCEPTIONS,
  ...LOGS,
  ...NETWORK,
  ...OTHERS,
  ...SYSTEMS,
  ...SAID,
] as const;
