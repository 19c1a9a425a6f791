// A folder of what was computed once, each entry found by its key: a cache on disk.
//
// An entry is written beside its place and moved there, so nobody reads half of one; its bytes carry a checksum, so one
// that a crash, a full disk or anybody else has damaged counts as missing, and nothing has to be flushed to the disk. Any
// number of processes share a folder. The folder is always allowed to be empty, or not to be there: what cannot be kept is
// computed again.
#ifndef SUPPORT_STORE_H
#define SUPPORT_STORE_H

#include "support/digest.h"

struct store;

// Opens FOLDER, which is made if it is not there. Its entries may take LIMIT bytes; only those of the same EDITION (the
// program that computes them) are found. NULL, and why in *PROBLEM (released with free()), if it cannot be used: it is a
// folder with other things in it, or nobody may make it.
struct store *store_open(const char *folder, uint64_t limit, struct digest edition, char **problem);

// The *N bytes that were put under KEY, followed by a NUL; NULL if there are none. Released with free().
char *store_get(struct store *store, struct digest key, size_t *n);

// Whether something was put under KEY: what becomes of it is said by store_get.
bool store_has(struct store *store, struct digest key);

// Keeps the N bytes at BYTES under KEY; or does not, if there is no place.
void store_put(struct store *store, struct digest key, const void *bytes, size_t n);

// Removes what was not asked for the longest, if the entries take more than their limit. Takes NULL too.
void store_close(struct store *store);

// What FOLDER holds.
struct store_size {
    uint64_t entries, bytes;
};
struct store_size store_measure(const char *folder);

// Removes every entry. NULL, or what is wrong, released with free(): FOLDER is no store.
char *store_clear(const char *folder);

// The user's folder for ndislint's entries ($XDG_CACHE_HOME/ndislint, ~/.cache/ndislint); NULL if the environment names
// none. Released with free().
char *store_default_folder(void);

#endif
