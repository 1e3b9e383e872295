import { FAULTS_BY_CODE, type FaultName } from './faults/index.ts';
import { SANDBOX_KEY } from './keys.ts';
import { startListener } from './listener.ts';
import { startProxy } from './proxy.ts';
import type { Fault } from './types.ts';

/** A running simulated deployment. It listens on 127.0.0.1 only. */
export interface Sandbox {
  /** Without `/v1`. */
  baseUrl: string;
  apiKey: string;
  /** The certificate of its CA in PEM form, null where it speaks no TLS; `trusted` where its clients should trust it. */
  ca: { pem: string; trusted: boolean } | null;
  /** The proxy that leads to it, null where none does. */
  proxyUrl: string | null;
  /** Ends all connections and timers at once. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** 0, the default: any free port. */
  port?: number;
  /** The way in which it fails; null, the default: it is healthy. */
  fault?: FaultName | null;
  /** The wait before each answer; by default a random one up to 20 ms. */
  latencyMs?: number;
  /** Gets one line for each request. No line holds a key. */
  log?: (line: string) => void;
}

const HEALTHY: Fault = { summary: 'nothing is wrong' };
const MAX_USUAL_LATENCY_MS = 20;

/** All faults, by the code that each of them should be diagnosed as. */
export const FAULTS: readonly { code: string; summary: string }[] = Object.entries(FAULTS_BY_CODE).map(
  ([code, { summary }]) => ({ code, summary }),
);

export type { FaultName };

export function isFault(name: string): name is FaultName {
  return Object.hasOwn(FAULTS_BY_CODE, name);
}

/**
 * Starts a simulated AgentRouter deployment.
 *
 * @throws a system error (`EADDRINUSE`, `EACCES`) where it cannot listen on the port.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, fault: name = null, latencyMs, log = () => undefined } = options;
  const fault: Fault = name === null ? HEALTHY : FAULTS_BY_CODE[name];
  const certificates =
    fault.certificate === undefined
      ? null
      : await (await import('./certificates.ts')).makeCertificates(fault.certificate);
  const listener = await startListener({
    port,
    fault,
    certificates,
    latencyMs: () => latencyMs ?? Math.random() * MAX_USUAL_LATENCY_MS,
    log,
  });
  if (fault.absent) await listener.close();
  const proxy = fault.proxy === undefined ? null : await startProxy(fault.proxy, log);
  const scheme = certificates === null ? (fault.scheme ?? 'http') : 'https';
  return {
    baseUrl: `${scheme}://127.0.0.1:${listener.port}`,
    apiKey: SANDBOX_KEY,
    ca:
      certificates === null ? null : { pem: certificates.root, trusted: fault.certificate?.trusted ?? true },
    proxyUrl: proxy === null ? null : `http://127.0.0.1:${proxy.port}`,
    close: async () => {
      await Promise.all([listener.close(), proxy?.close()]);
    },
  };
}
