// Listings of folders, read once each, and names found in them as Windows would: in any case, with backslashes.
#ifndef SUPPORT_FOLDER_H
#define SUPPORT_FOLDER_H

struct folder_cache;

struct folder_cache *folder_cache_new(void);
void folder_cache_free(struct folder_cache *cache);

// The real path of the file NAME ("inc/x.h", "..\\X.H") in FOLDER: a name in exact case is preferred to one in
// another case, and of several of those the first in byte order. NULL if there is none. The text is borrowed and
// lives as long as the cache; ".." stays in it as it was written.
const char *folder_find(struct folder_cache *cache, const char *folder, const char *name);

// The same for anything that has that name: a file, a folder.
const char *folder_find_any(struct folder_cache *cache, const char *folder, const char *name);

// The names in FOLDER in byte order, "." and ".." left out; NULL-terminated, borrowed; empty if it cannot be read.
const char *const *folder_names(struct folder_cache *cache, const char *folder);

#endif
