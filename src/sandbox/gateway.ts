import { answerOf } from './answer.ts';
import { messageEventsReply, messageReply } from './anthropic-form.ts';
import { subscriptionReply, usageReply } from './billing.ts';
import { newId } from './ids.ts';
import { refuseKey } from './keys.ts';
import { readModelRequest } from './model-request.ts';
import { listReply, MODELS, modelReply } from './models.ts';
import { chunksReply, completionReply } from './openai-form.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { bodyTooLarge, errorReply, jsonReply, rateLimited, unknownPath } from './replies.ts';
import { methodOf, routeOf } from './routes.ts';
import type { Call, Deployment, Fault, ModelAsk, Reply, Route, SandboxApi } from './types.ts';

const HEALTHY: Deployment = {
  prefix: '/v1',
  models: MODELS,
  keyHeaders: ['authorization', 'x-api-key'],
  keysChecked: true,
  apis: ['openai', 'anthropic'],
  grantedUsd: 20,
  usedUsd: 7.35,
  requestsPerMinute: 1000,
  requestsUsed: 0,
};

function withHeaders(reply: Reply, headers: Record<string, string>): Reply {
  return 'headers' in reply ? { ...reply, headers: { ...headers, ...reply.headers } } : reply;
}

/**
 * The deployment as one function from a request to what goes out. It remembers only the rate limit.
 *
 * @param fault how it fails; the empty fault is a healthy deployment.
 */
export function createGateway(fault: Fault): (call: Call) => Reply {
  const deployment: Deployment = { ...HEALTHY, ...fault.setup };
  const limiter = createRateLimiter(deployment.requestsPerMinute, deployment.requestsUsed);

  const say = (ask: ModelAsk): Reply => {
    const usual = answerOf(ask);
    const answer = fault.answer?.(usual, ask) ?? usual;
    if (!ask.stream) return ask.api === 'openai' ? completionReply(answer, ask) : messageReply(answer, ask);
    const stream = ask.api === 'openai' ? chunksReply(answer, ask) : messageEventsReply(answer, ask);
    return fault.stream?.(stream, ask) ?? stream;
  };

  const callModel = (call: Call, api: SandboxApi): Reply => {
    if (call.bodyTooLarge) return bodyTooLarge();
    const ask = readModelRequest(call, api, deployment.models);
    if (ask.refusal) return ask.refusal;
    return fault.atModel?.(ask.value, call) ?? say(ask.value);
  };

  const serve = (call: Call, route: Route): Reply => {
    switch (route) {
      case 'home':
        return jsonReply(200, { name: 'AgentRouter', status: 'ok' });
      case 'list':
        return listReply(deployment.models, call);
      case 'model':
        return modelReply(deployment.models, call);
      case 'subscription':
        return subscriptionReply(deployment);
      case 'usage':
        return usageReply(deployment);
      case 'chat':
        return callModel(call, 'openai');
      case 'messages':
        return callModel(call, 'anthropic');
    }
  };

  const serveWithKey = (call: Call, route: Route): Reply => {
    const refusal = refuseKey(call, deployment);
    if (refusal !== null) return refusal;
    const reply = limiter.take() ? (fault.withKey?.(call, route) ?? serve(call, route)) : rateLimited();
    return withHeaders(reply, limiter.headers());
  };

  const answer = (call: Call): Reply => {
    const route = routeOf(call.path, deployment);
    if (route === null) return unknownPath(call.method, call.path);
    const allowed = methodOf(route);
    if (call.method !== allowed && !(allowed === 'GET' && call.method === 'HEAD')) {
      const message = `The method ${call.method} is not allowed here; use ${allowed}`;
      return errorReply(405, 'method_not_allowed', message, 'invalid_request_error', { allow: allowed });
    }
    const early = fault.atPath?.(call, route);
    if (early) return early;
    return route === 'home' ? serve(call, route) : serveWithKey(call, route);
  };

  return (call) => {
    const front = fault.inFront?.(call);
    if (front) return front;
    const reply = answer(call);
    return withHeaders(fault.onWayOut?.(reply) ?? reply, {
      server: 'agentrouter-sandbox',
      'x-agentrouter-version': '1.0.0',
      'x-request-id': newId('req_'),
    });
  };
}
