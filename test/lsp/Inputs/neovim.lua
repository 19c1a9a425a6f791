-- A session of Neovim 0.7: open, edit, fix by code action, undo. LSP_DRIVER, LSP_PROGRAM and LSP_CLANGD say with what.
local folder = vim.env.LSP_DRIVER
local path = folder .. '/halt.c'

local function fail(what)
  io.stderr:write('FAILED: ' .. what .. '\n' .. vim.inspect(vim.diagnostic.get(nil)) .. '\n')
  vim.cmd('cquit 1')
end

local function rules(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    if diagnostic.source == 'ndislint' then table.insert(found, diagnostic.code) end
  end
  table.sort(found)
  return table.concat(found, ' ')
end

local function wait_rules(buffer, expected, what)
  if not vim.wait(100000, function() return rules(buffer) == expected end, 50) then
    fail(what .. ': expected "' .. expected .. '", shown is "' .. rules(buffer) .. '"')
  end
end

local ok, message = pcall(function()
  vim.cmd('edit ' .. path)
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({
    cmd = { vim.env.LSP_PROGRAM, 'lsp', '--fix-wait=200', '--clangd=' .. vim.env.LSP_CLANGD }, root_dir = folder })
  if not vim.lsp.buf_attach_client(buffer, client) then fail('attach') end
  local ready = vim.wait(100000, function() return vim.lsp.get_client_by_id(client).initialized end, 50)
  if not ready then fail('initialize') end

  local line = vim.fn.search('NdisFreeMemory')
  vim.api.nvim_buf_set_lines(buffer, line - 1, line - 1, true, { '    NdisMFreePort(Adapter->Handle, 0); // ä𝄞' })
  wait_rules(buffer, 'ndis-port-free-default', 'after the edit')

  local place = { line = line - 1, character = 6 }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', {
    textDocument = { uri = vim.uri_from_bufnr(buffer) }, range = { start = place, ['end'] = place },
    context = { diagnostics = {} } }, 100000)
  local fix
  for _, action in ipairs(answers[client].result) do
    if action.isPreferred and action.title:find('default port') then fix = action end
  end
  if not fix then fail('no fix in ' .. vim.inspect(answers)) end
  vim.cmd('let &undolevels = &undolevels') -- what follows is undone on its own
  vim.lsp.util.apply_workspace_edit(fix.edit, 'utf-16')
  wait_rules(buffer, '', 'after the fix')
  vim.cmd('silent undo')
  wait_rules(buffer, 'ndis-port-free-default', 'after undo')
  vim.cmd('silent undo')
  wait_rules(buffer, '', 'after the second undo')

  -- A second file: what it does shows in the first.
  vim.cmd('edit! ' .. folder .. '/init.c')
  local other = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(other, client)
  local guard = vim.fn.search('HasPort = TRUE')
  vim.api.nvim_buf_set_lines(other, guard - 1, guard, true, {})
  wait_rules(buffer, 'ndis-port-leak-halt', 'in the other file')
end)
if not ok then fail(message) end
print('passed\n')
vim.cmd('qall!')
