import type { Report } from '../types.ts';
import { hostHider } from './hosts.ts';
import { contactHider, ownerHider, type Person } from './personal.ts';
import { mapStrings } from './strings-of.ts';

/** What to hide beside secrets, so that a report can be posted in public. */
export interface Publishing {
  person: Person;
  /** Host names and private IP addresses as well; then `machine` is what this machine calls itself. */
  redactHosts: boolean;
  machine: string;
}

/**
 * The same plain data without home folder, user name and e-mail addresses, and without private hosts where asked for.
 * Expects a report whose secrets are gone already: this only takes more away.
 */
export function publicForm<T extends { report: Report }>(value: T, publishing: Publishing): T {
  const withoutContacts = mapStrings(value, contactHider());
  // Before the user's name, which may be a part of a host's; after addresses, which end in a host's.
  const withoutHosts = publishing.redactHosts
    ? mapStrings(withoutContacts, hostHider(withoutContacts.report, publishing.machine))
    : withoutContacts;
  return mapStrings(withoutHosts, ownerHider(publishing.person));
}
