// What has changed since a commit, asked of git, and which findings have a path through it.
#ifndef SUPPRESS_CHANGES_H
#define SUPPRESS_CHANGES_H

#include "report/report.h"

struct changes;

// What differs between the commit REF and the files on disk of the repository that holds FOLDER: changed and new lines,
// places where lines were removed, new files that git does not ignore. NULL, and why in *PROBLEM (released with free()),
// if git cannot say.
//
// git runs as the user would run it, without a shell, external diff programs, text conversions, hooks and file system
// monitors of the repository's configuration. The filters that .git/config names do run: git needs them to compare.
struct changes *changes_since(const char *folder, const char *ref, char **problem);

// Changes that are the whole of the COUNT files PATHS, relative to CWD or absolute.
struct changes *changes_of_files(const char *cwd, const char *const *paths, size_t count);

// Quietens the findings of RUN, whose paths are relative to CWD, of which no line is touched: neither their place, nor
// what they are about, nor a line that their path executes. A line that is gone is touched by a path through the rest of
// its function. After a change since a commit of a file that says how sources are compiled (a project, `sources`,
// .ndislint.yaml, ...), all is touched of a driver that has sources below its folder.
void changes_apply(struct changes *changes, const char *cwd, struct report_run *run);

void changes_free(struct changes *changes);

#endif
