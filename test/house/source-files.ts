import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../helpers/npm.ts';

interface SourceFile {
  /** Path from the root of the project, with `/`. */
  path: string;
  text: string;
}

export interface Import {
  /** Path of the importing file within `src/`. */
  from: string;
  /** Path within `src/`, or the name of a module from outside. */
  to: string;
  outside: boolean;
  /** `type`: gone when compiled. `lazy`: `await import()`. */
  kind: 'value' | 'type' | 'lazy';
  /** The names that are imported one by one. */
  names: string[];
}

/** The files of a folder and of those within it. */
export function filesIn(folder: string, ending = /\.(ts|js|json)$/): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => {
      const path = posix.join(folder, name.replaceAll(sep, '/'));
      return { path, text: readFileSync(join(ROOT, path), 'utf8') };
    });
}

/** The folder of `src/` that a file is in, which is its room; `cli.ts` is one by itself. */
export function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Every import of `src/`. */
export function importsOfSources(): Import[] {
  return filesIn('src', /\.ts$/).flatMap(importsOf);
}

function importsOf({ path, text }: SourceFile): Import[] {
  const from = path.replace(/^src\//, '');
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, kind: Import['kind'], names: string[] = []): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const outside = !specifier.text.startsWith('.');
    const to = outside ? specifier.text : posix.join(dirname(from), specifier.text);
    found.push({ from, to, outside, kind, names });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      add(node.moduleSpecifier, typeOnly ? 'type' : 'value', namesOf(clause));
    }
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'value');
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], 'lazy');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

function namesOf(clause: ts.ImportClause | undefined): string[] {
  const bindings = clause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}
