import type { Plugin } from 'rolldown';

const STAND_IN = '\0undici-client';

/**
 * Takes of undici the one class that is used. Its main module also loads `fetch`, WebSockets, caches and mocks, which
 * would cost every network command most of its start-up time and memory.
 */
export function undiciClient(): Plugin {
  return {
    name: 'undici-client',
    resolveId: (id) => (id === 'undici' ? STAND_IN : null),
    load: (id) =>
      id === STAND_IN ? "export { default as Client } from 'undici/lib/dispatcher/client.js';" : null,
  };
}
