import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanSources } from '../../../src/project/sources/scan.ts';
import { hitsIn, inFolder, scanned } from './scanned.ts';

const BAD = `import anthropic\nclient = anthropic.Anthropic(base_url="https://x.test/v1")\n`;
const HIT = 'anthropic-url-with-v1';

const notebook = (cells: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ nbformat: 4, metadata: {}, cells, ...more });
const cell = (source: string | readonly string[], type = 'code'): object => ({ cell_type: type, source });

describe('the scan of the sources', () => {
  it('looks at every kind of source', async () => {
    const ts = `import Anthropic from '@anthropic-ai/sdk';\nnew Anthropic({ baseURL: 'https://x.test/v1' });\n`;
    const names = ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'].map((ending) => `src/a.${ending}`);
    const files = Object.fromEntries(names.map((name) => [name, ts]));
    expect(await hitsIn({ ...files, 'b.py': BAD, 'c.txt': BAD })).toEqual(
      [...names, 'b.py'].map((name) => `${HIT} ${name}:2`).sort(),
    );
  });

  it('passes over what is not the project’s own', async () => {
    const folders = ['node_modules/x', 'venv/lib', 'lib/site-packages/x', 'dist', 'vendor', 'tests/fixtures'];
    const more = { '.gitignore': 'secret/\n*.gen.py\n', 'secret/a.py': BAD, 'src/a.gen.py': BAD };
    const nested = { 'src/.gitignore': '/only.py\n', 'src/only.py': BAD, 'src/deep/only.py': BAD };
    const tests = {
      'test_it.py': `${BAD}def test_it():\n    pass\n`,
      'src/a.test.ts': BAD,
      'src/a.d.ts': BAD,
    };
    const files = Object.fromEntries(folders.map((folder) => [`${folder}/a.py`, BAD]));
    expect(await hitsIn({ ...files, ...more, ...nested, ...tests })).toEqual([`${HIT} src/deep/only.py:2`]);
  });

  it('reads the cells of a notebook as one program, and names the cell', async () => {
    const cells = [
      cell('# Title', 'markdown'),
      cell(['%pip install anthropic\n', 'import anthropic\n', 'URL = "https://x.test/v1"']),
      cell('!ls\nclient = anthropic.Anthropic(base_url=URL)'),
      cell('%%bash\nanthropic.Anthropic(base_url="https://x.test/v1")'),
    ];
    expect(await hitsIn({ 'a.ipynb': notebook(cells) })).toEqual([`${HIT} a.ipynb cell 3:2`]);
    const inR = notebook(cells, { metadata: { language_info: { name: 'R' } } });
    expect(await hitsIn({ 'a.ipynb': inR, 'b.ipynb': 'no notebook', 'c.ipynb': '{"cells": 1}' })).toEqual([]);
  });

  it('says nothing of a file that it cannot parse', async () => {
    const facts = await scanned({ 'a.py': `${BAD}def (:\n`, 'b.py': BAD });
    expect(facts.clients.map(({ place }) => place.file)).toEqual(['b.py']);
    expect(facts.notes).toEqual(['One source file could not be read as such and was passed over.']);
  });

  it('lives with every kind of bad file', async () => {
    const bad = {
      'binary.py': Buffer.from([0, 1, 2, 255, 254, 0, 0x6f, 0x70]),
      'zeros.py': `import openai\n${'\0'.repeat(1000)}`,
      'surrogates.ts': Buffer.from('import "openai"; const a = "\ud800";', 'utf16le'),
      'large.py': `${BAD}${'x = 1\n'.repeat(60_000)}`,
      'generated.js': `import "openai";${'a();'.repeat(5_000)}`,
      'deep.py': `import openai\nx = ${'('.repeat(2_000)}${')'.repeat(2_000)}\n`,
      'chain.ts': `import 'openai';\nx${'.then(f(1))'.repeat(200)};\n`,
      'empty.py': '',
      'good.py': BAD,
    };
    const facts = await scanned(bad);
    expect(facts.files).toBe(9);
    expect(facts.clients.map(({ place }) => place.file)).toEqual(['good.py']);
  });

  it('follows no links and reads no pipe, and goes on without what it may not read', async () => {
    await inFolder({ 'a.py': BAD, 'shut/b.py': BAD, 'sub/c.py': BAD }, async (folder) => {
      symlinkSync(folder, join(folder, 'sub', 'loop'));
      symlinkSync(join(folder, 'a.py'), join(folder, 'linked.py'));
      mkdirSync(join(folder, 'folder.py'));
      chmodSync(join(folder, 'shut'), 0);
      const facts = await scanSources(folder, new AbortController().signal);
      chmodSync(join(folder, 'shut'), 0o755);
      const found = facts.clients.map(({ place }) => place.file);
      expect(found.filter((file) => file !== 'shut/b.py')).toEqual(['a.py', 'sub/c.py']);
    });
  });

  it('stops after 2,000 files, and says so', async () => {
    await inFolder({}, async (folder) => {
      for (let index = 0; index < 2_010; index += 1) writeFileSync(join(folder, `f${index}.py`), 'x = 1\n');
      const facts = await scanSources(folder, new AbortController().signal);
      // A busy machine may run out of time before.
      expect(facts.files).toBeLessThanOrEqual(2_000);
      expect(facts.stoppedBy).not.toBeNull();
      expect(facts.notes).toEqual([expect.stringContaining(`stopped after ${facts.files} files: `)]);
    });
  });

  it('ends when the run ends', async () => {
    const ended = new AbortController();
    ended.abort();
    const facts = await inFolder({ 'a.py': BAD }, (folder) => scanSources(folder, ended.signal));
    expect({ files: facts.files, stoppedBy: facts.stoppedBy }).toEqual({ files: 0, stoppedBy: 'time' });
  });

  it('keeps at most 200 places of each kind', async () => {
    const facts = await scanned({ 'a.py': `import anthropic\n${'anthropic.Anthropic()\n'.repeat(250)}` });
    expect(facts.clients.length).toBe(200);
    expect(facts.notes).toEqual(['Of each kind only the first 200 places were kept.']);
  });

  it('gives an empty answer for a folder that is not there', async () => {
    const facts = await scanSources('/no/such/folder', new AbortController().signal);
    expect({ files: facts.files, stoppedBy: facts.stoppedBy, notes: facts.notes }).toEqual({
      ...{ files: 0, stoppedBy: null, notes: [] },
    });
  });
});
