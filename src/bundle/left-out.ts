import type { Plugin } from 'rolldown';

/** Modules of packages that are left out, by package and path: why they are never missed. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'undici/lib/dispatcher/client-h2.js': 'connections are opened by the tool, with ALPN http/1.1 only',
  'undici/lib/web/fetch/body.js': 'bodies are sent as text, never as FormData, Blob or iterables',
  'undici/lib/llhttp/llhttp_simd-wasm.js': 'the parser without SIMD runs on every processor; one will do',
  'node-forge/lib/des.js': 'certificates are made in clear',
  'node-forge/lib/mgf.js': 'certificates are signed as RSASSA-PKCS1-v1_5',
  'node-forge/lib/pss.js': 'certificates are signed as RSASSA-PKCS1-v1_5',
  'node-forge/lib/prime.js': 'keys are made by Node.js',
};

/** The spinners that `ora` shows by itself, with Unicode and without; its data has eighty more. */
const SPINNERS = {
  file: 'cli-spinners/spinners.json',
  kept: {
    dots: { interval: 80, frames: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] },
    line: { interval: 130, frames: ['-', '\\', '|', '/'] },
  },
};

/** Modules of Node.js that a package loads at once, for what is never used here; loading each takes time. */
const NEVER_LOADED: Readonly<Record<string, string>> = {
  // It would start a program for a command that is a file of its own; here none is.
  'commander/lib/command.js': 'node:child_process',
  // It would decrypt an encrypted .env; only the pattern of plain ones is used.
  'dotenv/lib/main.js': 'crypto',
};

/** Leaves out of packages what is never used and makes the bundle larger. */
export function leftOut(): Plugin {
  return {
    name: 'left-out',
    transform: (code, id) => {
      const unused = NEVER_LOADED[inPackage(id)];
      return unused === undefined ? null : code.replace(`require('${unused}')`, '{}');
    },
    load: (id) => {
      const path = inPackage(id);
      if (path === SPINNERS.file) return { code: JSON.stringify(SPINNERS.kept), moduleType: 'json' };
      const why = LEFT_OUT[path];
      if (why === undefined) return null;
      return `module.exports = () => { throw new Error(${JSON.stringify(`not bundled: ${why}`)}); };`;
    },
  };
}

/** A module by its package and the path in there. */
function inPackage(id: string): string {
  return id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? '';
}
