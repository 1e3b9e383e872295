import { fix } from './fix-texts.ts';
import type { Context, Fix } from './types.ts';

export const TRUSTED = 'a certificate that this machine trusts';

/** A command that shows the certificates as the server sends them. */
export function showChain(c: Context): Fix {
  const host = c.host ?? 'your-deployment';
  return fix(
    'Look at the certificates that the server sends.',
    `openssl s_client -connect ${host}:${c.port ?? 443} -servername ${host} -showcerts </dev/null`,
  );
}

/** How to trust one more CA, for each client that reads another setting. */
export function trustFixes(file = '/path/to/ca.pem'): Fix[] {
  return [
    fix('Try it with this tool first.', `npx agentrouter test-connection --ca ${file}`),
    fix('For Node.js clients (also Claude Code):', `export NODE_EXTRA_CA_CERTS=${file}`),
    fix(
      'For Python clients, join it with the usual CAs: these settings replace them.',
      `cat "$(python -m certifi)" ${file} > ca-bundle.pem\nexport SSL_CERT_FILE=$PWD/ca-bundle.pem REQUESTS_CA_BUNDLE=$PWD/ca-bundle.pem`,
    ),
  ];
}
