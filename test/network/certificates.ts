import { Forge, type Pair } from '../wire/certificates.ts';
import type { Namespace } from '../helpers/namespace.ts';
import { forwarding, startNginx, startUpstream } from './programs.ts';

export const HOST = 'gateway.test';
export const ADDRESS = '203.0.113.10';
export const NAMES = `DNS:${HOST}`;

const day = (offset: number): string =>
  `${new Date(Date.now() + offset * 86_400_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

/** A root, a CA below it, and what the two have signed; made when it is first asked for. */
export class Authority {
  readonly #forge = new Forge();
  readonly #made = new Map<string, Pair>();

  #once(name: string, make: () => Pair): Pair {
    const pair = this.#made.get(name) ?? make();
    this.#made.set(name, pair);
    return pair;
  }

  get root(): Pair {
    return this.#once('root', () => this.#forge.authority('/O=Bench Trust/CN=Bench Root CA'));
  }

  get issuer(): Pair {
    return this.#once('issuer', () => this.#forge.authority('/O=Bench Trust/CN=Bench CA 1', this.root));
  }

  /** A CA below the root that has expired. */
  get oldIssuer(): Pair {
    return this.#once('old issuer', () =>
      this.#forge.authorityBetween('/O=Bench Trust/CN=Bench CA 0', this.root, day(-60), day(-3)),
    );
  }

  /** Another root that nothing here trusts. */
  get stranger(): Pair {
    return this.#once('stranger', () => this.#forge.authority('/O=Acme Corp/CN=Acme Corporate CA'));
  }

  /** A server's certificate, signed by the CA below the root. */
  server(names = NAMES, signer = this.issuer, bits = 2048): Pair {
    return this.#once(`${names.length} ${names.slice(0, 100)} ${signer.certFile} ${bits}`, () =>
      this.#forge.server(`/CN=${HOST}`, names, signer, 60, bits),
    );
  }

  selfSigned(): Pair {
    return this.#once('self', () => this.#forge.server(`/CN=${HOST}`, NAMES));
  }

  /** Valid between days counted from today. */
  between(fromDay: number, toDay: number): Pair {
    return this.#once(`${fromDay} ${toDay}`, () =>
      this.#forge.serverBetween(`/CN=${HOST}`, NAMES, this.issuer, day(fromDay), day(toDay)),
    );
  }

  remove(): void {
    this.#forge.remove();
  }
}

/** nginx directives that show these certificates, the server's own first. */
export function shown(net: Namespace, [own, ...above]: readonly [Pair, ...Pair[]], name = 'server'): string {
  const chain = net.write(`${name}.pem`, [own, ...above].map(({ cert }) => cert).join('\n'));
  const key = net.write(`${name}.key`, own.key);
  return `ssl_certificate ${chain}; ssl_certificate_key ${key};`;
}

/** A gateway behind nginx on port 443 that shows these certificates. */
export async function secured(
  net: Namespace,
  pairs: readonly [Pair, ...Pair[]],
  directives = '',
): Promise<void> {
  await gatewayNamed(net);
  await startUpstream(net);
  await startNginx(net, forwarding('443 ssl', `${shown(net, pairs)} ${directives}`), 443);
}

/** Gives the gateway's name its address, and this network that address. */
export async function gatewayNamed(net: Namespace): Promise<void> {
  net.hosts({ [HOST]: ADDRESS });
  await net.addresses(ADDRESS);
}
