import { describe, expect, test } from 'vitest';
import { publicForm } from '../../src/report/dump/public-form.ts';
import { renderSupportDump } from '../../src/report/dump/support-dump.ts';
import { createRedactor } from '../../src/report/redact.ts';
import type { Report } from '../../src/report/types.ts';
import { seeded, type Random } from './random.ts';
import { dnsNotFound, keyRejected, streamRun } from './samples.ts';
import { ABOUT, charsInForm, foldedReport } from './support-dump-samples.ts';
import { schemaErrors } from './validate.ts';

const RUNS = 120;
const LETTERS = 'bcdfghjklmnpqrstvwxz';

/** Values that the report's own vocabulary decides; a server or a user has no say in them. */
const FIXED =
  /^(?:kind|role|status|severity|faultDomain|confidence|verdict|category|id|check|command|code|rootCause|startedAt|api|endedBy|method|layer|family|validFrom|validTo|expiresAt|why|end|language)$/;

/** What a run must not tell, all of it made up. */
function privateValues(random: Random) {
  const word = (length: number): string => `q${random.text(LETTERS, length)}`;
  const user = word(6);
  const site = `${word(7)}.${random.pick(['io', 'net', 'co.uk', 'internal'])}`;
  return {
    key: `sk-ar-${random.text('ABCDEFGHabcdefgh0123456789', 30)}`,
    password: `q${random.text('abcXYZ019"\'<>&/ %:@é', 14)}z7`,
    token: `ghp_${random.text('ABCDEFGHabcdefgh0123456789', 36)}`,
    user,
    home: random.pick([`/home/${user}`, `/Users/${user}`, `/data/people/${user}`]),
    folder: `/srv/${word(6)}/${word(5)}`,
    email: `${word(5)}.${word(4)}@${word(6)}.org`,
    host: `${word(4)}.${site}`,
    site,
    label: word(8),
    address: `10.${10 + random.below(90)}.${10 + random.below(90)}.${10 + random.below(90)}`,
  };
}
type Private = ReturnType<typeof privateValues>;

/** How each of them stands in what servers, files and programs say. */
function sayings(it: Private, random: Random): string[] {
  const json = (text: string): string => JSON.stringify({ message: `a\n${text}` });
  const url = (text: string): string => encodeURIComponent(`https://x/${text}`);
  const plain = [
    ...[it.key, it.password, `Bearer ${it.token}`, `set-cookie: sid=${it.token}`],
    ...[
      `${it.home}/app/.env`,
      `${it.folder}/a.py`,
      `user ${it.user} may not`,
      `${it.user}-laptop`,
      it.email,
      `mailto:${it.email}`,
    ],
    ...[`https://${it.host}:8443/v1`, `ENOTFOUND ${it.host}`, `*.${it.site}`, it.host.toUpperCase()],
    ...[`http://${it.label}:3128`, `from ${it.label}`, `connect ${it.address}:443`],
    `http://${it.user}:${encodeURIComponent(it.password)}@${it.host}/`,
  ];
  return [...plain, ...plain.map(json), json(json(random.pick(plain))), ...plain.slice(4).map(url)];
}

function plant(node: unknown, name: string, said: readonly string[], random: Random): unknown {
  if (typeof node === 'string')
    return FIXED.test(name) || node === '' ? node : `${node} ${random.pick(said)}`;
  if (Array.isArray(node)) return node.map((child: unknown) => plant(child, name, said, random));
  if (typeof node !== 'object' || node === null || name === 'tool') return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => [key, plant(child, key, said, random)]),
  );
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value;
}

/** A report in which all of it stands in many places; the host and the proxy are the run's own. */
function planted(it: Private, random: Random): Report {
  const base = random.pick([keyRejected, dnsNotFound, streamRun]);
  const full = plant(base, '', sayings(it, random), random);
  if (!isReport(full)) throw new Error('planting keeps the form of a report');
  return {
    ...full,
    target: { ...full.target, baseUrl: `https://${it.host}/v1` },
    gateway: { family: 'unknown', evidence: [...sayings(it, random), `via http://${it.label}:80`] },
  };
}

describe('a dump for the public', () => {
  test(`tells nothing private, wherever in a report it stood (${RUNS} reports)`, () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = seeded(seed);
      const it = privateValues(random);
      const redactHosts = random.below(2) === 1;
      const clean = createRedactor([it.key, it.password]).value(planted(it, random));
      const person = { home: it.home, folders: [it.folder], userNames: [it.user] };
      const shown = publicForm({ report: clean }, { person, redactHosts, machine: it.label }).report;
      const dump = renderSupportDump(shown, { ...ABOUT, hostsRedacted: redactHosts });
      const hidden = [
        it.key,
        it.password,
        it.token,
        it.user,
        it.folder,
        it.email,
        ...(redactHosts ? [it.host, it.site, it.label, it.address] : []),
      ];
      const forms = hidden.flatMap((text) => [
        text,
        encodeURIComponent(text),
        JSON.stringify(text).slice(1, -1),
      ]);
      for (const text of [dump, JSON.stringify(shown)]) {
        const lower = text.toLowerCase();
        expect(
          forms.filter((form) => lower.includes(form.toLowerCase())),
          `seed ${seed}`,
        ).toEqual([]);
      }
      expect(charsInForm(dump), `seed ${seed}`).toBeLessThanOrEqual(65_536);
      expect(schemaErrors(shown), `seed ${seed}`).toEqual([]);
      const folded = foldedReport(dump);
      if (folded !== null) expect(schemaErrors(folded), `seed ${seed}`).toEqual([]);
    }
  });

  test('would tell all of it without the hiding, so that the test can fail', () => {
    const random = seeded(1);
    const it = privateValues(random);
    const raw = JSON.stringify(planted(it, random));
    for (const value of [it.key, it.token, it.user, it.folder, it.email, it.host, it.label, it.address])
      expect(raw).toContain(value);
  });
});
