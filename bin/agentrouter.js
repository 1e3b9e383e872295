#!/usr/bin/env node
// Old syntax on purpose: an old Node.js must get as far as the message.
import module from 'module';

const version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 18)) {
  console.error(
    'agentrouter needs Node.js 20.18 or newer; this is ' + process.version + '. See https://nodejs.org/',
  );
  process.exitCode = 3;
} else {
  if (module.enableCompileCache) module.enableCompileCache();
  import('../dist/cli.js');
}
