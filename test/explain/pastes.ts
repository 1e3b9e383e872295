import { EXCEPTIONS } from './sdk-pastes.ts';
import { NETWORK } from './network-pastes.ts';
import { OTHERS } from './other-pastes.ts';

export const PASTES = [...EXCEPTIONS, ...NETWORK, ...OTHERS] as const;

/** Texts in which nothing of this tool's business went wrong, though words of it occur. */
export const HARMLESS: readonly string[] = [
  'hello',
  'Build finished in 4.2 s, 0 warnings',
  'psql: error: connection to server at "localhost", port 5432 failed: Connection refused',
  "fatal: unable to access 'https://git.example/team/app.git/': Could not resolve host: git.example",
  'a1b2c3d fix: handle 401 invalid_api_key\nb2c3d4e test: rate limit exceeded',
  '{"id":"c1","object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Error 401 means an invalid API key."},"finish_reason":"stop"}]}',
  'panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/quiz/main.go:8 +0x1d',
  "TypeError: Cannot read properties of undefined (reading 'map')\n    at List (List.jsx:12:20)",
];
