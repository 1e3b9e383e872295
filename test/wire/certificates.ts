import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tests that need certificates are skipped by name where there is no openssl. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface Pair {
  key: string;
  cert: string;
  keyFile: string;
  certFile: string;
}

const AUTHORITY = ['basicConstraints=critical,CA:true', 'keyUsage=critical,keyCertSign,cRLSign'];

/** Makes certificates in a folder of its own. */
export class Forge {
  readonly folder = mkdtempSync(join(tmpdir(), 'agentrouter-certificates-'));
  #count = 0;

  /** Takes away every file that was made. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A CA of its own (`signer` absent) or below another. */
  authority(subject: string, signer?: Pair): Pair {
    return this.#make(subject, signer, AUTHORITY, ['-days', '100']);
  }

  /** The same, valid only between two OpenSSL dates. */
  authorityBetween(subject: string, signer: Pair, start: string, end: string): Pair {
    return this.#make(subject, signer, AUTHORITY, [], [start, end]);
  }

  /** A server certificate; `days` is OpenSSL's `-days` (negative: expired), `names` its alternative names. */
  server(subject: string, names: string, signer?: Pair, days = 60, bits = 2048): Pair {
    const extensions = [
      'basicConstraints=CA:false',
      `subjectAltName=${names}`,
      'extendedKeyUsage=serverAuth',
    ];
    return this.#make(subject, signer, extensions, ['-days', String(days)], undefined, bits);
  }

  /** Valid only between two OpenSSL dates (`YYYYMMDDHHMMSSZ`). */
  serverBetween(subject: string, names: string, signer: Pair, start: string, end: string): Pair {
    const extensions = ['basicConstraints=CA:false', `subjectAltName=${names}`];
    return this.#make(subject, signer, extensions, [], [start, end]);
  }

  #make(
    subject: string,
    signer: Pair | undefined,
    extensions: string[],
    times: string[],
    dates?: [string, string],
    bits = 2048,
  ): Pair {
    this.#count += 1;
    const base = join(this.folder, String(this.#count));
    const keyFile = `${base}.key`;
    const certFile = `${base}.pem`;
    const request = `${base}.csr`;
    const config = `${base}.cnf`;
    writeFileSync(config, extensions.join('\n'));
    const run = (...args: string[]): void => {
      execFileSync('openssl', args, { stdio: 'pipe' });
    };
    run(
      'req',
      '-new',
      '-newkey',
      `rsa:${bits}`,
      '-nodes',
      '-keyout',
      keyFile,
      '-out',
      request,
      '-subj',
      subject,
    );
    if (dates !== undefined && signer !== undefined)
      this.#between(run, request, certFile, config, signer, dates);
    else {
      const sign =
        signer === undefined
          ? ['-signkey', keyFile]
          : ['-CA', signer.certFile, '-CAkey', signer.keyFile, '-CAcreateserial'];
      run('x509', '-req', '-in', request, '-out', certFile, '-extfile', config, ...sign, ...times);
    }
    return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8'), keyFile, certFile };
  }

  #between(
    run: (...args: string[]) => void,
    request: string,
    certFile: string,
    extensions: string,
    signer: Pair,
    [start, end]: [string, string],
  ): void {
    const database = `${certFile}.db`;
    const config = `${certFile}.ca.cnf`;
    writeFileSync(database, '');
    writeFileSync(`${database}.serial`, '01');
    writeFileSync(
      config,
      `[ca]\ndefault_ca=d\n[d]\ndatabase=${database}\nserial=${database}.serial\nnew_certs_dir=${this.folder}\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n`,
    );
    const dates = ['-startdate', start, '-enddate', end];
    const by = ['-cert', signer.certFile, '-keyfile', signer.keyFile, '-extfile', extensions];
    run('ca', '-batch', '-notext', '-config', config, '-in', request, '-out', certFile, ...by, ...dates);
  }
}
