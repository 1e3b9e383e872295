/** One line of the benchmark. */
export interface Measure {
  name: string;
  /** How many times what it is measured against. */
  ratio: number;
  /** What the ratio may be. */
  target: number;
  against: string;
  /** The times or sizes behind it. */
  detail: string;
}

/** The table of a benchmark, with the change since another one where that knows the line. */
export function tableOf(measures: readonly Measure[], before: ReadonlyMap<string, number>): string {
  const rows = measures.map(({ name, ratio, target, against, detail }) => {
    const old = before.get(name);
    const change =
      old === undefined ? 'new' : `${ratio >= old ? '+' : ''}${Math.round((ratio / old - 1) * 100)} %`;
    return [
      name,
      against,
      ratio.toFixed(2),
      target.toFixed(2),
      ratio <= target ? 'met' : 'missed',
      change,
      detail,
    ];
  });
  const head = ['what', 'against', 'ratio', 'target', '', 'change', 'measured'];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
