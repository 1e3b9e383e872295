/** Bytes of one answer's body, decoded, that are kept; reading stops there. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Bytes of one streamed answer after which reading stops. */
export const MAX_STREAM_BYTES = 64 * 1024 * 1024;

/** Events of one stream that are kept as they came. */
export const MAX_KEPT_EVENTS = 1_000;

/** Reads of one stream that are kept one by one; later ones are merged into the last. */
export const MAX_KEPT_READS = 10_000;

/** Start of a streamed body that is kept as it came. */
export const STREAM_BODY_CHARS = 64 * 1024;

export const MAX_INVALID_LINES = 20;

/** How long a stream may stay open after its own end marker before it counts as ended. */
export const AFTER_TERMINATOR_MS = 1000;

/** Addresses of one name that are kept and tried: more than any gateway has, as clients try them all. */
export const MAX_ADDRESSES = 64;

/** Pause before the next address is tried beside the one under way (RFC 8305, section 5). */
export const NEXT_ADDRESS_MS = 250;

/** Upper bounds of the phases before a request; the request's own limit comes first where it is shorter. */
export const LOOKUP_LIMIT_MS = 10_000;
export const CONNECT_LIMIT_MS = 10_000;
export const TLS_LIMIT_MS = 10_000;

export const MAX_NAMES = 100;
export const MAX_CHAIN = 10;

/** Head of a proxy's answer to CONNECT, and of the body that may follow a refusal. */
export const MAX_PROXY_HEAD_BYTES = 64 * 1024;
export const MAX_PROXY_BODY_BYTES = 16 * 1024;
