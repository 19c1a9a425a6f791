// What server and worker say to each other: JSON objects in the protocol's frames.
//
// To the worker:
//     {op: "root", path, encoding}          the driver, and in which units places are wanted
//     {op: "buffer", path, text}            the text of an open document; null: what is on the disk
//     {op: "flags", folder}                 how sources are compiled; virtual files go to FOLDER
//     {op: "check", serial}                 check the driver
//     {op: "fixes", serial}                 look for safe fixes of what the last check found
// From the worker:
//     {op: "ready"}                         first of all: from here on it can be told to stop
//     {op: "flags", sources: [{path, command}]}
//     {op: "progress", serial, phase, done, total}
//     {op: "checked", serial, stopped, findings, verdict, errors}
//     {op: "fixes", serial, key, fixes: [{title, path, range, text}]}
//     {op: "fixed", serial}                 that were all
//
// A finding: {key, rule, severity, message, function, explanation, link, path, range, steps: [{path, range, depth,
// message, state}], others: [{path, range}]}.
//
// WORK_STOP, queued as a signal with work_stop_value(serial), ends the check and the search of that serial soon, also if
// the worker has not come to it yet. Nothing else is ended by it. Before "ready" it would end the worker.
#ifndef LSP_WORK_H
#define LSP_WORK_H

#include <signal.h>
#include <stdint.h>

enum { WORK_STOP = SIGUSR1 };

// What a signal can carry of a serial; never 0.
static inline int work_stop_value(uint64_t serial)
{
    return (int)(serial % INT32_MAX) + 1;
}

#endif
