import { describe, expect, it } from 'vitest';
import { encodingOf } from '../../../src/evidence/pasted/encoding.ts';

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('the encoding of a text', () => {
  it.each([
    ['UTF-8', Buffer.from('Fehler: 错误 401'), 'utf-8'],
    ['nothing', Buffer.alloc(0), 'utf-8'],
    ['UTF-16 with its mark', Buffer.from('\ufeff错误', 'utf16le'), 'utf-16le'],
    ['UTF-16 of the other byte order', swapped('\ufeff错误'), 'utf-16be'],
    ['UTF-16 without a mark', Buffer.from('Error code: 错误 401', 'utf16le'), 'utf-16le'],
    ['UTF-16 of the other byte order without a mark', swapped('Error code: 错误 401'), 'utf-16be'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]), 'latin1'],
  ])('%s', (_, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding);
  });
});
