import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram, type Ran } from './cli.ts';

const BIN = fileURLToPath(new URL('../../bin/agentrouter.js', import.meta.url));
const READY_MS = 20_000;
/** State `listen` of a socket (Linux, include/net/tcp_states.h), and of a bound one without a peer. */
const LISTENING = { tcp: '0A', udp: '07' };
/** Files of name lookup that are each namespace's own. */
const NAME_FILES = {
  'resolv.conf': '',
  hosts: '127.0.0.1 localhost\n',
  'nsswitch.conf': 'hosts: files dns\n',
};

/** Lets root's own programs be found, wherever the tests were started from. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;

const TRY = 'ip link set lo up && nft add table inet try && mount --bind /etc/hosts /etc/hosts';
let cannot: string | null | undefined;

/** Why this machine cannot give a test a network of its own; null where it can. */
export function withoutNamespaces(): string | null {
  if (cannot !== undefined) return cannot;
  const env = { ...process.env, PATH };
  const tried = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'sh', '-ec', TRY], { env });
  const said = tried.error?.message ?? tried.stderr.toString().trim().split('\n')[0] ?? '';
  cannot = tried.status === 0 ? null : `no network namespaces here: ${said}`;
  return cannot;
}

/** True where a program is installed. */
export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { env: { PATH } }).status === 0;
}

/**
 * A network of a test's own: interfaces, addresses, firewall, processes, and the files of name lookup. It holds the
 * loopback interface and nothing else; addresses that are given to it are reached through that. Root only.
 */
export class Namespace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'agentrouter-network-')));
  readonly #holder: ChildProcess;
  #programs = 0;

  private constructor() {
    for (const [name, text] of Object.entries(NAME_FILES)) writeFileSync(join(this.folder, name), text);
    const mounts = Object.keys(NAME_FILES).map((name) => `mount --bind ${this.folder}/${name} /etc/${name}`);
    const script = ['ip link set lo up', ...mounts, 'echo ready', 'exec cat'].join('\n');
    // The first process of the namespace ends with its input, and the kernel ends all others with it.
    this.#holder = spawn(
      'unshare',
      ['--net', '--mount', '--pid', '--fork', '--mount-proc', 'sh', '-ec', script],
      {
        env: { PATH },
      },
    );
  }

  /** @throws Error where the machine does not allow it. */
  static async make(): Promise<Namespace> {
    const made = new Namespace();
    await new Promise<void>((resolve, reject) => {
      made.#holder.stdout?.once('data', () => resolve());
      made.#holder.once('exit', (code) => reject(new Error(`no namespace, exit code ${code}`)));
      made.#holder.once('error', reject);
    });
    return made;
  }

  get #entry(): string[] {
    const of = `/proc/${this.#holder.pid}/ns`;
    return [`--net=${of}/net`, `--mount=${of}/mnt`, `--pid=${of}/pid_for_children`, '--'];
  }

  /** Runs a shell script in here; throws with its words where it fails. */
  async sh(script: string): Promise<string> {
    const ran = await runProgram('nsenter', [...this.#entry, 'sh', '-ec', script], { env: { PATH } });
    if (ran.exitCode !== 0) throw new Error(`${script}\n${ran.stderr}`);
    return ran.stdout;
  }

  /** Gives addresses to this network's loopback interface; both families. */
  async addresses(...addresses: readonly string[]): Promise<void> {
    const lines = addresses.map((address) =>
      address.includes(':') ? `${address}/128 dev lo nodad` : `${address}/32 dev lo`,
    );
    await this.sh(lines.map((line) => `ip addr add ${line}`).join('\n'));
  }

  /** Adds rules (nftables) to what arrives; a refusal goes back as from a far router. */
  async firewall(...rules: readonly string[]): Promise<void> {
    const chain = `table inet bench { chain arriving {\ntype filter hook input priority 0;\n${rules.join('\n')}\n}\n}\n`;
    writeFileSync(join(this.folder, 'rules.nft'), chain);
    await this.sh(`nft -f ${this.folder}/rules.nft`);
  }

  /** Sets the hosts file, by host name. */
  hosts(names: Readonly<Record<string, string | readonly string[]>>): void {
    const lines = Object.entries(names).flatMap(([name, addresses]) =>
      [addresses].flat().map((address) => `${address} ${name}\n`),
    );
    writeFileSync(join(this.folder, 'hosts'), NAME_FILES.hosts + lines.join(''));
  }

  /** Sets `resolv.conf`. */
  resolver(text: string): void {
    writeFileSync(join(this.folder, 'resolv.conf'), text);
  }

  /** Writes a file to this network's folder; gives its path. */
  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Reads a file of this network's folder. */
  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Starts a program in here, in the foreground, and waits until it listens. It ends with the namespace. */
  async start(
    program: string,
    args: readonly string[],
    listens: { port: number; protocol?: 'tcp' | 'udp' },
  ): Promise<void> {
    this.#programs += 1;
    const log = join(this.folder, `${this.#programs}.log`);
    const child = spawn('nsenter', [...this.#entry, program, ...args], {
      env: { PATH, HOME: this.folder, TMPDIR: this.folder, LANG: 'C.UTF-8' },
      cwd: this.folder,
    });
    const output = createWriteStream(log);
    for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
    const untilMs = Date.now() + READY_MS;
    while (!this.#listens(listens.port, listens.protocol ?? 'tcp')) {
      if (child.exitCode !== null || Date.now() > untilMs)
        throw new Error(`${program} does not listen on ${listens.port}:\n${readFileSync(log, 'utf8')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  #listens(port: number, protocol: 'tcp' | 'udp'): boolean {
    const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    return [protocol, `${protocol}6`].some((file) =>
      readFileSync(`/proc/${this.#holder.pid}/net/${file}`, 'utf8')
        .split('\n')
        .some((line) => {
          const [, local, , state] = line.trim().split(/\s+/);
          return local?.endsWith(suffix) === true && state === LISTENING[protocol];
        }),
    );
  }

  /** Runs the built command line in here. */
  cli(args: readonly string[], env: Record<string, string>, timeoutMs = 60_000): Promise<Ran> {
    return runProgram('nsenter', [...this.#entry, process.execPath, BIN, ...args], { env, timeoutMs });
  }

  /** Ends every process in here; the network goes with the last of them. */
  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#holder.once('exit', resolve));
    this.#holder.stdin?.end();
    if (this.#holder.exitCode === null) await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
