import type { Plugin } from 'rolldown';

const STAND_IN = '\0undici-client';

/** What is left out of undici, and why it is never missed. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'lib/dispatcher/client-h2.js': 'connections are opened by the tool, with ALPN http/1.1 only',
  'lib/web/fetch/body.js': 'bodies are sent as text, never as FormData, Blob or iterables',
  'lib/llhttp/llhttp_simd-wasm.js': 'the parser without SIMD runs on every processor; one of the two will do',
};

/**
 * Takes of undici the one class that is used. Its main module also loads `fetch`, WebSockets, caches and mocks, which
 * would cost every network command most of its start-up time and memory.
 */
export function undiciClient(): Plugin {
  return {
    name: 'undici-client',
    resolveId: (id) => (id === 'undici' ? STAND_IN : null),
    load: (id) => {
      if (id === STAND_IN) return "export { default as Client } from 'undici/lib/dispatcher/client.js';";
      const path = id.replaceAll('\\', '/').split('/node_modules/undici/').at(1) ?? '';
      const why = LEFT_OUT[path];
      return why === undefined
        ? null
        : `module.exports = () => { throw new Error(${JSON.stringify(`not bundled: ${why}`)}); };`;
    },
  };
}
