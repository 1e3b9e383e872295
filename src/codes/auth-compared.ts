import { notEnforced, xApiKeyRejected } from './compared-auth.ts';
import { fix } from './fix-texts.ts';
import type { Family } from './types.ts';

/** Codes of authentication that show only when several requests are compared. */
export const authComparedCodes = {
  'auth.x-api-key-rejected': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: 'access.x-api-key',
    title: 'The key is accepted as Authorization: Bearer, but not as x-api-key',
    retryHelps: false,
    expected: 'both headers accepted',
    inFacts: xApiKeyRejected,
    supersedes: ['key.rejected', 'auth.header-stripped', 'key.disabled'],
    cause: () =>
      'Many Anthropic clients send their key as x-api-key. This gateway, or a proxy in front of it, does not take that header. The key itself is good.',
    fixes: (c) => [
      fix(
        'Have the Anthropic SDK send the key as Bearer: give it as auth_token.',
        `client = Anthropic(auth_token=os.environ["AGENTROUTER_API_KEY"], base_url="${c.anthropicBaseUrl ?? 'https://your-gateway'}")`,
      ),
      fix(
        'For Claude Code, set ANTHROPIC_AUTH_TOKEN instead of ANTHROPIC_API_KEY.',
        'export ANTHROPIC_AUTH_TOKEN="$AGENTROUTER_API_KEY"',
      ),
      fix('Ask the operator to accept x-api-key on /v1/messages.'),
    ],
    recognised: 'The same message request is refused with x-api-key and accepted with Authorization: Bearer.',
    example: 'anthropic.AuthenticationError: 401, while the OpenAI SDK works with the same key',
  },
  'auth.not-enforced': {
    severity: 'warning',
    faultDomain: 'gateway',
    check: 'access.rejects-invalid-key',
    title: 'A made-up key is accepted as well',
    retryHelps: false,
    expected: '401 for a made-up key',
    inFacts: notEnforced,
    cause: (c) =>
      `${c.host ?? 'The deployment'} answers whoever asks. Anyone who can reach it spends your credit, and nothing here proves that your own key is good.`,
    fixes: () => [
      fix('Ask the operator to switch key checking on.'),
      fix(
        'If it is meant to be open, list the finding as known.',
        'npx agentrouter doctor --suppress auth.not-enforced',
      ),
    ],
    recognised: 'A real call with a key that nobody issued gets a real answer.',
    example: 'Calls work even with a mistyped key',
  },
} satisfies Family;
