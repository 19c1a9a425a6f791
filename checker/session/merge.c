// The configurations of one project as one driver of the report.
#include "session/merge.h"

#include "support/path.h"

// A finding or a reason that some of the configurations have.
struct shared {
    VEC(const char *) configurations; // borrowed
};

// One project's drivers in the making.
struct merging {
    struct report_driver *into;
    size_t members;
    VEC(struct shared) findings, reasons; // beside those of `into`
};

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_place(const struct report_place *a, const struct report_place *b)
{
    return same_text(a->path, b->path) && a->line == b->line && a->column == b->column;
}

static void merge_findings(struct merging *merging, struct report_driver *from, const char *configuration)
{
    struct report_driver *into = merging->into;
    for (size_t i = 0; i < from->findings.count; i++) {
        struct report_finding *finding = &from->findings.at[i];
        size_t k = 0;
        while (k < into->findings.count && !(same_text(into->findings.at[k].rule, finding->rule) &&
                                               same_text(into->findings.at[k].message, finding->message) &&
                                               same_place(&into->findings.at[k].place, &finding->place)))
            k++;
        if (k == into->findings.count) {
            vec_push(&into->findings, *finding);
            from->findings.at[i--] = vec_pop(&from->findings); // the other owns it now
            vec_push(&merging->findings, (struct shared){0});
        }
        vec_push(&merging->findings.at[k].configurations, configuration);
    }
}

static void merge_reasons(struct merging *merging, struct report_driver *from, const char *configuration)
{
    struct report_driver *into = merging->into;
    for (size_t i = 0; i < from->reasons.count; i++) {
        struct report_reason *reason = &from->reasons.at[i];
        size_t k = 0;
        while (k < into->reasons.count && !(same_text(into->reasons.at[k].text, reason->text) &&
                                              same_place(&into->reasons.at[k].place, &reason->place)))
            k++;
        if (k == into->reasons.count) {
            vec_push(&into->reasons, *reason);
            from->reasons.at[i--] = vec_pop(&from->reasons);
            vec_push(&merging->reasons, (struct shared){0});
        }
        vec_push(&merging->reasons.at[k].configurations, configuration);
    }
}

// TEXT, which is replaced, with the configurations that it is true of, unless that is all of them.
static void name_variants(char **text, const struct shared *shared, size_t members)
{
    if (shared->configurations.count >= members)
        return;
    char *names = memory_format("%s", shared->configurations.at[0]);
    for (size_t i = 1; i < shared->configurations.count; i++) {
        char *longer = memory_format("%s, %s", names, shared->configurations.at[i]);
        free(names);
        names = longer;
    }
    char *longer = memory_format("%s (in %s)", *text, names);
    free(names);
    free(*text);
    *text = longer;
}

static void end_merging(struct merging *merging)
{
    for (size_t i = 0; i < merging->findings.count; i++) {
        name_variants(&merging->into->findings.at[i].message, &merging->findings.at[i], merging->members);
        vec_free(&merging->findings.at[i].configurations);
    }
    for (size_t i = 0; i < merging->reasons.count; i++) {
        name_variants(&merging->into->reasons.at[i].text, &merging->reasons.at[i], merging->members);
        vec_free(&merging->reasons.at[i].configurations);
    }
    vec_free(&merging->findings);
    vec_free(&merging->reasons);
}

static void merge_mentions(struct report_mentions *into, const struct report_mentions *from)
{
    for (size_t i = 0; i < from->at.count; i++) {
        const struct report_mention *mention = &from->at.at[i];
        report_mention_add(into, from->files.at[mention->file], mention->line, from->files.at[mention->to_file],
            mention->first, mention->last);
    }
    report_mentions_sort(into);
}

// A driver that one configuration makes applicable is.
static void merge_driver(struct merging *merging, struct report_driver *from, const char *configuration)
{
    struct report_driver *into = merging->into;
    merge_findings(merging, from, configuration);
    merge_reasons(merging, from, configuration);
    merge_mentions(&into->mentions, &from->mentions);
    if (!from->not_applicable) {
        free(into->not_applicable);
        into->not_applicable = NULL;
    }
    char *name = memory_format("%.*s, %s)", (int)(strlen(into->name) - 1), into->name, configuration);
    free(into->name);
    into->name = name;
    into->seconds += from->seconds;
}

static void begin_merging(struct merging *merging, struct report_driver *into, const char *configuration)
{
    merging->into = into;
    for (size_t i = 0; i < into->findings.count; i++) {
        vec_push(&merging->findings, (struct shared){0});
        vec_push(&vec_last(&merging->findings).configurations, configuration);
    }
    for (size_t i = 0; i < into->reasons.count; i++) {
        vec_push(&merging->reasons, (struct shared){0});
        vec_push(&vec_last(&merging->reasons).configurations, configuration);
    }
}

static bool same_project(const struct project *a, const struct project *b)
{
    return a->file && b->file && a->configuration && b->configuration && strcmp(a->file, b->file) == 0;
}

void merge_configurations(struct report_run *run, const struct inputs_list *list)
{
    size_t kept = 0, count = run->drivers.count;
    for (size_t i = 0; i < count;) {
        const struct project *project = &list->at.at[i].project;
        struct merging merging = {0};
        run->drivers.at[kept] = run->drivers.at[i];
        begin_merging(&merging, &run->drivers.at[kept], project->configuration);
        size_t first = i++;
        for (; i < count && same_project(project, &list->at.at[i].project); i++) {
            merge_driver(&merging, &run->drivers.at[i], list->at.at[i].project.configuration);
            report_driver_free(&run->drivers.at[i]);
        }
        merging.members = i - first;
        end_merging(&merging);
        kept++;
    }
    run->drivers.count = kept;
}
