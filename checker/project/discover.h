// The programs of a repository: each driver project with the static libraries that it links.
#ifndef PROJECT_DISCOVER_H
#define PROJECT_DISCOVER_H

#include "project/project.h"

// Finds the drivers that the project files below FOLDER, or the one project file FILE, describe; FILE is NULL or
// absolute, as FOLDER is. False if there is no project file: then PROJECTS is as it was.
bool discover(const struct project_request *request, const char *folder, const char *file, struct projects *projects);

#endif
