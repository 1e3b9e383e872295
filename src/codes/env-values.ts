import type { Facts } from '../probes/facts.ts';
import type { SettingFacts } from '../settings/types.ts';
import { fix } from './fix-texts.ts';
import { API_KEY, BASE_URL, detail, envFileOf, listed, MODEL, writable } from './local-facts.ts';
import { assignment, BASE_URL_STAND_IN, KEY_STAND_IN, settingFix } from './setting-fix.ts';
import type { Context, Family, Fix, Observation } from './types.ts';
import { saysEmptyValue, saysPlaceholder } from './pasted-words/settings.ts';

const OWN_NAMES: readonly string[] = [API_KEY, BASE_URL, MODEL];

const ownSettings = (facts: Facts) =>
  facts.settings.settings.filter((setting) => OWN_NAMES.includes(setting.name));

/** The value, where it stands now. */
function writeFix(c: Context, text: string): Fix {
  const name = detail(c, 'name', API_KEY);
  return settingFix(
    c,
    { name, source: c.detail['source'] ?? null },
    detail(c, 'value', exampleOf(name)),
    text,
  );
}

function aboutSetting(
  setting: SettingFacts,
  facts: Facts,
  parts: Pick<Observation, 'measured' | 'expected' | 'evidence'>,
) {
  const usable = !setting.empty && !setting.placeholder;
  return {
    check: 'local.settings' as const,
    confidence: 'proved' as const,
    ...parts,
    context: {
      detail: {
        name: setting.name,
        source: setting.source ?? '',
        value: usable ? writable(facts, setting.name) : exampleOf(setting.name),
        hidden: listed(setting.shadows.filter((shadow) => shadow.differs).map((shadow) => shadow.source)),
      },
    },
  };
}

type AboutSetting = ReturnType<typeof aboutSetting>;

/** The first of several settings with one fault speaks for the second as well. */
function naming<T extends AboutSetting>(found: T[]): T[] {
  const [first, second, ...rest] = found;
  if (first === undefined || second === undefined) return found;
  const { name, source } = second.context.detail;
  const detail = { ...first.context.detail, other: name, otherSource: source };
  return [{ ...first, context: { detail } }, second, ...rest];
}

/** What to write for the second setting with the same fault. */
function otherFix(c: Context): Fix[] {
  const { other, otherSource } = c.detail;
  if (other === undefined) return [];
  return [
    settingFix(
      c,
      { name: other, source: otherSource ?? null },
      exampleOf(other),
      'The same goes for the other one',
    ),
  ];
}

function exampleOf(name: string): string {
  if (name === API_KEY) return KEY_STAND_IN;
  return name === BASE_URL ? BASE_URL_STAND_IN : 'gpt-4o-mini';
}

function empty(facts: Facts): Observation[] {
  const found = ownSettings(facts)
    .filter((setting) => setting.present && setting.empty)
    .map((setting) => ({
      ...aboutSetting(setting, facts, {
        measured: `${setting.name} is empty (${setting.source ?? 'set'})`,
        expected: `a value for ${setting.name}`,
        evidence: [`${setting.source ?? 'a source'} sets ${setting.name} to nothing`],
      }),
      // Without a model name one is chosen; without the others nothing works.
      ...(setting.name === MODEL ? { severity: 'warning' as const } : {}),
    }));
  return naming(found);
}

function placeholder(facts: Facts): Observation[] {
  const found = ownSettings(facts)
    .filter((setting) => setting.placeholder)
    .map((setting) =>
      aboutSetting(setting, facts, {
        measured: `${setting.name} is an example of the documentation (${setting.source ?? 'set'})`,
        expected: 'a value of your own',
        evidence: [`${setting.source ?? 'a source'}: ${setting.name}=${setting.shown ?? ''}`],
      }),
    );
  return naming(found);
}

function shadowed(facts: Facts): Observation[] {
  return ownSettings(facts)
    .filter(
      (setting) =>
        !setting.empty && (setting.sourceKind === 'environment' || setting.sourceKind === 'env-file'),
    )
    .filter((setting) => setting.shadows.some((shadow) => shadow.differs))
    .map((setting) => {
      const losers = listed(
        setting.shadows.filter((shadow) => shadow.differs).map((shadow) => shadow.source),
      );
      return aboutSetting(setting, facts, {
        measured: `${setting.name} differs: ${setting.source ?? ''} wins over ${losers}`,
        expected: 'one value in one place',
        evidence: [`${setting.name}: ${setting.source ?? ''} is used, ${losers} is not`],
      });
    });
}

function untrusted(facts: Facts): Observation[] {
  if (!facts.settings.untrustedUrl) return [];
  const source =
    facts.settings.settings.find((setting) => setting.name === BASE_URL)?.source ?? envFileOf(facts);
  const key = facts.settings.settings.find((setting) => setting.name === API_KEY)?.source ?? 'outside';
  const url = facts.settings.baseUrlTyped ?? '';
  return [
    {
      check: 'local.settings',
      confidence: 'proved',
      measured: `the key comes from ${key}, and only ${source} names the host`,
      expected: 'a host that the owner of the key named, or agreed to',
      evidence: [`${source}: ${BASE_URL}=${url}`, 'the key was not sent'],
      context: { detail: { source, url } },
    },
  ];
}

