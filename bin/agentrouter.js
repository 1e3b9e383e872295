#!/usr/bin/env node
// CommonJS and old syntax on purpose: it starts fastest, and an old Node.js must get as far as the message.
'use strict';
var nodeModule = require('module');

var version = process.versions.node.split('.').map(Number);
var args = process.argv.slice(2);
if (version[0] < 20 || (version[0] === 20 && version[1] < 18)) {
  console.error(
    'agentrouter needs Node.js 20.18 or newer; this is ' + process.version + '. See https://nodejs.org/',
  );
  process.exitCode = 3;
} else if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Answered here: loading anything more would take longer than the answer.
  console.log(require('../package.json').version);
} else {
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
  require('../dist/cli.cjs');
}
