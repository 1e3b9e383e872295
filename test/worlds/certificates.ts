import type { GatewayOptions } from '../helpers/gateway.ts';
import type { World } from '../helpers/world.ts';
import { Forge, type Pair } from '../wire/certificates.ts';

export { hasOpenssl } from '../wire/certificates.ts';

type Served = NonNullable<GatewayOptions['tls']>;

const HERE = 'IP:127.0.0.1,DNS:localhost';
const SUBJECT = '/CN=gateway';

const serve = (pair: Pair, ...more: Pair[]): Served => ({
  key: pair.key,
  cert: [pair, ...more].map(({ cert }) => cert).join('\n'),
});

/** A day from now, as OpenSSL writes it. */
const day = (offset: number): string =>
  `${new Date(Date.now() + offset * 86_400_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

function make() {
  const forge = new Forge();
  const root = forge.authority('/O=Test Trust/CN=Test Trust Root CA');
  const issuer = forge.authority('/O=Test Trust/CN=Test Trust Issuing CA 1', root);
  const product = forge.authority('/O=Zscaler Inc./CN=Zscaler Root CA');
  const county = forge.authority('/O=Charles County/CN=Charles County Root CA');
  const good = forge.server(SUBJECT, HERE, issuer);
  const between = (fromDay: number, toDay: number): Served =>
    serve(forge.serverBetween(SUBJECT, HERE, root, day(fromDay), day(toDay)));
  return {
    forge,
    files: { root: root.certFile, product: product.certFile },
    served: {
      good: serve(good, issuer),
      withoutIntermediate: serve(good),
      expired: between(-60, -3),
      fiveDaysLeft: between(-60, 5),
      sixteenDaysLeft: between(-60, 16),
      fromTomorrowOn: between(1, 60),
      sinceYesterday: between(-1, 60),
      otherName: serve(forge.server(SUBJECT, 'DNS:other.example,DNS:*.other.example', issuer), issuer),
      selfSigned: serve(forge.server(SUBJECT, HERE)),
      countyIssued: serve(forge.server(SUBJECT, HERE, county), county),
      inspected: serve(forge.server(SUBJECT, HERE, product), product),
    },
  };
}

let made: ReturnType<typeof make> | null = null;

/** Makes all of them, before anything listens: OpenSSL holds up the whole process meanwhile. */
export function makeCertificates(): void {
  made ??= make();
}

/** Takes away every file that was made. */
export function removeCertificates(): void {
  made?.forge.remove();
  made = null;
}

function certificates(): NonNullable<typeof made> {
  if (made === null) throw new Error('makeCertificates() comes first');
  return made;
}

/** A gateway that shows this of itself. */
export const shows =
  (
    name: keyof ReturnType<typeof make>['served'],
    more: GatewayOptions = {},
  ): Extract<World['gateway'], () => unknown> =>
  () => ({ ...more, tls: certificates().served[name] });

/** Trusts one of the two roots. */
export const trusts =
  (name: 'root' | 'product'): NonNullable<World['arrange']> =>
  ({ options }) => {
    options['ca'] = certificates().files[name];
  };
