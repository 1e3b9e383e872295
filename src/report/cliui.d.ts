/** cliui 9 ships no types: the part of it that `layout.ts` uses. */
declare module 'cliui' {
  export interface Column {
    text: string;
    /** Cells, padding included. */
    width?: number;
    /** Top, right, bottom, left. */
    padding?: [number, number, number, number];
    align?: 'left' | 'right';
  }
  interface Layout {
    div(...columns: Column[]): unknown;
    columnWidths(row: Column[]): number[];
    toString(): string;
  }
  export default function cliui(options: { width: number; wrap: boolean }): Layout;
}
