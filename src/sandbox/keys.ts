import { invalidKey } from './replies.ts';
import type { Call, Deployment, Reply } from './types.ts';

/** The one key that the sandbox knows. It opens nothing else. */
export const SANDBOX_KEY = 'sk-ar-sandbox-3c61f7a2';

function keyIn(call: Call, header: Deployment['keyHeaders'][number]): string | null {
  const value = call.headers[header];
  if (value === undefined) return null;
  if (header === 'x-api-key') return value;
  return /^Bearer +(?! )(.*)$/i.exec(value)?.[1] ?? '';
}

/** @returns null where the key is accepted, otherwise the refusal. */
export function refuseKey(call: Call, deployment: Deployment): Reply | null {
  if (!deployment.keysChecked) return null;
  const keys = deployment.keyHeaders.map((header) => keyIn(call, header));
  const key = keys.find((one) => one !== null);
  return key === SANDBOX_KEY ? null : invalidKey();
}
