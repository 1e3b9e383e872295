import { describe, expect, it } from 'vitest';
import { knownName } from '../../src/settings/known-names.ts';

describe('a near miss of a known name', () => {
  it.each([
    ['AGENT_ROUTER_API_KEY', 'AGENTROUTER_API_KEY'],
    ['AGENTROUTER_APIKEY', 'AGENTROUTER_API_KEY'],
    ['AGENTROUTER_KEY', 'AGENTROUTER_API_KEY'],
    ['AGENTROUTER_API_KYE', 'AGENTROUTER_API_KEY'],
    ['AGENTROUTR_KEY', 'AGENTROUTER_API_KEY'],
    ['agentrouter_api_key', 'AGENTROUTER_API_KEY'],
    ['AGENTROUTER-API-KEY', 'AGENTROUTER_API_KEY'],
    ['AGENTROUTER_URL', 'AGENTROUTER_BASE_URL'],
    ['AGENTROUTER_BASEURL', 'AGENTROUTER_BASE_URL'],
    ['AGENTROUTER_API_BASE', 'AGENTROUTER_BASE_URL'],
    ['AGENTROUTER_BASE_ULR', 'AGENTROUTER_BASE_URL'],
    ['AGENTROUTER_MODEL_NAME', 'AGENTROUTER_MODEL'],
    ['OPENAI_APIKEY', 'OPENAI_API_KEY'],
    ['OPENAI_BASE_ULR', 'OPENAI_BASE_URL'],
  ])('%s is %s', (name, known) => {
    expect(knownName(name)).toEqual({ known, misspelled: true });
  });

  it.each([
    'ROUTER_API_KEY',
    'AGENT_API_KEY',
    'OPENAI_API_KEYS',
    'OPENAI_API_KEY_2',
    'AZURE_OPENAI_API_KEY',
    'AGENTROUTER_API_KEY_OLD',
    'AGENTROUTER_API_KEY2',
    'AGENTROUTER_MODELS',
    'AGENTROUTER_TIMEOUT',
    'NEXT_PUBLIC_AGENTROUTER_API_KEY',
    'OPENROUTER_API_KEY',
    'MODEL',
    'HTTP_PROXY_PORT',
  ])('%s is none', (name) => {
    expect(knownName(name)).toBeNull();
  });
});
