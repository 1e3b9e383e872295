import fc from 'fast-check';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const textOf = (alphabet: string, from: number, to: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: from, maxLength: to });

const keyAfter = (prefix: string): fc.Arbitrary<string> =>
  textOf(LETTERS, 36, 48).map((body) => prefix + body);

/** Tokens that give themselves away by their form, though nobody has named them to the tool. */
const PROVIDER_PREFIXES = [
  ...['sk-ar-', 'sk-', 'sk-proj-', 'sk-svcacct-', 'sk-ant-api03-', 'sk-or-v1-', 'sk-lf-', 'pk-lf-', 'sess-'],
  ...[
    'AIza',
    'AQ.',
    'ya29.',
    'gsk_',
    'hf_',
    'r8_',
    'fw_',
    'npm_',
    'tgp_v1_',
    'vck_',
    'cpk_',
    'xai-',
    'pplx-',
  ],
  ...[
    'nvapi-',
    'csk-',
    'tvly-',
    'glpat-',
    'ghp_',
    'gho_',
    'ghs_',
    'github_pat_',
    'xoxb-',
    'xoxp-',
    'dop_v1_',
  ],
  ...[
    'sk_live_',
    'rk_test_',
    'SG.',
    'ABSK',
    'xapp-',
    'whsec_',
    'pypi-',
    'ntn_',
    'lin_api_',
    'shpat_',
    'hvs.',
  ],
  ...['lsv2_pt_', 'pcsk_', 'jina_', 'GOCSPX-', 'dckr_pat_', 'glsa_', 'sbp_'],
];
export const providerToken = fc.oneof(...PROVIDER_PREFIXES.map(keyAfter));

/** Values that the settings name: keys of any form, passwords with any characters. */
export const knownSecret = fc.oneof(
  keyAfter('sk-ar-'),
  keyAfter('sk-'),
  textOf(`${LETTERS}-_.~+/=`, 24, 60),
  textOf('abcXYZ019 !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~\u00e4\u00df\u5bc6\u{1f600}', 8, 30).map(
    (body) => `q${body}w9`,
  ),
);

/** One that nothing but the name before it gives away. */
export const namedSecret = textOf(LETTERS, 22, 48).filter((text) => /\d[A-Za-z]+\d/.test(text));
