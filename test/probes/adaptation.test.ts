import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { toolsVerdict } from '../../src/codes/tools-verdict.ts';
import type { Exchange, Facts, Role } from '../../src/probes/facts.ts';
import { succeeded } from '../../src/probes/succeeded.ts';
import { DONE, data, delta } from '../apis/streams.ts';
import { httpServer } from '../wire/harness.ts';
import { sending } from './sending.ts';

interface Body {
  max_tokens?: number;
  max_completion_tokens?: number;
  stream?: boolean;
  stream_options?: object;
  tool_choice?: unknown;
}
type Gateway = (body: Body) => { status: number; json: object } | { events: string };

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null;
const refusal = (message: string, fields: object = {}): { status: number; json: object } => ({
  status: 400,
  json: { error: { message, type: 'invalid_request_error', ...fields } },
});
const answer = (content: string, finish_reason = 'stop'): { status: number; json: object } => ({
  status: 200,
  json: { choices: [{ message: { role: 'assistant', content }, finish_reason }] },
});

async function reply(
  gateway: Gateway,
  bodies: Body[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body: unknown = JSON.parse(await text(request));
  if (!isBody(body)) throw new Error('no object');
  bodies.push(body);
  const said = gateway(body);
  if ('events' in said) response.writeHead(200, { 'content-type': 'text/event-stream' }).end(said.events);
  else response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify(said.json));
}

/** Sends the requests of some roles, one after the other, to a gateway of that manner. */
async function sendTo(
  gateway: Gateway,
  roles: readonly Role[],
): Promise<{ last: Exchange; all: Exchange[]; facts: Facts; bodies: Body[] }> {
  const bodies: Body[] = [];
  const port = await httpServer((request, response) => void reply(gateway, bodies, request, response));
  const { facts, send } = sending();
  const all: Exchange[] = [];
  for (const role of roles) {
    all.push(await send({ role, url: `http://127.0.0.1:${port}/v1/chat/completions`, model: 'acme-1' }));
  }
  const last = all.at(-1);
  if (last === undefined) throw new Error('nothing was sent');
  return { last, all, facts, bodies };
}

describe('a refused parameter', () => {
  it('is replaced, and later calls to the model begin with what it takes', async () => {
    const { all, facts, bodies } = await sendTo(
      (body) =>
        body.max_tokens === undefined
          ? answer('ok')
          : refusal("Unsupported parameter: 'max_tokens' is not supported with this model.", {
              param: 'max_tokens',
            }),
      ['chat', 'fallback'],
    );
    expect(bodies.map((body) => [body.max_tokens, body.max_completion_tokens])).toEqual([
      [16, undefined],
      [undefined, 16],
      [undefined, 16],
    ]);
    expect(all.every((exchange) => succeeded(exchange.outcome))).toBe(true);
    expect(all.map((exchange) => exchange.adapted)).toEqual([
      ['max_completion_tokens instead of max_tokens'],
      ['max_completion_tokens instead of max_tokens'],
    ]);
    expect(facts.exchanges.map((exchange) => exchange.superseded ?? false)).toEqual([true, false, false]);
  });

  it('is found where only the place names it, and where the refusal is an event of a stream', async () => {
    const { last, bodies } = await sendTo(
      (body) => {
        if (body.stream_options !== undefined) {
          return {
            status: 422,
            json: { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] },
          };
        }
        return body.max_tokens === undefined
          ? { events: delta({ content: 'one' }) + DONE }
          : { events: data({ error: { message: "Unsupported parameter: 'max_tokens'" } }) };
      },
      ['stream.openai'],
    );
    expect(bodies).toHaveLength(3);
    expect(last.adapted).toEqual(['stream_options left out', 'max_completion_tokens instead of max_tokens']);
    expect(succeeded(last.outcome)).toBe(true);
  });

  it('that is refused in every form is left out in the end, and sent no more than that', async () => {
    const { last, bodies } = await sendTo(
      () => refusal('Unsupported parameter: max_output_tokens'),
      ['chat'],
    );
    const limits = bodies.map((body) => Object.keys(body).filter((name) => name.startsWith('max_')));
    expect(limits).toEqual([['max_tokens'], ['max_completion_tokens'], []]);
    expect(succeeded(last.outcome)).toBe(false);
  });

  it('is told apart from a refusal for another cause, which is not repeated', async () => {
    const { bodies } = await sendTo(
      () => refusal('This request requires more credits, or fewer max_tokens. You can only afford 3.'),
      ['chat'],
    );
    expect(bodies).toHaveLength(1);
  });
});

describe('a larger minimum', () => {
  it('is met, and later calls begin with it', async () => {
    const { all, bodies } = await sendTo(
      ({ max_tokens = 0 }) => (max_tokens < 20 ? refusal('max_tokens must be at least 20') : answer('ok')),
      ['chat', 'fallback'],
    );
    expect(bodies.map((body) => body.max_tokens)).toEqual([16, 20, 20]);
    expect(all.every((exchange) => succeeded(exchange.outcome))).toBe(true);
  });

  it('of streams is not carried to short calls', async () => {
    const { bodies } = await sendTo(
      (body) =>
        body.stream_options === undefined ? answer('ok') : refusal("Unknown parameter: 'stream_options'."),
      ['stream.openai', 'chat'],
    );
    expect(bodies.map((body) => body.max_tokens)).toEqual([64, 64, 16]);
  });
});

describe('a tool call that cannot be forced', () => {
  it('is asked for without force, and text as its answer accuses nobody, streamed or not', async () => {
    const { all, bodies } = await sendTo(
      (body) => {
        if (body.tool_choice !== 'auto') return refusal('this model does not support forced tool_choice');
        return body.stream === true
          ? { events: delta({ content: 'Sunny.' }) + delta({}, { finish_reason: 'stop' }) + DONE }
          : answer('Sunny.');
      },
      ['tools.openai', 'tools.openai.stream'],
    );
    expect(bodies.map((body) => (body.tool_choice === 'auto' ? 'auto' : 'forced'))).toEqual([
      'forced',
      'auto',
      'auto',
    ]);
    const verdicts = all.map(({ outcome, adapted }) => {
      const reading = outcome.kind === 'failure' ? null : outcome.reading;
      if (reading?.kind !== 'completion' && reading?.kind !== 'stream') throw new Error('no answer');
      return toolsVerdict(reading, adapted).kind;
    });
    expect(verdicts).toEqual(['undecided', 'undecided']);
  });

  it('that its limit cut gets room once', async () => {
    const { last, bodies } = await sendTo(() => answer('', 'length'), ['tools.openai']);
    expect(bodies.map((body) => body.max_tokens)).toEqual([16, 256]);
    expect(last.adapted).toEqual(['token limit raised to 256']);
  });
});
