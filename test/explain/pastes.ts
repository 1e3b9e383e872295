import { EXCEPTIONS } from './sdk-pastes.ts';
import { NETWORK } from './network-pastes.ts';
import { OTHERS } from './other-pastes.ts';
import { SAID, SYSTEMS } from './system-pastes.ts';

export const PASTES = [...EXCEPTIONS, ...NETWORK, ...OTHERS, ...SYSTEMS, ...SAID] as const;
