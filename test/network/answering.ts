import type { Namespace } from '../helpers/namespace.ts';

/**
 * A resolver of a few lines for what no real one can be asked to do: `respond(query, send)`, with the header and the
 * question of RFC 1035, section 4.1, at hand as `reply(rcode, answers)`.
 */
export async function startResolver(net: Namespace, respond: string): Promise<void> {
  const program = `
const socket = require('node:dgram').createSocket('udp4');
const name = (text) => Buffer.concat([...text.split('.').map((part) => Buffer.from([part.length, ...Buffer.from(part)])), Buffer.from([0])]);
const record = (owner, type, data) => {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0); fixed.writeUInt16BE(1, 2); fixed.writeUInt32BE(60, 4); fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([name(owner), fixed, data]);
};
socket.on('message', (query, peer) => {
  const send = (bytes) => socket.send(bytes, peer.port, peer.address);
  const reply = (rcode, answers = []) => {
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180 | rcode, 2); header.writeUInt16BE(1, 4); header.writeUInt16BE(answers.length, 6);
    header.writeUInt32BE(0, 8);
    return Buffer.concat([header, question, ...answers]);
  };
  const wants = query.readUInt16BE(query.indexOf(0, 12) + 1);
  ${respond}
});
socket.bind(53, '127.0.0.1');`;
  await net.start(process.execPath, ['-e', program], { port: 53, protocol: 'udp' });
  net.resolver('nameserver 127.0.0.1\n');
}

/** A gateway of a few lines whose only model streams eight words, one each quarter of a second. */
export async function startStream(net: Namespace, port: number): Promise<void> {
  const program = `
require('node:http').createServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ object: 'list', data: [{ id: 'slow-1', object: 'model', owned_by: 'bench' }] }));
    return;
  }
  response.setHeader('content-type', 'text/event-stream');
  const head = { id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'slow-1' };
  const say = (delta, finish_reason) => response.write('data: ' + JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason }] }) + '\\n\\n');
  let left = 8;
  const timer = setInterval(() => {
    if (left-- > 0) return say({ role: 'assistant', content: 'word ' }, null);
    clearInterval(timer);
    say({}, 'stop');
    response.end('data: [DONE]\\n\\n');
  }, 250);
}).listen(${port}, '127.0.0.1');`;
  await net.start(process.execPath, ['-e', program], { port });
}
