/** What the project's own sources say of the SDKs; plain data, no judgement, no secrets. */

export type Language = 'python' | 'node';

/** Line and column count from 1. */
export interface Place {
  /** As reports name it; a cell of a notebook is part of the name. */
  file: string;
  line: number;
  column: number;
}

/** Where a client takes a setting from, as far as its file tells. */
export type SettingSource =
  | { from: 'text'; text: string; place: Place }
  /** `otherwise` is used where the variable is not set. */
  | { from: 'environment'; name: string; otherwise: string | null }
  /** Not given: the SDK decides. */
  | { from: 'sdk' }
  | { from: 'unknown' };

export interface MadeClient {
  place: Place;
  language: Language;
  /** `other`: a client of the same shape for another service (Azure, Bedrock, Groq). */
  sdk: 'openai' | 'anthropic' | 'other';
  /** Less credentials. */
  baseUrl: SettingSource;
  /** A key in the code is in `keys`, and here only as hidden text. */
  apiKey: SettingSource;
}

/** What a call is made on. */
export type Receiver =
  | ({ kind: 'made' } & Pick<MadeClient, 'sdk' | 'baseUrl' | 'apiKey'>)
  /** Declared with the type of an SDK's client, made elsewhere. */
  | { kind: 'typed'; sdk: 'openai' | 'anthropic' }
  /** Made in another file. */
  | { kind: 'unseen' };

export interface ModelCall {
  place: Place;
  language: Language;
  api: 'openai' | 'anthropic';
  on: Receiver;
  /** Every one that it names: several where it is in a loop over names. */
  models: { name: string; place: Place }[];
  /** Beyond doubt not given. */
  lacksMaxTokens: boolean;
  incompleteMessages: { place: Place; lacks: 'role' | 'content' | 'role and content' }[];
}

export interface HardCodedKey {
  place: Place;
  language: Language;
  /** Prefix and last four characters. */
  shown: string;
}

/** How an answer is read. */
export interface AnswerRead {
  place: Place;
  language: Language;
  kind: 'content-without-type' | 'delta-unchecked' | 'stream-unguarded';
}

export interface EnvironmentUse {
  /** Names of this tool and of the SDKs that the sources read. */
  reads: { place: Place; language: Language; name: string }[];
  /** Those of them that the project's `.env` sets to something. */
  inEnvFile: string[];
  /** What loads a `.env`, one example for each language. */
  loaders: { language: Language | 'any'; what: string }[];
}

export interface SourceFacts {
  /** Files looked at. */
  files: number;
  /** So many of them could not be read as source. */
  passedOver: number;
  /** What ended the scan early; null where all was seen. */
  stoppedBy: 'files' | 'time' | null;
  clients: MadeClient[];
  calls: ModelCall[];
  keys: HardCodedKey[];
  reads: AnswerRead[];
  environment: EnvironmentUse;
  /** SDKs that are imported and not found where the import would look; the first place of each. */
  missingImports: { place: Place; language: Language; name: string }[];
  /** What could not be looked at, in words. */
  notes: string[];
}
