import { FROM_ELSEWHERE, fix } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
import type { Context, Fix } from './types.ts';

/** A 407 in a run in which no proxy was set. */
export const lacksProxy = (c: Context): boolean => c.ofRun && c.proxy === null;

const signIn = (c: Context): Fix => {
  const { url, decidedBy } = c.proxy ?? { url: 'http://your-proxy:8080', decidedBy: 'HTTPS_PROXY' };
  const withUser = url.replace('://', '://user:password@');
  return fix(
    lacksProxy(c)
      ? 'If the network has a proxy, name it, with user name and password.'
      : 'Put user name and password into the setting, with special characters percent-encoded (`@` is `%40`).',
    decidedBy === '--proxy'
      ? `npx agentrouter test-connection --proxy ${withUser}`
      : `export ${decidedBy}=${withUser}`,
  );
};

const SIGN_IN_HELPER: Fix = fix(
  'Where the proxy wants Windows sign-in (NTLM, Kerberos), run a local helper such as px or cntlm and name that one.',
  'export HTTPS_PROXY=http://127.0.0.1:3128',
);

const seeWhoAnswers = (c: Context): Fix =>
  fix(
    'See what answers: a proxy names itself in `Server`, `Via` or `Proxy-Authenticate`. Show that to whoever runs it.',
    `curl -si ${shellWord(c.baseUrl ?? 'https://your-deployment')}`,
  );

/** What to do about a 407: where no proxy is set, find out first who sent it. */
export function signInFixes(c: Context): Fix[] {
  return lacksProxy(c) ? [FROM_ELSEWHERE, seeWhoAnswers(c), signIn(c)] : [signIn(c), SIGN_IN_HELPER];
}
