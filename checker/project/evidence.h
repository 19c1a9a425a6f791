// What the text of a source says about where it runs, without any flags.
#ifndef PROJECT_EVIDENCE_H
#define PROJECT_EVIDENCE_H

// The stronger one is larger.
enum evidence {
    EVIDENCE_NONE,
    EVIDENCE_HEADER, // it includes <windows.h>: for user mode, or in one of its variants
    EVIDENCE_USER,   // it has a main, a DllMain, …
    EVIDENCE_DRIVER, // it has a DriverEntry
};

// What the source at PATH says; nothing if it cannot be read.
enum evidence evidence_of(const char *path);

#endif
