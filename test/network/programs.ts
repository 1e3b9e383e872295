import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Namespace } from '../helpers/namespace.ts';

const BIN = fileURLToPath(new URL('../../bin/agentrouter.js', import.meta.url));

/** Where the tool's own sandbox listens, in front of which the others stand. */
const UPSTREAM_PORT = 8000;
export const UPSTREAM = `http://127.0.0.1:${UPSTREAM_PORT}`;
export const SANDBOX_KEY = 'sk-ar-sandbox-3c61f7a2';

/** The user that owns nothing (Linux, `overflowuid`). */
const NOBODY = 65_534;

/** Starts the tool's own sandbox, healthy or with a fault. */
export async function startUpstream(net: Namespace, ...options: readonly string[]): Promise<void> {
  const args = [BIN, 'sandbox', '--port', String(UPSTREAM_PORT), ...options];
  await net.start(process.execPath, args, { port: UPSTREAM_PORT });
}

/** Starts nginx with these `server` blocks; `listens` is one of their ports. */
export async function startNginx(net: Namespace, servers: string, listens = 80): Promise<void> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${net.folder}/${kind};`)
    .join('\n');
  const settings = net.write(
    `nginx-${listens}.conf`,
    `daemon off; user root; worker_processes 1; pid ${net.folder}/nginx-${listens}.pid; error_log stderr;
events {}
http {
  access_log off;
  keepalive_timeout 60;
  ${temporary}
  ${servers}
}
`,
  );
  await net.start('nginx', ['-c', settings, '-e', 'stderr', '-p', net.folder], { port: listens });
}

/** An nginx `server` on a port that hands everything to the sandbox, with these directives of its own. */
export function forwarding(listen: string, directives = '', location = ''): string {
  return `server {
    listen ${listen};
    ${directives}
    location / { proxy_pass ${UPSTREAM}; proxy_http_version 1.1; proxy_buffering off; ${location} }
  }`;
}

/** Starts dnsmasq on 127.0.0.1 with these options, and names it as this network's resolver. */
export async function startDnsmasq(net: Namespace, ...options: readonly string[]): Promise<void> {
  const usual = [
    '--keep-in-foreground',
    '--conf-file=/dev/null',
    '--no-resolv',
    '--no-hosts',
    '--log-facility=-',
  ];
  const own = ['--listen-address=127.0.0.1', '--bind-interfaces', '--user=root', '--pid-file'];
  await net.start('dnsmasq', [...usual, ...own, ...options], { port: 53, protocol: 'udp' });
  net.resolver('nameserver 127.0.0.1\n');
}

/** Starts squid on port 3128 with these access rules and settings. */
export async function startSquid(net: Namespace, settings: string): Promise<void> {
  const file = net.write(
    'squid.conf',
    `http_port 3128
pid_filename none
access_log none
cache_log /dev/stderr
cache_store_log none
cache deny all
coredump_dir ${net.folder}
shutdown_lifetime 0 seconds
dns_nameservers 127.0.0.1
hosts_file /etc/hosts
visible_hostname proxy.test
pinger_enable off
${settings}
`,
  );
  await net.start('squid', ['--foreground', '-d', '1', '-f', file], { port: 3128 });
}

/** Starts tinyproxy on port 8888 with these settings. */
export async function startTinyproxy(net: Namespace, settings: string): Promise<void> {
  const file = net.write('tinyproxy.conf', `Port 8888\nTimeout 60\nLogLevel Critical\n${settings}\n`);
  await net.start('tinyproxy', ['-d', '-c', file], { port: 8888 });
}

/** Starts mitmproxy on port 8080; its CA comes to stand in the file whose path this gives. */
export async function startMitmproxy(net: Namespace): Promise<string> {
  const state = join(net.folder, 'mitmproxy');
  const settings = [
    '--set',
    `confdir=${state}`,
    '--set',
    'ssl_insecure=true',
    '--set',
    'connection_strategy=lazy',
  ];
  await net.start('mitmdump', ['--quiet', '--listen-port', '8080', ...settings], { port: 8080 });
  return join(state, 'mitmproxy-ca-cert.pem');
}

/**
 * Starts mitmproxy where nobody has asked for it: all that this machine sends to port 443 is turned over to it, but for
 * what it sends itself, under a user of its own. Its CA comes to stand in the file whose path this gives.
 */
export async function startUnaskedMitmproxy(net: Namespace): Promise<string> {
  const state = join(net.folder, 'mitmproxy');
  const rules = [
    'table ip turned {',
    'chain leaving {',
    'type nat hook output priority -100;',
    `tcp dport 443 meta skuid != ${NOBODY} redirect to :8080`,
    '}',
    '}',
    '',
  ];
  await net.sh(
    `chmod 711 ${net.folder}; mkdir ${state}; chown ${NOBODY} ${state}; nft -f ${net.write('turned.nft', rules.join('\n'))}`,
  );
  const user = [`--reuid=${NOBODY}`, '--clear-groups', 'mitmdump'];
  const settings = ['--set', `confdir=${state}`, '--set', 'ssl_insecure=true'];
  const mode = ['--quiet', '--mode', 'transparent', '--listen-port', '8080'];
  await net.start('setpriv', [...user, ...mode, ...settings], { port: 8080 });
  return join(state, 'mitmproxy-ca-cert.pem');
}

/** Starts a server of a few lines of JavaScript: what it does with each `socket`. */
export async function startRaw(net: Namespace, port: number, onSocket: string): Promise<void> {
  const program = `require('node:net').createServer((socket) => { socket.on('error', () => {}); ${onSocket} }).listen(${port}, '::');`;
  await net.start(process.execPath, ['-e', program], { port });
}