/** Faults of values, wherever they come from. */
export const envValueCodes = {
  'env.empty-value': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.settings',
    title: (c) => `${detail(c, 'name', 'A setting')} is empty`,
    retryHelps: false,
    expected: 'a value',
    inFacts: empty,
    textSign: saysEmptyValue,
    cause: (c) =>
      c.detail['source'] === 'environment'
        ? `The environment sets ${detail(c, 'name', 'the name')} to nothing${c.detail['hidden'] ? `, and that hides ${c.detail['hidden']}` : ''}. In CI this is what a secret looks like that does not exist or is kept from forks.`
        : `${detail(c, 'source', 'The file')} has the name, and nothing after the =.`,
    fixes: (c) => [
      writeFix(c, 'Give it a value'),
      ...otherFix(c),
      ...(c.detail['source'] === 'environment'
        ? [
            ...(c.detail['hidden']
              ? [fix(`Or let ${c.detail['hidden']} count.`, `unset ${detail(c, 'name', API_KEY)}`)]
              : []),
            fix(
              'In GitHub Actions, pass the secret to the step, and see that it exists.',
              `env:\n  ${detail(c, 'name', API_KEY)}: \${{ secrets.${detail(c, 'name', API_KEY)} }}`,
            ),
          ]
        : []),
    ],
    recognised: 'A setting is there, in the file, the environment or an option, and its value is empty.',
    example: "httpx.LocalProtocolError: Illegal header value b'Bearer '",
  },
  'env.placeholder': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.settings',
    title: (c) => `${detail(c, 'name', 'A setting')} still has the documentation's example`,
    retryHelps: false,
    expected: 'a value of your own',
    inFacts: placeholder,
    textSign: saysPlaceholder,
    cause: (c) =>
      `The value in ${detail(c, 'source', 'your settings')} stands in the documentation as an example. It is nobody's key or address.`,
    fixes: (c) => [
      writeFix(
        c,
        c.detail['name'] === BASE_URL
          ? 'Set the address of your deployment'
          : c.detail['name'] === MODEL
            ? 'Set the name of a model'
            : 'Copy your key from the API Keys page of the console, and set it',
      ),
      ...otherFix(c),
      ...(c.detail['name'] === MODEL ? [fix('See which models there are.', 'npx agentrouter models')] : []),
    ],
    recognised: 'The key, URL or model is one of the stand-ins that documentation uses.',
    example: 'AGENTROUTER_API_KEY=sk-ar-your-api-key',
  },
  'env.shadowed': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.settings',
    title: (c) => `${detail(c, 'name', 'A setting')} has two different values`,
    retryHelps: false,
    expected: 'one value in one place',
    inFacts: shadowed,
    cause: (c) =>
      c.detail['source'] === 'environment'
        ? `The environment wins over ${detail(c, 'hidden', 'the .env')}, here and in programs that use dotenv. A change of the file has no effect.`
        : `The line in ${detail(c, 'source', '.env')} wins over ${detail(c, 'hidden', 'the other')}.`,
    fixes: (c) =>
      c.detail['source'] === 'environment'
        ? [
            fix(
              `To use ${detail(c, 'hidden', 'the .env')}, take the variable away.`,
              `unset ${detail(c, 'name', API_KEY)}`,
            ),
            fix(`To use the environment, delete ${detail(c, 'hidden', 'the line')}.`),
          ]
        : [fix(`Delete ${detail(c, 'hidden', 'the line')} if ${detail(c, 'source', 'the other')} is right.`)],
    recognised: 'The environment and the .env, or two lines of it, set the same name to different values.',
    example: 'A new key is in .env, and the old one is still used',
  },
  'env.untrusted-url': {
    severity: 'error',
    faultDomain: 'you',
    check: 'local.settings',
    title: (c) => `The key was not sent to a host that only ${detail(c, 'source', 'the .env')} names`,
    retryHelps: false,
    expected: 'a host that the owner of the key named, or agreed to',
    inFacts: untrusted,
    cause: () =>
      'The key is yours, from outside this project, and the address is from a file inside it. A file that came with a download could send your key anywhere, so this tool asks first.',
    fixes: (c) => [
      fix('If you know the host, say so.', 'npx agentrouter doctor --trust-env-file'),
      fix(
        'Or name it yourself.',
        assignment(c, { name: BASE_URL, source: 'environment' }, detail(c, 'url', BASE_URL_STAND_IN)),
      ),
    ],
    recognised:
      'The key comes from an option or the environment, and the base URL from a .env, and it is not loopback.',
    example: 'git clone of a project whose .env sets AGENTROUTER_BASE_URL',
  },
} satisfies Family;
