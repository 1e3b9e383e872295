import { html, json, sse } from '../helpers/gateway-answers.ts';
import { calledWith, on, onAll, onCalls, onStreams } from '../helpers/gateway-rules.ts';
import type { World } from '../helpers/world.ts';

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

const within = (levels: number, name: string): string =>
  `{"${name}":`.repeat(levels) + '1' + '}'.repeat(levels);

/** Answers of no shape that anybody expects: there is always a report, and never a crash. */
export const SHAPES: readonly World[] = [
  {
    name: 'a page with 200 for every call',
    gives: ['http.not-json'],
    nearMissOf: ['url.dashboard'],
    gateway: { withKey: [onCalls(html(200, '<!doctype html><title>Welcome</title><p>hello</p>'))] },
  },
  {
    name: 'JSON a hundred thousand levels deep',
    gives: ['http.not-json'],
    cli: true,
    gateway: { rules: [onAll({ body: deep(100_000), headers: { 'content-type': 'application/json' } })] },
  },
  {
    name: 'an error a hundred thousand levels deep',
    gives: ['request.invalid'],
    cli: true,
    gateway: { withKey: [onCalls({ status: 400, body: within(100_000, 'error') })] },
  },
  {
    name: 'tool arguments a hundred thousand levels deep',
    gives: ['tools.malformed'],
    cli: true,
    options: { api: 'openai' },
    gateway: { withKey: [calledWith(`{"city":${deep(100_000)}}`)] },
  },
  {
    name: 'events a hundred thousand levels deep',
    gives: ['stream.malformed'],
    cli: true,
    options: { api: 'openai' },
    gateway: { withKey: [onStreams(sse([`data: ${within(100_000, 'choices')}\n\n`, 'data: [DONE]\n\n']))] },
  },
  {
    name: 'bytes that are no UTF-8',
    gives: ['http.not-json'],
    cli: true,
    gateway: {
      rules: [
        onAll({
          body: Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28, 0xa0]),
          headers: { 'content-type': 'application/json; charset=utf-8' },
        }),
      ],
    },
  },
  {
    name: 'null',
    gives: ['http.not-json'],
    gateway: { rules: [onAll({ body: 'null', headers: { 'content-type': 'application/json' } })] },
  },
  { name: 'an empty body with 200', gives: ['http.not-json'], gateway: { rules: [onAll({ body: '' })] } },
  { name: '204', gives: ['http.not-json'], gateway: { rules: [onAll({ status: 204 })] } },
  {
    name: 'an error in which nothing has the type that it should',
    gives: ['request.invalid'],
    cli: true,
    gateway: {
      withKey: [
        onCalls(
          json(400, {
            error: { message: { nested: ['words', 7, null] }, type: 12, code: { a: 1 }, param: [] },
          }),
        ),
      ],
    },
  },
  {
    name: 'choices in which nothing has the type that it should',
    gives: ['http.not-json'],
    gateway: {
      withKey: [
        on('chat', json(200, { id: 5, choices: 'none', usage: [] })),
        on('messages', json(200, { type: 'message', content: 7 })),
      ],
    },
  },
  {
    name: 'gzip that is none',
    gives: ['http.not-json'],
    gateway: {
      rules: [
        onAll({
          body: 'not gzip',
          headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
        }),
      ],
    },
  },
  {
    name: 'a stream of a million empty comments',
    gives: ['stream.empty'],
    options: { api: 'openai' },
    gateway: {
      withKey: [onStreams(sse([': \n'.repeat(1_000_000), '\n', 'data: [DONE]\n\n']))],
    },
  },
  {
    name: 'a list in which entries are anything',
    gives: [],
    gateway: {
      withKey: [
        on(
          'list',
          json(200, {
            data: [
              null,
              7,
              { id: 9 },
              { id: 'gpt-4o-mini' },
              { id: '' },
              { name: 'x' },
              { id: 'claude-3-5-haiku-20241022' },
              { id: 'deepseek-chat' },
            ],
          }),
        ),
      ],
    },
  },
  {
    name: 'a list of twenty thousand models',
    gives: [],
    cli: true,
    gateway: {
      withKey: [
        on(
          'list',
          json(200, {
            data: [
              { id: 'gpt-4o-mini' },
              { id: 'claude-3-5-haiku-20241022' },
              { id: 'deepseek-chat' },
              ...Array.from({ length: 20_000 }, (_, at) => ({ id: `gpt-4o-copy-${at}` })),
            ],
          }),
        ),
      ],
    },
  },
  {
    name: 'model names with control characters',
    gives: [],
    cli: true,
    gateway: {
      withKey: [
        on(
          'list',
          json(200, {
            data: [
              { id: '\u001b[31mred\u0007' },
              { id: 'gpt-4o-mini' },
              { id: 'claude-3-5-haiku-20241022' },
              { id: 'deepseek-chat' },
            ],
          }),
        ),
      ],
    },
  },
];
