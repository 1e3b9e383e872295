import type { SourceFacts } from './sources/types.ts';

/** An SDK found on the user's disk. */
export interface SdkFacts {
  name: 'openai' | 'anthropic' | 'httpx' | '@anthropic-ai/sdk';
  language: 'python' | 'node';
  version: string;
  /** As reports name it. */
  path: string;
  /** The runtime versions that the package says it supports (`Requires-Python`, `engines.node`). */
  requires?: string;
  /** It stands in a lockfile and was not found installed. */
  locked?: true;
}

export interface RuntimeFacts {
  os: string;
  node: string;
  python: string | null;
}

export interface ProjectFacts {
  runtime: RuntimeFacts;
  sdks: SdkFacts[];
  /** SDKs that the project's manifests ask for. */
  wanted: { name: string; language: 'python' | 'node'; file: string; line: number | null }[];
  /** Lockfiles of the project by name, of each language the one that decides first. */
  lockfiles?: { language: 'python' | 'node'; file: string }[];
  /** How to call the pip of the Python that was looked at, where it is not plain `pip`. */
  pip?: string | null;
  /** Languages whose packages may lie where nobody looked. */
  unseen?: ('python' | 'node')[];
  /** What the sources say; absent where nobody looked at them. */
  sources?: SourceFacts;
  /** Things that could not be looked at, in words. */
  notes: string[];
}
