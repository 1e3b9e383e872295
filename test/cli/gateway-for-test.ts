import type { ServerResponse } from 'node:http';
import { onTestFinished, vi } from 'vitest';
import {
  KEY,
  startGateway,
  type Gateway,
  type GatewayCall,
  type GatewayOptions,
} from '../helpers/gateway.ts';

/** A gateway that ends with its test, and the settings under which it is reached. */
export async function gatewayForTest(
  options: GatewayOptions = {},
): Promise<Gateway & { env: Record<string, string> }> {
  const gateway = await startGateway(options);
  onTestFinished(() => gateway.close());
  return { ...gateway, env: { AGENTROUTER_BASE_URL: gateway.url, AGENTROUTER_API_KEY: KEY } };
}

/** A rule under which no call is ever answered, or none of those that are meant. */
export function silence(meant: (call: GatewayCall) => boolean = () => true) {
  return (call: GatewayCall): ((response: ServerResponse) => void) | null =>
    meant(call) ? () => undefined : null;
}

/** Waits until the gateway has seen a call of that kind. */
export function called(gateway: Gateway, meant: (call: GatewayCall) => boolean): Promise<void> {
  return vi
    .waitUntil(() => gateway.calls.some(meant), { timeout: 20_000, interval: 20 })
    .then(() => undefined);
}
