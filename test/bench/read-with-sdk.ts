import OpenAI from 'openai';

/** Reads one stream with the official SDK, and prints how long that took in ms. */
const [url = '', apiKey = '', model = ''] = process.argv.slice(2);
const client = new OpenAI({ apiKey, baseURL: `${url}/v1` });
const sinceMs = performance.now();
const stream = await client.chat.completions.create({
  model,
  stream: true,
  messages: [{ role: 'user', content: 'Count.' }],
});
let chars = 0;
for await (const part of stream) chars += part.choices[0]?.delta.content?.length ?? 0;
if (chars === 0) throw new Error('the stream was empty');
console.log(performance.now() - sinceMs);
