import { BlockList, isIP } from 'node:net';

/**
 * Whether `NO_PROXY` exempts a target. The rules are those of curl (`man curl`, NO_PROXY) and undici: names match
 * themselves and what is below them, with or without a leading dot or `*.`; addresses match as networks (CIDR);
 * a lone `*` matches all; an entry with a port matches only that port.
 */
export function isExempt(noProxy: string, host: string, port: number): boolean {
  return noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry.toLowerCase(), host.toLowerCase().replace(/\.$/, ''), port));
}

function matches(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  const parts = /^(?:\[(?<six>[^\]]+)\]|(?<name>[^:]+)|(?<bare>[^:]*:[^:]*:.*?))(?::(?<port>\d+))?$/.exec(
    entry,
  );
  const groups = parts?.groups;
  if (groups === undefined) return false;
  const wanted = groups['six'] ?? groups['name'] ?? groups['bare'] ?? '';
  if (groups['port'] !== undefined && Number(groups['port']) !== port) return false;
  if (isIP(host) !== 0) return wanted === host || inNetwork(wanted, host);
  const name = wanted.replace(/^\*?\./, '').replace(/\.$/, '');
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

function inNetwork(network: string, address: string): boolean {
  const [base = '', bits] = network.split('/');
  const family = isIP(base);
  if (family === 0 || family !== isIP(address)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  const length = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits);
  if (!Number.isInteger(length) || length < 0 || length > (family === 6 ? 128 : 32)) return false;
  list.addSubnet(base, length, type);
  return list.check(address, type);
}
