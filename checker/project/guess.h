// Include paths of sources that come without any: guessed from where in the repository the included headers lie.
#ifndef PROJECT_GUESS_H
#define PROJECT_GUESS_H

#include "project/project.h"

struct guess;

// FOLDERS are system folders; they and FLAGS, the user's own, are borrowed. A header found by either is not guessed.
struct guess *guess_new(const char *const *folders, size_t folder_count, const struct project_flags *flags);
void guess_free(struct guess *guess);

// Follows the includes of the source at PATH, whose FLAGS are borrowed; headers that those do not lead to are looked for
// below ROOT (absolute).
void guess_follow(struct guess *guess, const char *path, const char *root, const struct project_flags *flags);

// Appends the -I flags of the source at PATH: those of all the sources in its folder.
void guess_flags(const struct guess *guess, const char *path, struct project_flags *flags);

#endif
