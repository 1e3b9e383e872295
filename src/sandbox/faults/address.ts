import { htmlReply, unknownPath } from '../replies.ts';
import { isModelCall } from '../routes.ts';
import type { Call, Fault, Reply } from '../types.ts';

/** The address with another host name leads to the same server, as `www.` in front of a name often does. */
function toOtherName(call: Call): Reply | null {
  const host = call.headers['host'] ?? '';
  if (!/^127\.0\.0\.1(?::\d+)?$/.test(host)) return null;
  const location = `http://${host.replace('127.0.0.1', 'localhost')}${call.path}`;
  return htmlReply(301, '301 Moved Permanently', '<center><h1>301 Moved Permanently</h1></center>', {
    location,
  });
}

export const ADDRESS_FAULTS = {
  'url.dashboard': {
    summary: 'is the web console: every path gives its page',
    inFront: () =>
      htmlReply(
        200,
        'AgentRouter Console',
        '<div id="root"></div>\n<script type="module" src="/assets/index.js"></script>',
      ),
  },
  'url.wrong-path': {
    summary: 'serves the API under /api/v1',
    setup: { prefix: '/api/v1' },
  },
  'url.redirects': {
    summary: 'redirects every request to another host name',
    inFront: toOtherName,
  },
  'endpoint.not-found': {
    summary: 'lists models and has neither a chat nor a messages path',
    atPath: (call, route) => (isModelCall(route) ? unknownPath(call.method, call.path) : null),
  },
  'endpoint.openai-missing': {
    summary: 'serves the Anthropic API only',
    setup: { apis: ['anthropic'] },
  },
  'endpoint.anthropic-missing': {
    summary: 'serves the OpenAI API only',
    setup: { apis: ['openai'] },
  },
} satisfies Record<string, Fault>;
