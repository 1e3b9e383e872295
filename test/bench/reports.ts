import * as v from 'valibot';

const Report = v.object({
  requests: v.array(v.object({ timings: v.object({ totalMs: v.number() }) })),
  streams: v.array(v.object({ chunkTimesMs: v.array(v.number()) })),
});
type Report = v.InferOutput<typeof Report>;

/** A JSON report of `stream-test`, as far as the benchmark reads it. */
export function report(text: string): Report {
  return v.parse(Report, JSON.parse(text));
}

/** How long the last request took, which is the stream. */
export function streamMs({ requests }: Report): number {
  return requests.at(-1)?.timings.totalMs ?? Number.NaN;
}

export function chunkTimesMs({ streams }: Report): number[] {
  return streams[0]?.chunkTimesMs ?? [];
}
