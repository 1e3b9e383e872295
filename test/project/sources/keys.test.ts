import { describe, expect, it } from 'vitest';
import { proveCases } from './cases.ts';
import { factsOf } from './scanned.ts';

// Written in pieces, so that no scanner takes them for real ones.
const REST = 'Zq7Lw2Nf9Rk4Td8Vb3Hc6Ym1';
const KEY = `sk-ar-${REST}`;
const OPENAI_KEY = 'sk-proj-' + 'Zq7Lw2Nf9Rk4Td8Vb3Hc6Ym1Js5';
const PLAIN_KEY = 'sk-' + 'Zq7Lw2Nf9Rk4Td8Vb3Hc6Ym1Js5Xg0Pe';
const HARD = 'hard-coded-key';

describe('keys in the code', () => {
  proveCases('app.py', [
    ['as an argument', `import openai\nopenai.OpenAI(api_key="${KEY}")`, [`${HARD} 2`]],
    ['as a constant', `import openai\nAPI_KEY = '${KEY}'`, [`${HARD} 2`]],
    [
      'in a header',
      `# agentrouter\nrequests.post(url, headers={"Authorization": "Bearer ${KEY}"})`,
      [`${HARD} 2`],
    ],
    ['as a default', `import os\nkey = os.getenv("OPENAI_API_KEY", "${OPENAI_KEY}")`, [`${HARD} 2`]],
    ['as a choice', `import os\nkey = os.environ.get("OPENAI_API_KEY") or "${PLAIN_KEY}"`, [`${HARD} 2`]],
    ['of a dictionary', `import os\nos.environ["OPENAI_API_KEY"] = "${OPENAI_KEY}"`, [`${HARD} 2`]],

    ['in two texts', `import openai\nopenai.OpenAI(api_key="sk-ar-" "${REST}")`, [`${HARD} 2`]],
    ['in a sum of texts', `import openai\nkey = "sk-" + "ar-" + "${REST}"`, [`${HARD} 2`]],
    [
      'in a sum, in a header',
      `# agentrouter\nrequests.post(url, headers={"Authorization": "Bearer " + ("sk-ar-" "${REST}")})`,
      [`${HARD} 2`],
    ],
    [
      'in a choice of a sum',
      `import os\nkey = os.environ.get("OPENAI_API_KEY") or "sk-ar-" + "${REST}"`,
      [`${HARD} 2`],
    ],

    ['that ends in counting', `import openai\nkey = "sk-ar-hardcoded0123456789abcdef"`, [`${HARD} 2`]],
    ['of twenty characters', `import openai\nkey = "sk-ar-sandbox-3c61f7a2"`, [`${HARD} 2`]],

    ['that only counts', `import openai\nopenai.OpenAI(api_key="sk-ar-0123456789abcdefghijklmnop")`],
    ['that counts twice', `import openai\nopenai.OpenAI(api_key="sk-ar-1234567890abcdef1234567890abcdef")`],
    ['that counts down', `import openai\nopenai.OpenAI(api_key="sk-ar-key-9876543210fedcba9876543210")`],
    ['as an example', `import openai\nopenai.OpenAI(api_key="sk-ar-your-api-key-goes-here-please")`],
    ['as a mask', `import openai\nopenai.OpenAI(api_key="sk-ar-xxxxxxxxxxxxxxxxxxxxxxxxxxxx1")`],
    ['of a local server', `import openai\nopenai.OpenAI(api_key="sk-no-key-required")`],
    ['in a comment', `import openai\n# api_key="${KEY}"`],
    ['in a docstring', `import openai\n"""\n${KEY}\n"""`],
    ['in a docstring of its own', `import openai\ndef f():\n    "${KEY}"`],
    ['in a comparison', `import openai\nif key == "${KEY}":\n    pass`],
    ['that is only its start', `import openai\nif key.startswith("sk-ar-"):\n    pass`],
    ['that says it is a test', `import openai\nkey = "sk-ar-test-Zq7Lw2Nf9Rk4Td8Vb3Hc"`],
    ['of another service', `import openai\nkey = "AIzaSyZq7Lw2Nf9Rk4Td8Vb3Hc6Ym1Js5Xg0Pe"`],
    ['in a sum with a stand-in', `import openai\nkey = "sk-ar-" + "your-api-key-goes-here-please"`],
    ['in a sum with a name', `import openai\nkey = "sk-ar-" + rest`],
    ['in a sum with a number', `import openai\nkey = "sk-ar-" + "${REST}" * n`],
    ['in a sum that nothing uses', `import openai\n"sk-ar-" + "${REST}"`],
    ['with a part that comes from elsewhere', `import openai\nkey = f"sk-ar-{x}Zq7Lw2Nf9Rk4Td8Vb3Hc6Ym1"`],
  ]);
  proveCases('app.ts', [
    ['as an option', `import OpenAI from 'openai';\nnew OpenAI({ apiKey: '${KEY}' });`, [`${HARD} 2`]],
    [
      'as a fallback',
      `import OpenAI from 'openai';\nnew OpenAI({ apiKey: process.env.KEY ?? "${KEY}" });`,
      [`${HARD} 2`],
    ],
    [
      'in a sum',
      `import OpenAI from 'openai';\nnew OpenAI({ apiKey: 'sk-ar-' + '${REST}' });`,
      [`${HARD} 2`],
    ],
    ['in a sum of three', `import 'openai';\nconst key = ('sk-' + 'ar-') + \`${REST}\`;`, [`${HARD} 2`]],
    ['in a sum with a name', `import 'openai';\nconst key = 'sk-ar-' + rest;`],
    ['as a field', `import 'openai';\nclass A {\n  key = '${KEY}';\n}`, [`${HARD} 3`]],
    [
      'in a pattern',
      `import 'openai';\nexport const isKey = (s: string) => /^sk-ar-[A-Za-z0-9]{24}$/.test(s);`,
    ],
    ['in a type', `import 'openai';\nexport type Key = '${KEY}';`],
  ]);

  it('are never part of what is recorded', async () => {
    const facts = await factsOf({
      'app.py': `import os, openai\nopenai.OpenAI(api_key="${KEY}", base_url="https://me:hidden-password@x.test/v1")\nopenai.OpenAI(api_key=os.getenv("A", "${PLAIN_KEY}"))`,
    });
    const told = JSON.stringify(facts.project);
    for (const secret of [KEY, PLAIN_KEY, 'hidden-password']) expect(told).not.toContain(secret);
    expect(facts.project.sources?.keys.map(({ shown }) => shown)).toEqual(['sk-ar-…6Ym1', 'sk-…g0Pe']);
  });
});
