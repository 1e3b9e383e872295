import { describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../src/codes/context.ts';
import {
  cheapModels,
  otherModelFixes,
  otherModelsToolsFixes,
  otherProviderFixes,
} from '../../src/codes/models-to-try.ts';
import type { Context } from '../../src/codes/types.ts';

const run = (more: Partial<Context>): Context => ({
  ...EMPTY_CONTEXT,
  ofRun: true,
  model: 'gpt-4o-mini',
  failedModels: ['gpt-4o-mini'],
  models: ['gpt-4o', 'gpt-4o-mini', 'claude-3-5-haiku-20241022', 'text-embedding-3-small'],
  ...more,
});
const commands = (fixes: readonly { command: string | null }[]): (string | null)[] =>
  fixes.map(({ command }) => command);

describe('a model of another provider', () => {
  it('is one that answered in this run', () => {
    const [advice] = otherProviderFixes(run({ workingModel: 'deepseek-chat' }));
    expect(advice).toEqual({
      text: 'Use deepseek-chat for now (it answered in this run).',
      command: 'export AGENTROUTER_MODEL=deepseek-chat',
    });
  });

  it('is else a listed one of a provider of which none failed', () => {
    const [advice] = otherProviderFixes(run({}));
    expect(advice?.text).toMatch(/^Try .* such as claude-3-5-haiku-20241022\.$/);
  });

  it('is never one of the same provider, not even where that answered', () => {
    expect(commands(otherProviderFixes(run({ workingModel: 'gpt-4o' })))).toEqual([
      'export AGENTROUTER_MODEL=claude-3-5-haiku-20241022',
    ]);
  });

  it('is not told where every provider that is listed failed', () => {
    const failedModels = ['gpt-4o-mini', 'claude-3-5-haiku-20241022'];
    expect(otherProviderFixes(run({ failedModels }))).toEqual([]);
  });

  it('is not guessed where a run has no list', () => {
    expect(otherProviderFixes(run({ models: [] }))).toEqual([]);
  });

  it('is DeepSeek for a text that names no model, and OpenAI for one about DeepSeek', () => {
    expect(commands(otherProviderFixes(EMPTY_CONTEXT))).toEqual(['export AGENTROUTER_MODEL=deepseek-chat']);
    const pasted = { ...EMPTY_CONTEXT, model: 'deepseek-reasoner', failedModels: ['deepseek-reasoner'] };
    expect(commands(otherProviderFixes(pasted))).toEqual(['export AGENTROUTER_MODEL=gpt-3.5-turbo']);
  });
});

describe('any other model', () => {
  it('is a chat model that did not fail, the cheapest first', () => {
    expect(commands(otherModelFixes(run({ failedModels: ['gpt-4o-mini', 'gpt-4o'] })))).toEqual([
      'export AGENTROUTER_MODEL=claude-3-5-haiku-20241022',
    ]);
  });

  it('is never the one in question', () => {
    const failedModels: string[] = [];
    const [advice] = otherModelFixes(run({ workingModel: 'gpt-4o-mini', failedModels }));
    expect(advice?.command).not.toContain('gpt-4o-mini');
  });
});

describe('cheap models', () => {
  it('are small ones, no embeddings, and none that failed', () => {
    expect(cheapModels(run({}))).toEqual(['claude-3-5-haiku-20241022']);
  });

  it("are the guide's examples where nothing is known", () => {
    expect(cheapModels(EMPTY_CONTEXT)).toEqual(['gpt-3.5-turbo', 'deepseek-chat']);
  });
});

describe('a model whose tool calls are compared', () => {
  const told = (more: Partial<Context>) => commands(otherModelsToolsFixes(run(more)));

  it('is none whose own tool calls failed, though it answered', () => {
    const workingModel = 'claude-3-5-haiku-20241022';
    expect(told({ workingModel })).toEqual([`npx agentrouter doctor --only tools --model ${workingModel}`]);
    expect(told({ workingModel, modelsWithoutTools: [workingModel] })).toEqual([
      'npx agentrouter doctor --only tools --model gpt-4o',
    ]);
  });

  it('is not told where every model was tried', () => {
    expect(told({ models: ['gpt-4o-mini'], modelsWithoutTools: ['gpt-4o-mini'] })).toEqual([]);
  });
});
