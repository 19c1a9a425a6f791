// What server and worker say to each other: JSON objects in the protocol's frames.
//
// To the worker:
//     {op: "root", path, encoding}          the driver, and in which units places are wanted
//     {op: "buffer", path, text}            the text of an open document; null: what is on the disk
//     {op: "flags", folder}                 how sources are compiled; virtual files go to FOLDER
//     {op: "check", serial}                 check the driver
//     {op: "fixes", serial}                 look for safe fixes of what the last check found
// From the worker:
//     {op: "flags", sources: [{path, command}]}
//     {op: "progress", serial, phase, done, total}
//     {op: "checked", serial, stopped, findings, verdict, errors}
//     {op: "fixes", serial, key, fixes: [{title, path, range, text}]}
//     {op: "fixed", serial}                 that were all
//
// A finding: {key, rule, severity, message, function, explanation, link, path, range, steps: [{path, range, depth,
// message, state}], others: [{path, range}]}. WORK_STOP, sent as a signal, ends a check or a search soon.
#ifndef LSP_WORK_H
#define LSP_WORK_H

#include <signal.h>

enum { WORK_STOP = SIGUSR1 };

#endif
