import type { Fault } from '../types.ts';
import { ACCESS_FAULTS } from './access.ts';
import { ACCOUNT_FAULTS } from './account.ts';
import { ADDRESS_FAULTS } from './address.ts';
import { CERTIFICATE_FAULTS } from './certificate.ts';
import { CONNECTION_FAULTS } from './connection.ts';
import { KEY_FAULTS } from './key.ts';
import { MODEL_FAULTS } from './model.ts';
import { PROXY_FAULTS } from './proxy.ts';
import { REQUEST_FAULTS } from './request.ts';
import { STREAM_FAULTS } from './stream.ts';
import { TOOL_FAULTS } from './tool.ts';
import { UPSTREAM_FAULTS } from './upstream.ts';

/** Every fault, by the code that it should be diagnosed as. */
export const FAULTS_BY_CODE = {
  ...KEY_FAULTS,
  ...ACCESS_FAULTS,
  ...ACCOUNT_FAULTS,
  ...REQUEST_FAULTS,
  ...MODEL_FAULTS,
  ...ADDRESS_FAULTS,
  ...PROXY_FAULTS,
  ...CONNECTION_FAULTS,
  ...CERTIFICATE_FAULTS,
  ...UPSTREAM_FAULTS,
  ...STREAM_FAULTS,
  ...TOOL_FAULTS,
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS_BY_CODE;
