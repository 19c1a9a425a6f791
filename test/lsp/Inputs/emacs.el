;;; emacs.el --- A session of Emacs 28 with eglot: open, edit, fix by code action, undo  -*- lexical-binding: t -*-

(setq load-prefer-newer t)
(dolist (folder (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*"))
  (add-to-list 'load-path folder))
(require 'eglot)
(require 'cl-lib)

(defvar driver (getenv "LSP_DRIVER"))
(setq eglot-sync-connect 100
      eglot-connect-timeout 100
      eglot-server-programs
      `((c-mode . (,(getenv "LSP_PROGRAM") "lsp" "--fix-wait=200" ,(concat "--clangd=" (getenv "LSP_CLANGD"))))))
(setq create-lockfiles nil
      make-backup-files nil
      eglot-confirm-server-initiated-edits nil)

(defvar shown (make-hash-table :test 'equal) "What was last published, by file.")
(cl-defmethod eglot-handle-notification :before
  (_server (_method (eql textDocument/publishDiagnostics)) &key uri diagnostics &allow-other-keys)
  (puthash (eglot--uri-to-path uri) diagnostics shown))

(defun rules (path)
  (sort (cl-loop for diagnostic across (gethash path shown [])
                 when (equal (plist-get diagnostic :source) "ndislint")
                 collect (plist-get diagnostic :code))
        #'string<))

(defun wait-rules (path expected what)
  (eglot--signal-textDocument/didChange)
  (let ((end (+ (float-time) 100)))
    (while (and (< (float-time) end) (not (equal (rules path) expected)))
      (accept-process-output nil 0.05))
    (unless (equal (rules path) expected)
      (error "%s: expected %S, shown is %S" what expected (rules path)))))

(defun fix-at (place)
  (let* ((range (list :start place :end place))
         (actions (jsonrpc-request (eglot--current-server-or-lose) :textDocument/codeAction
                                   (list :textDocument (eglot--TextDocumentIdentifier)
                                         :range range :context '(:diagnostics []))
                                   :timeout 100)))
    (or (cl-find-if (lambda (action) (eq (plist-get action :isPreferred) t)) actions)
        (error "no fix among %S" actions))))

(condition-case problem
    (let ((path (expand-file-name "halt.c" driver)))
      (find-file path)
      (c-mode)
      (apply #'eglot (append (eglot--guess-contact) '(nil)))
      (buffer-enable-undo)
      (undo-boundary)
      (goto-char (point-min))
      (search-forward "    NdisFreeMemory")
      (beginning-of-line)
      (let ((place (list :line (1- (line-number-at-pos)) :character 6)))
        (insert "    NdisMFreePort(Adapter->Handle, 0); // ä𝄞\n")
        (undo-boundary)
        (wait-rules path '("ndis-port-free-default") "after the edit")
        (eglot--apply-workspace-edit (plist-get (fix-at place) :edit))
        (undo-boundary)
        (wait-rules path nil "after the fix")
        (setq last-command nil)
        (undo 1)
        (wait-rules path '("ndis-port-free-default") "after undo"))
      (find-file (expand-file-name "init.c" driver))
      (c-mode)
      (eglot--maybe-activate-editing-mode)
      (goto-char (point-min))
      (search-forward "Adapter->HasPort = TRUE;")
      (replace-match "")
      (wait-rules path '("ndis-port-free-default" "ndis-port-leak-halt") "in the other file")
      (princ "passed\n")
      (kill-emacs 0))
  (error
   (princ (format "FAILED: %S\n" problem))
   (kill-emacs 1)))
