import type { Plugin } from 'rolldown';
import { minify, type MinifyOptions } from 'rolldown/utils';
import { packageOf } from './packages.ts';

const PACKAGES = { mangle: { toplevel: true } } as const satisfies MinifyOptions;

/** Functions and classes keep their names, so that a stack trace tells where it was. */
const OWN = {
  compress: { keepNames: { function: true, class: true } },
  mangle: { toplevel: true, keepNames: true },
} as const satisfies MinifyOptions;

/** Shortens each chunk: packages as far as it goes, the project's own code so that a stack trace can be read. */
export function minified(): Plugin {
  return {
    name: 'minified',
    async renderChunk(code, chunk) {
      const own = chunk.moduleIds.some((path) => packageOf(path) === undefined && !path.startsWith('\0'));
      const { code: short, errors } = await minify(chunk.fileName, code, own ? OWN : PACKAGES);
      const [error] = errors;
      if (error !== undefined) throw new Error(`${chunk.fileName}: ${error.message}`);
      return short;
    },
  };
}
