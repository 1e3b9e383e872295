import { asObject, jsonObject } from '../../evidence/json-object.ts';

function sourceOf(cell: unknown): string | null {
  const fields = asObject(cell);
  if (fields?.['cell_type'] !== 'code') return null;
  const source = fields['source'];
  const text = Array.isArray(source) ? source.join('') : source;
  return typeof text === 'string' ? text : null;
}

/** Lines that IPython runs itself, and cells of other languages, are no Python; such a line may load a `.env`. */
function withoutMagics(cell: string): string {
  if (/^\s*%%/.test(cell)) return '';
  return cell.replace(/^[ \t]*[%!?][^\n]*|^[^\n]*\?[ \t]*$/gm, '#$&');
}

/** The code of a file, and where its cells start, where it has cells: the line of each, counted from 1. */
export interface Code {
  text: string;
  cells: number[] | null;
}

/**
 * The code of a file: the text itself, or the Python cells of a notebook (nbformat 4), one below the other as they
 * share their variables. Null for a notebook that cannot be read, or is of another language.
 */
export function codeOf(path: string, text: string): Code | null {
  if (!/\.ipynb$/i.test(path)) return { text, cells: null };
  const notebook = jsonObject(text);
  const cells = notebook?.['cells'];
  const language = asObject(asObject(notebook?.['metadata'])?.['language_info'])?.['name'] ?? 'python';
  if (!Array.isArray(cells) || language !== 'python') return null;
  const starts: number[] = [];
  let whole = '';
  for (const cell of cells) {
    starts.push(whole.split('\n').length);
    const source = sourceOf(cell);
    if (source !== null) whole += `${withoutMagics(source)}\n`;
  }
  return { text: whole, cells: starts };
}
