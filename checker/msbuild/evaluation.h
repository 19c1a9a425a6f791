// An evaluation under way: what the parts of the evaluator share.
#ifndef MSBUILD_EVALUATION_H
#define MSBUILD_EVALUATION_H

#include "msbuild/msbuild.h"
#include "msbuild/xml.h"

#include <uthash.h>

struct msbuild_property {
    const char *key; // its name in lower case
    const char *value;
    bool global; // cannot be set by the project
    UT_hash_handle hh;
};

// A file of the project.
struct project_file {
    const char *path; // absolute
    const char *locals; // TreatAsLocalProperty: the global properties that it may set all the same; or ""
};

// An <ItemGroup> or <ItemDefinitionGroup>, in the order in which imports bring them.
struct project_group {
    const struct xml_node *node;
    const struct project_file *file;
};

struct evaluation {
    const struct msbuild_request *request;
    struct msbuild_project *project;
    char *folder; // of the project file
    VEC(struct project_group) definition_groups, item_groups;
    size_t spent;     // bytes that expansion has made
    unsigned nesting; // of expressions
    unsigned imports; // made so far
    bool imported_before, imported_after; // Directory.Build.props and .targets were
};

// Where %(name) is looked up while a setting is evaluated. Both may be NULL.
struct expand_scope {
    const struct msbuild_value *values;
    size_t count;
    const struct msbuild_item *item; // for %(Identity), %(Filename), …
};

// TEXT with all $(), %() and @() replaced. The result lives in the project's arena.
const char *expand_text(struct evaluation *e, const char *text, const struct expand_scope *scope);

// Whether CONDITION, of an element at PLACE, holds; NULL holds. What cannot be understood does not hold, and is a
// problem.
bool condition_holds(
    struct evaluation *e, const char *condition, struct msbuild_place place, const struct expand_scope *scope);

// The order of two versions, "10.0.26100" and "10.0.9".
int version_compare(const char *a, const char *b);

// The result of function NAME of TYPE ("MSBuild", "System.IO.Path") or, with TYPE NULL, of a text, which is SELF. NULL
// if it is not known.
const char *function_call(struct evaluation *e, const char *type, const char *self, const char *name,
    const char *const *arguments, size_t count);

// Properties.
const char *property_get(const struct evaluation *e, const char *name);
void property_set(struct evaluation *e, const char *name, const char *value);
void property_set_global(struct evaluation *e, const char *name, const char *value);

// Properties of the toolset that stand in no file of the project.
void toolset_begin(struct evaluation *e);
// MSBuildThisFile… for the file that is evaluated.
void toolset_enter(struct evaluation *e, const char *path);
// Whether the import of PATH, expanded, is one of the toolset's own files: then *OTHER is what that file imports of
// the repository (Directory.Build.props), to be released with free(), or NULL.
bool toolset_import(struct evaluation *e, const char *path, char **other);
// The nearest file called NAME in FOLDER or above, not outside of the root; NULL if there is none.
char *toolset_file_above(struct evaluation *e, const char *folder, const char *name);

// Evaluates item definitions, then items, in the groups that were collected.
void items_evaluate(struct evaluation *e);

// The files that PATTERN, relative to the project's folder, matches, in order; each to be released with free().
struct glob_paths {
    VEC(char *) at;
};
bool glob_is_pattern(const char *pattern);
void glob_expand(struct evaluation *e, const char *pattern, struct glob_paths *paths);

// Texts in the project's arena.
const char *text_keep(struct evaluation *e, const char *text);
const char *text_keep_n(struct evaluation *e, const char *text, size_t n);
const char *text_keep_free(struct evaluation *e, char *text); // frees TEXT
const char *text_lower(struct evaluation *e, const char *text);
// TEXT without the escapes (%28) of project files.
const char *text_unescape(struct evaluation *e, const char *text);

// Notes a problem at PLACE, once. Takes WHAT.
void evaluation_complain(struct evaluation *e, struct msbuild_place place, char *what);

#endif
