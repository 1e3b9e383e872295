import * as v from 'valibot';

const MAX_KEPT = 1_000;
const text = v.string();
const list = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(v.array(schema), v.maxLength(MAX_KEPT));

const Place = v.looseObject({ file: text, line: v.number(), column: v.number() });
const language = v.picklist(['python', 'node']);
const sdk = v.picklist(['openai', 'anthropic', 'other']);

const Setting = v.variant('from', [
  v.looseObject({ from: v.literal('text'), text, place: Place }),
  v.looseObject({ from: v.literal('environment'), name: text, otherwise: v.nullable(text) }),
  v.looseObject({ from: v.literal('sdk') }),
  v.looseObject({ from: v.literal('unknown') }),
]);

const Receiver = v.variant('kind', [
  v.looseObject({ kind: v.literal('made'), sdk, baseUrl: Setting, apiKey: Setting }),
  v.looseObject({ kind: v.literal('typed'), sdk }),
  v.looseObject({ kind: v.literal('unseen') }),
]);

const Call = v.looseObject({
  place: Place,
  language,
  api: v.picklist(['openai', 'anthropic']),
  on: Receiver,
  models: list(v.looseObject({ name: text, place: Place })),
  lacksMaxTokens: v.boolean(),
  incompleteMessages: list(v.looseObject({ place: Place, lacks: text })),
});

/** What a saved report says of the sources of a project, as far as judging it needs. */
export const SavedSources = v.looseObject({
  files: v.number(),
  passedOver: v.number(),
  stoppedBy: v.nullable(text),
  clients: list(v.looseObject({ place: Place, language, sdk, baseUrl: Setting, apiKey: Setting })),
  calls: list(Call),
  keys: list(v.looseObject({ place: Place, language, shown: text })),
  reads: list(v.looseObject({ place: Place, language, kind: text })),
  environment: v.looseObject({
    reads: list(v.looseObject({ place: Place, language, name: text })),
    inEnvFile: list(text),
    loaders: list(v.looseObject({ language: text, what: text })),
  }),
  missingImports: list(v.looseObject({ place: Place, language, name: text })),
  notes: list(text),
});
