/** Text from outside must not steer the terminal that shows it. */

/** ECMA-48, sections 5.4 and 8.3: control sequences and strings, removed whole where they are complete. */
const ESCAPE_SEQUENCE =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?)/g;

/** C0 less newline and tab, DEL, C1; and the marks that reorder text on a screen (Unicode, UAX 9). */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Leaves newlines and tabs, takes every other control character out. */
export function printable(text: string): string {
  return text.replace(ESCAPE_SEQUENCE, '').replace(CONTROL, '');
}
