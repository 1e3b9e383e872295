import { authComparedCodes } from './auth-compared.ts';
import { answerCodes } from './classify.ts';
import { clockCodes } from './clock.ts';
import { codeAnswerCodes } from './code-answers.ts';
import { codeModelCodes } from './code-models.ts';
import { codeRequestCodes } from './code-requests.ts';
import { codeSettingCodes } from './code-settings.ts';
import { codeUrlCodes } from './code-urls.ts';
import { dnsCodes } from './dns.ts';
import { envClientCodes } from './env-clients.ts';
import { envEncodingCodes } from './env-encoding.ts';
import { envLineCodes } from './env-lines.ts';
import { envPlaceCodes } from './env-place.ts';
import { envNameCodes } from './env-names.ts';
import { envValueCodes } from './env-values.ts';
import { httpTransportCodes } from './http-transport.ts';
import { keyFormatCodes } from './key-format.ts';
import { netCodes } from './net.ts';
import { proxyCodes } from './proxy.ts';
import { runtimeCodes } from './runtime.ts';
import { sdkCodes } from './sdk.ts';
import { streamCodes } from './stream.ts';
import { tcpCodes } from './tcp.ts';
import { tlsCodes } from './tls.ts';
import { toolsCodes } from './tools.ts';
import type { CodeEntry, Family } from './types.ts';
import { upstreamComparedCodes } from './upstream-compared.ts';

const ALL = {
  ...envPlaceCodes,
  ...envLineCodes,
  ...envValueCodes,
  ...envEncodingCodes,
  ...envNameCodes,
  ...envClientCodes,
  ...keyFormatCodes,
  ...dnsCodes,
  ...tcpCodes,
  ...netCodes,
  ...tlsCodes,
  ...proxyCodes,
  ...httpTransportCodes,
  ...clockCodes,
  ...answerCodes,
  ...authComparedCodes,
  ...upstreamComparedCodes,
  ...streamCodes,
  ...toolsCodes,
  ...sdkCodes,
  ...runtimeCodes,
  ...codeUrlCodes,
  ...codeModelCodes,
  ...codeRequestCodes,
  ...codeSettingCodes,
  ...codeAnswerCodes,
} satisfies Family;

/** The name of a code of the catalogue. */
export type Code = keyof typeof ALL;

/** Every code that this tool can name, with all that belongs to it. */
export const CATALOGUE: Readonly<Record<Code, CodeEntry>> = ALL;

/** All codes, in the order of the catalogue. */
export const CODES: readonly Code[] = Object.keys(ALL).filter(isCode);

export function isCode(name: string): name is Code {
  return Object.hasOwn(ALL, name);
}
