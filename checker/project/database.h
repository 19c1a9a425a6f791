// compile_commands.json: the sources that it lists and their flags (clang's "JSON Compilation Database Format
// Specification").
#ifndef PROJECT_DATABASE_H
#define PROJECT_DATABASE_H

#include "project/project.h"

// Appends to PROJECT the sources of the database at PATH, which is the file or its folder (absolute); what is wrong
// with it is added to the problems.
void database_read(const char *path, struct project *project);

#endif
