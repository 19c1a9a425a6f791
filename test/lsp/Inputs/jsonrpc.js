// A session of a client made of vscode-jsonrpc, the library of VS Code: open, edit, fix by code action, undo.
// node jsonrpc.js PROGRAM CLANGD DRIVER
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { pathToFileURL } = require('url');
const rpc = require('vscode-jsonrpc/node');

const [program, clangd, folder] = process.argv.slice(2);
const uri = name => pathToFileURL(path.join(folder, name)).href;
const file = uri('halt.c');
const shown = new Map();
const waiting = [];

function rules(target) {
  return (shown.get(target) || []).filter(d => d.source === 'ndislint').map(d => d.code).sort().join(' ');
}

function waitRules(target, expected, what) {
  return new Promise((resolve, reject) => {
    const test = () => shown.has(target) && rules(target) === expected;
    if (test()) return resolve();
    const timer = setTimeout(() => reject(new Error(`${what}: expected "${expected}", shown is "${rules(target)}"`)), 100000);
    waiting.push(() => test() && (clearTimeout(timer), resolve(), true));
  });
}

async function main() {
  const child = spawn(program, ['lsp', '--fix-wait=200', `--clangd=${clangd}`], { stdio: ['pipe', 'pipe', 'ignore'] });
  const line = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
  line.onNotification('textDocument/publishDiagnostics', params => {
    shown.set(params.uri, params.diagnostics);
    for (let i = waiting.length; i-- > 0;) if (waiting[i]()) waiting.splice(i, 1);
  });
  line.listen();
  const capabilities = { textDocument: { publishDiagnostics: { relatedInformation: true } },
    workspace: { workspaceEdit: { documentChanges: true } } };
  const result = await line.sendRequest('initialize', { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities });
  if (result.serverInfo.name !== 'clangd') throw new Error(JSON.stringify(result.serverInfo));
  line.sendNotification('initialized', {});

  let text = fs.readFileSync(path.join(folder, 'halt.c'), 'utf8'), version = 1;
  const before = text;
  line.sendNotification('textDocument/didOpen', { textDocument: { uri: file, languageId: 'c', version, text } });
  const change = to => {
    text = to;
    line.sendNotification('textDocument/didChange', { textDocument: { uri: file, version: ++version }, contentChanges: [{ text }] });
  };
  change(text.replace('    NdisFreeMemory', '    NdisMFreePort(Adapter->Handle, 0);\n    NdisFreeMemory'));
  await waitRules(file, 'ndis-port-free-default', 'after the edit');
  const place = shown.get(file).find(d => d.source === 'ndislint').range;
  const actions = await line.sendRequest('textDocument/codeAction', { textDocument: { uri: file }, range: place, context: { diagnostics: [] } });
  const fix = actions.find(action => action.isPreferred);
  if (!fix) throw new Error('no fix among ' + JSON.stringify(actions));
  const edit = fix.edit.documentChanges[0].edits[0];
  const lines = text.split('\n');
  const offset = p => lines.slice(0, p.line).join('\n').length + (p.line ? 1 : 0) + p.character;
  const broken = text;
  change(text.slice(0, offset(edit.range.start)) + edit.newText + text.slice(offset(edit.range.end)));
  if (text !== before) throw new Error('the fix left ' + text);
  await waitRules(file, '', 'after the fix');
  change(broken);
  await waitRules(file, 'ndis-port-free-default', 'after undo');

  const cancel = new rpc.CancellationTokenSource();
  const asked = line.sendRequest('textDocument/codeAction', { textDocument: { uri: file }, range: place, context: { diagnostics: [] } }, cancel.token);
  cancel.cancel();
  await asked.catch(() => {}); // answered or refused, but not forgotten
  await line.sendRequest('shutdown');
  line.sendNotification('exit');
  const status = await new Promise(resolve => child.on('exit', resolve));
  if (status !== 0) throw new Error('exit status ' + status);
  console.log('passed');
}

main().then(() => process.exit(0), error => { console.log('FAILED', error); process.exit(1); });
