import { json, sse, type GatewayAnswer } from './gateway-answers.ts';
import type { GatewayCall, Rule } from './gateway.ts';

type Make = GatewayAnswer | ((call: GatewayCall) => GatewayAnswer | null);

const made = (make: Make, call: GatewayCall): GatewayAnswer | null =>
  typeof make === 'function' ? make(call) : make;

/** Requests that ask a model, of both APIs. */
export const onCalls =
  (make: Make): Rule =>
  (call) =>
    call.kind === 'chat' || call.kind === 'messages' ? made(make, call) : null;

/** Requests of some kinds only. */
export const on =
  (kinds: GatewayCall['kind'] | readonly GatewayCall['kind'][], make: Make): Rule =>
  (call) =>
    [kinds].flat().includes(call.kind) ? made(make, call) : null;

/** Every request. */
export const onAll =
  (make: Make): Rule =>
  (call) =>
    made(make, call);

/** Streams without tools, of both APIs. */
export const onStreams =
  (make: Make): Rule =>
  (call) =>
    call.stream && !call.tool ? made(make, call) : null;

/** Requests that offer tools, of both APIs. */
export const onTools =
  (make: Make): Rule =>
  (call) =>
    call.tool ? made(make, call) : null;

/** Requests with the real key. */
export const withRealKey =
  (rule: Rule): Rule =>
  (call) =>
    call.keyIsReal ? rule(call) : null;

/** Answers to a forced call of a tool, with the arguments as they are given. */
export const calledWith =
  (text: string): Rule =>
  (call) => {
    if (!call.tool || call.api !== 'openai') return null;
    const tool = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: text } };
    const rest = { id: 'c', model: call.model };
    const choice = { index: 0, finish_reason: 'tool_calls' };
    if (!call.stream) {
      const message = { role: 'assistant', content: null, tool_calls: [tool] };
      return json(200, { ...rest, object: 'chat.completion', choices: [{ ...choice, message }] });
    }
    const delta = { tool_calls: [{ index: 0, ...tool }] };
    const chunk = { ...rest, object: 'chat.completion.chunk', choices: [{ ...choice, delta }] };
    return sse([`data: ${JSON.stringify(chunk)}\n\n`, 'data: [DONE]\n\n']);
  };
