/** A text as people paste it, with the code that it must be explained as. */
export interface Pasted {
  /** What kind of text it is. */
  kind: string;
  text: string;
  code: string;
}
