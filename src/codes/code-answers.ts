import type { Facts } from '../probes/facts.ts';
import type { AnswerRead } from '../project/sources/types.ts';
import { fromHits, inLanguage, sourcesOf, atPlace, type Hit } from './code-places.ts';
import { fix } from './fix-texts.ts';
import type { Family, Observation } from './types.ts';

const BY_TYPE = 'a look at the type of a block before its text is read';
const CHECKED = 'a check for a missing content before it is printed';
const HANDLED = 'errors of a stream are handled';

function reads(
  kind: AnswerRead['kind'],
  say: { shown: string; expected: string },
): (facts: Facts) => Observation[] {
  return (facts) => {
    const hits = sourcesOf(facts)
      .reads.filter((read) => read.kind === kind)
      .map(({ place, language }): Hit => ({ place, language, shown: say.shown }));
    return fromHits(hits, { measured: say.shown, expected: say.expected });
  };
}

/** How the project's code reads answers. */
export const codeAnswerCodes = {
  'code.content-type-unchecked': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'The code takes the first block of an answer for text, and passes tools',
    retryHelps: false,
    expected: BY_TYPE,
    inFacts: reads('content-without-type', {
      shown: 'content[0].text after a call with tools',
      expected: BY_TYPE,
    }),
    cause: (c) =>
      `With tools the first block may be a tool call, which has no text. The read${atPlace(c)} fails or finds nothing then.`,
    fixes: (c) => [
      fix(
        'Look at the type of each block.',
        inLanguage(c, {
          python:
            'for block in message.content:\n    if block.type == "text":\n        print(block.text)\n    elif block.type == "tool_use":\n        print(block.name, block.input)',
          node: "for (const block of message.content) {\n  if (block.type === 'text') console.log(block.text);\n  else if (block.type === 'tool_use') console.log(block.name, block.input);\n}",
        }),
      ),
    ],
    recognised:
      'content[0].text of an answer to a call with tools is read, and nothing around it looks at a type.',
    example: 'print(message.content[0].text)',
  },
  'code.delta-unchecked': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'The code prints pieces of a stream that may have no content',
    retryHelps: false,
    expected: CHECKED,
    inFacts: reads('delta-unchecked', {
      shown: 'delta.content is printed without a check',
      expected: CHECKED,
    }),
    cause: (c) =>
      `The first and last pieces of a stream have no content: Python prints None for it, and process.stdout.write of Node.js throws. The code${atPlace(c)} prints it as it comes.`,
    fixes: (c) => [
      fix(
        'Print it only where there is one.',
        inLanguage(c, {
          python:
            'if chunk.choices and chunk.choices[0].delta.content:\n    print(chunk.choices[0].delta.content, end="")',
          node: "process.stdout.write(chunk.choices[0]?.delta?.content ?? '');",
        }),
      ),
    ],
    recognised:
      'In a loop, delta.content is printed as it stands, and nothing in the loop asks whether it is there.',
    example: 'for chunk in stream:\n    print(chunk.choices[0].delta.content)',
  },
  'code.stream-unguarded': {
    severity: 'warning',
    faultDomain: 'you',
    check: 'local.sources',
    title: 'The code reads a stream without handling errors',
    retryHelps: false,
    expected: HANDLED,
    inFacts: reads('stream-unguarded', {
      shown: 'a loop over a stream without error handling',
      expected: HANDLED,
    }),
    cause: (c) =>
      `A stream can break at any point. No try is around the loop${atPlace(c)}, so the program ends there with what it has printed so far.`,
    fixes: (c) => [
      fix(
        'Handle the error around the call and the loop.',
        inLanguage(c, {
          python:
            'try:\n    stream = client.chat.completions.create(..., stream=True)\n    for chunk in stream:\n        ...\nexcept Exception as error:\n    print(f"Streaming error: {error}")',
          node: 'try {\n  for await (const chunk of stream) {\n    // …\n  }\n} catch (error) {\n  console.error(`Streaming error: ${error}`);\n}',
        }),
      ),
    ],
    recognised:
      'A loop over a call with stream=True has no try around it, nor has any call in the file that leads to it.',
    example: 'for chunk in client.chat.completions.create(model=model, messages=messages, stream=True):',
  },
} satisfies Family;
