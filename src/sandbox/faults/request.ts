import { bodyTooLarge, errorReply, malformedJson } from '../replies.ts';
import { isModelCall } from '../routes.ts';
import type { BodyReply, Fault } from '../types.ts';

/** Answers every chat and messages call alike, whatever it asks for. */
function everyCall(summary: string, reply: () => BodyReply): Fault {
  return { summary, withKey: (_call, route) => (isModelCall(route) ? reply() : null) };
}

export const REQUEST_FAULTS = {
  'request.missing-parameter': everyCall('wants a parameter that no usual request has', () =>
    errorReply(400, 'missing_required_parameter', "Missing required parameter: 'safety_identifier'"),
  ),
  'request.unsupported-parameter': everyCall('refuses a parameter that every request has', () =>
    errorReply(
      400,
      'unsupported_parameter',
      "Unsupported parameter: 'messages' is not supported with this model. Use 'input' instead.",
    ),
  ),
  'request.bad-message-format': everyCall('refuses the shape of every message', () =>
    errorReply(400, 'invalid_message', "Invalid message: messages[0] is missing 'role'"),
  ),
  'request.malformed-json': everyCall('takes no body for valid JSON', malformedJson),
  'request.too-large': everyCall('takes every body for too large, with 413', bodyTooLarge),
  'request.content-filtered': everyCall('refuses every request by a content policy', () =>
    errorReply(400, 'content_filter', 'The request was refused by the content policy'),
  ),
  'request.invalid': everyCall('answers 400 for a reason that no other code has', () =>
    errorReply(400, 'invalid_value', "Invalid value for 'user'"),
  ),
  unknown: everyCall('answers 418, and says nothing that any code knows', () =>
    errorReply(418, 'teapot', 'Short and stout', 'teapot'),
  ),
} satisfies Record<string, Fault>;
