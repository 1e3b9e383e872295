import { fix } from './fix-texts.ts';
import { shellWord } from './local-facts.ts';
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
    fix(
      'Then in your clients. The first line is for Node.js (also Claude Code), the others are for Python, where these settings replace the usual CAs.',
      [
        `export NODE_EXTRA_CA_CERTS=${file}`,
        `cat "$(python -m certifi)" ${file} > ca-bundle.pem`,
        'export SSL_CERT_FILE=$PWD/ca-bundle.pem REQUESTS_CA_BUNDLE=$PWD/ca-bundle.pem',
      ].join('\n'),
    ),
  ];
}

/** For a setting that names CA certificates and whose file cannot be used. */
function caFileFix(c: Context): Fix[] {
  const problem = c.detail['trustProblem'];
  if (problem === undefined) return [];
  const path = /^the CA file (?<path>.+?) is in DER form/.exec(problem)?.groups?.['path'];
  return path === undefined
    ? [fix(`Mend this first: ${problem}.`, 'env | grep -E "NODE_EXTRA_CA_CERTS|SSL_CERT_FILE"')]
    : [
        fix(
          `Mend this first: ${problem}. Then name the new file in the setting.`,
          `openssl x509 -inform der -in ${shellWord(path)} -out ca.pem`,
        ),
      ];
}

/** How to use the system's own list of CAs where that has the CA; otherwise `getIt`, and how to trust the file. */
export function trustedBySystem(c: Context, getIt: string): Fix[] {
  const store = c.detail['systemStore'];
  if (store === undefined) return [...caFileFix(c), fix(getIt), ...trustFixes()];
  return [
    fix('Try it with this tool first.', `npx agentrouter test-connection --ca ${store}`),
    fix(
      "Then make Node.js (first line) and Python (second line) look at the system's list, which holds the usual CAs as well.",
      `export NODE_EXTRA_CA_CERTS=${store}\nexport SSL_CERT_FILE=${store} REQUESTS_CA_BUNDLE=${store}`,
    ),
  ];
}

/** How each system hands out the CAs that it trusts. */
export function fromTheSystem(): Fix[] {
  return [
    fix(
      'If browsers on this machine trust it, the SDKs can use the same list: Node.js from 22.15 on, Python with `import truststore; truststore.inject_into_ssl()`.',
      'export NODE_OPTIONS=--use-system-ca\npip install truststore',
    ),
    fix(
      'On macOS, write the CAs that were added to the system into a file.',
      'security find-certificate -a -p /Library/Keychains/System.keychain > ca.pem',
    ),
    fix(
      'On Windows, find the certificate in certmgr.msc under Trusted Root Certification Authorities, and export it as Base-64 encoded X.509.',
      'certmgr.msc',
    ),
  ];
}
