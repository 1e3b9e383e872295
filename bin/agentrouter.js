#!/usr/bin/env node
// CommonJS and old syntax on purpose: it starts fastest, and an old Node.js must get as far as the message.
'use strict';
var fs = require('fs');
var nodeModule = require('module');
var path = require('path');

var version = process.versions.node.split('.').map(Number);
var only = process.argv.length === 3 ? process.argv[2] : '';

// Not through process.stdout: making that stream takes longer than the answer.
function print(text) {
  try {
    fs.writeSync(1, text);
  } catch (error) {
    if (error.code === 'EAGAIN') process.stdout.write(text);
  }
}

if (version[0] < 20 || (version[0] === 20 && version[1] < 18)) {
  console.error(
    'agentrouter needs Node.js 20.18 or newer; this is ' + process.version + '. See https://nodejs.org/',
  );
  process.exitCode = 3;
} else if (only === '--version' || only === '-V') {
  print(require('../package.json').version + '\n');
} else if (only === '--help' || only === '-h') {
  print(fs.readFileSync(path.join(__dirname, '../dist/help.txt'), 'utf8'));
} else {
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
  require('../dist/cli.cjs');
}
