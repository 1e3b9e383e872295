/** In the order in which the requests began; in the facts they stand as they ended. Times are ISO 8601 in UTC. */
export function inOrderOfTime<T extends { startedAt: string }>(requests: readonly T[]): T[] {
  return [...requests].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}
