/** What a dump tells of the run beside its report. */
export interface AboutRun {
  /** IANA name: `Europe/Berlin`. */
  timeZone: string;
  /** East of UTC, at the start of the run. */
  utcOffsetMinutes: number;
  caFile: { path: string; decidedBy: string } | null;
  nodeExtraCaCerts: string | null;
  /** `--proxy`, less any password. */
  proxyOption: string | null;
  /** `--no-proxy`. */
  proxyDisabled: boolean;
  /** `--curl`: each exchange as a command as well. */
  curl: boolean;
  hostsRedacted: boolean;
}
