/** What the reader's terminal can show, and what the reader asked to see. */
export interface Face {
  /** True where the output is a terminal: only then may lines move. */
  terminal: boolean;
  color: boolean;
  unicode: boolean;
  /** In cells; 100 where the output is no terminal. */
  width: number;
  verbose: boolean;
  showHttp: boolean;
  curl: boolean;
}
