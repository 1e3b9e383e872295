/** Every string in plain data, with the name of the field (for a list: of the list) that holds it. */
export function* stringsOf(node: unknown, name = ''): Generator<{ name: string; text: string }> {
  if (typeof node === 'string') yield { name, text: node };
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) yield* stringsOf(child, Array.isArray(node) ? name : key);
}

/** Fields whose values are words of the report itself; nothing from outside stands in them. */
const FIXED =
  /^(?:schemaVersion|kind|role|status|severity|faultDomain|confidence|verdict|category|check|command|rootCause|api|endedBy|method|layer|why|end|language|startedAt)$/;

/** A copy of plain data in which every string from outside went through `change`; a command to type is one. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  const copy = { root: structuredClone(value) };
  changeWithin(copy, change);
  return copy.root;
}

function changeWithin(node: object, change: (text: string) => string): void {
  for (const [key, child] of Object.entries(node)) {
    const fixed = FIXED.test(key) && !(key === 'command' && 'text' in node);
    const value: unknown = typeof child === 'string' && !fixed ? change(child) : child;
    if (typeof value === 'object' && value !== null) changeWithin(value, change);
    // Names of fields are letters only; anything else (a header, a variable) came from outside.
    const name = /^[A-Za-z0-9]{1,24}$/.test(key) ? key : change(key);
    if (name !== key) Reflect.deleteProperty(node, key);
    Object.defineProperty(node, name, { value, enumerable: true, writable: true, configurable: true });
  }
}
