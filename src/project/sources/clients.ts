import { maskCredentials } from '../../evidence/base-url.ts';
import { shownKey } from '../../settings/key-shape.ts';
import { environmentRead } from './environment-reads.ts';
import { LOOKALIKE } from './lookalikes.ts';
import { placeOf } from './places.ts';
import { declaredType, defaultOf, resolve, resolveRecord, wholeRecord } from './resolve.ts';
import type { CallExpr, Expr, Module, RecordExpr, TextExpr } from './syntax.ts';
import type { MadeClient, Receiver, SettingSource } from './types.ts';

type Sdk = MadeClient['sdk'];

const OPENAI = /^(?:Async)?(?:OpenAI|Client)$|^default$|^\*$/;
const ANTHROPIC = /^(?:Async)?(?:Anthropic|Client)$|^default$|^\*$/;
const isLookalike = (words: string): boolean =>
  /openai|anthropic/i.test(words) || LOOKALIKE.test(words.toLowerCase());

/** The SDK whose client an imported name is the class of. */
function sdkOf(expr: Expr | null): Sdk | null {
  if (expr?.kind !== 'imported') return null;
  const { module, name } = expr;
  if (module === 'openai' && OPENAI.test(name)) return 'openai';
  if ((module === 'anthropic' || module === '@anthropic-ai/sdk') && ANTHROPIC.test(name)) return 'anthropic';
  const aClass = /^[A-Z]|^default$/.test(name) && !/(?:Error|Exception|Params?|Message)$/.test(name);
  return aClass && isLookalike(`${module} ${name}`) ? 'other' : null;
}

/** The options of a call: keyword arguments, or the object that comes first; null where they cannot be told. */
export function optionsOf(call: CallExpr, module: Module): RecordExpr | null {
  if (module.language === 'python') return call.args.length > 0 ? null : wholeRecord(call.named, module);
  const [first] = call.args;
  return first === undefined ? call.named : resolveRecord(first, module);
}

/** What a parameter holds where a caller leaves it out, and nothing else in the file sets it. */
function textByDefault(given: Expr, module: Module): TextExpr | null {
  const standIn = defaultOf(given, module);
  const value = standIn === null ? null : resolve(standIn, module);
  return value?.kind === 'text' ? value : null;
}

function settingOf(options: RecordExpr | null, name: string, module: Module): SettingSource {
  const given = options?.entries.get(name);
  if (given === undefined) return options === null || options.open ? { from: 'unknown' } : { from: 'sdk' };
  const byDefault = textByDefault(given, module);
  if (byDefault !== null)
    return { from: 'text', text: byDefault.text, place: placeOf(byDefault.node, module) };
  const value = resolve(given, module);
  if (value === null) return { from: 'unknown' };
  if (value.kind === 'none') return { from: 'sdk' };
  if (value.kind === 'text') return { from: 'text', text: value.text, place: placeOf(given.node, module) };
  const read = environmentRead(value, module);
  return read === null ? { from: 'unknown' } : { from: 'environment', ...read };
}

function clientOf(call: CallExpr, module: Module): MadeClient | null {
  const sdk = sdkOf(resolve(call.callee, module));
  if (sdk === null) return null;
  const python = module.language === 'python';
  const options = optionsOf(call, module);
  const baseUrl = settingOf(options, python ? 'base_url' : 'baseURL', module);
  const apiKey = settingOf(options, python ? 'api_key' : 'apiKey', module);
  return {
    place: placeOf(call.node, module),
    language: module.language,
    sdk,
    baseUrl: baseUrl.from === 'text' ? { ...baseUrl, text: maskCredentials(baseUrl.text) } : baseUrl,
    apiKey: apiKey.from === 'text' ? { ...apiKey, text: shownKey(apiKey.text) } : withoutDefault(apiKey),
  };
}

/** What stands in for a key may be a key. */
function withoutDefault(setting: SettingSource): SettingSource {
  return setting.from === 'environment' ? { ...setting, otherwise: null } : setting;
}

/** Every client that a file makes. */
export function madeClients(module: Module): MadeClient[] {
  return module.calls.flatMap((call) => clientOf(call, module) ?? []);
}

/** What returns the same client with another setting. */
const SAME_CLIENT = /^(?:with_options|withOptions|copy)$/;
const PARTS = /^(?:beta|with_raw_response|with_streaming_response)$/;

/** A file of the project, by its path or by an alias that bundlers have for one. */
const OWN_FILE = /^(?:\.|[@~#]\/|[~#])/;

/** What a call is made on: null where it is something else than a client of an SDK. */
export function receiverOf(expr: Expr, module: Module): Receiver | null {
  if (expr.kind === 'member' && PARTS.test(expr.name)) return receiverOf(expr.of, module);
  const found = resolve(expr, module);
  if (found?.kind === 'call') {
    const { callee } = found;
    if (callee.kind === 'member' && SAME_CLIENT.test(callee.name)) return receiverOf(callee.of, module);
    const client = clientOf(found, module);
    if (client === null || client.sdk === 'other') return null;
    const { sdk, baseUrl, apiKey } = client;
    return { kind: 'made', sdk, baseUrl, apiKey };
  }
  const type = declaredType(expr, module);
  if (type !== null) {
    const sdk = sdkOf(resolve(type, module));
    return sdk === null || sdk === 'other' ? null : { kind: 'typed', sdk };
  }
  if (found === null || found.kind === 'name' || found.kind === 'member') return { kind: 'unseen' };
  if (found.kind !== 'imported') return null;
  // `openai.chat.completions.create`: the module is a client itself.
  if (found.module === 'openai' && found.name === '*') return { kind: 'typed', sdk: 'openai' };
  return isLookalike(found.module) && !OWN_FILE.test(found.module) ? null : { kind: 'unseen' };
}
