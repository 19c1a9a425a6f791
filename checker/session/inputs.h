// What the user named, as sources to parse: files with their flags, or why there are none.
#ifndef SESSION_INPUTS_H
#define SESSION_INPUTS_H

#include "frontend/compiled.h"
#include "project/project.h"
#include "report/report.h"
#include "session/session.h"

#include <stdbool.h>

struct inputs {
    struct project project;
    VEC(struct frontend_source) sources; // of the project, in its order: sorted by path
    VEC(bool) named;    // for each source: the user named the file itself
    VEC(char *) notes;  // what the project layer had to say that is no error
    VEC(char *) missing; // sources that the project names and that are not there
    VEC(struct compiled) compiled; // the sources as units that were compiled before; none: they are parsed
    char *name;         // what reports call the driver
};

// All programs that the user means.
struct inputs_list {
    VEC(struct inputs) at;
    VEC(struct project_left_out) left_out; // owned
    char *wdk; // the folder of the WDK that is taken; NULL: fallback headers
};

// The .ndislint.yaml that counts for what lies in FOLDER (absolute): the one that OPTIONS name, else the nearest one in it
// or above. NULL: none. Released with free().
char *inputs_config_path(const struct session_options *options, const char *folder);

// Collects the programs, with the headers that they are parsed with: those are set in FRONTEND too. False as below.
bool inputs_find(struct inputs_list *list, const struct session_options *options, struct frontend_options *frontend,
    struct report_run *run);
void inputs_list_free(struct inputs_list *list);

// Collects the sources that the user named as one program. False, with the reasons in RUN's errors, if the user named something that is not there or
// cannot be read, or if there is nothing to check.
bool inputs_collect(struct inputs *inputs, const struct session_options *options,
    const struct frontend_options *frontend, struct report_run *run);

// Whether the user named source SOURCE itself, not a folder or a project that holds it.
bool inputs_is_named(const struct inputs *inputs, uint32_t source);

void inputs_free(struct inputs *inputs);

#endif
