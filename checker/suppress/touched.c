// Which findings have a path through what has changed.
#include "suppress/changes_inside.h"

#include "support/path.h"

struct judging {
    struct changes *changes;
    const char *cwd;
    struct excerpt_cache sources;
};

static struct file_changes *find_file(struct judging *judging, const char *path)
{
    char *absolute = path_absolute(judging->cwd, path);
    struct file_changes *found = NULL;
    for (size_t i = 0; i < judging->changes->files.count && !found; i++)
        if (!strcmp(judging->changes->files.at[i].path, absolute))
            found = &judging->changes->files.at[i];
    if (found && !found->blocks.lines.count)
        blocks_read(&found->blocks, excerpt_open(&judging->sources, found->path));
    free(absolute);
    return found;
}

// Whether nothing of what HUNK put in place is code.
static bool only_removes(const struct file_changes *file, const struct hunk *hunk)
{
    if (!hunk->removes)
        return false;
    for (unsigned line = hunk->first; line <= hunk->last; line++)
        if (blocks_at(&file->blocks, line).code)
            return false;
    return true;
}

// Lines that are gone, nobody executes: whoever executes the rest of their function is touched.
static bool touches(const struct file_changes *file, const struct hunk *hunk, unsigned line)
{
    if (hunk->first <= line && line <= hunk->last)
        return true;
    unsigned block = blocks_at(&file->blocks, line).block;
    if (!block || !only_removes(file, hunk))
        return false;
    return blocks_at(&file->blocks, hunk->first).block == block || blocks_at(&file->blocks, hunk->last).block == block;
}

static bool is_touched(struct judging *judging, const struct report_place *place)
{
    const struct file_changes *file = place->path ? find_file(judging, place->path) : NULL;
    for (size_t i = 0; file && i < file->hunks.count; i++)
        if (touches(file, &file->hunks.at[i], place->line))
            return true;
    return false;
}

static enum report_quiet judge(void *subject, const struct report_finding *finding, char **reason)
{
    struct judging *judging = subject;
    (void)reason;
    bool touched = is_touched(judging, &finding->place) || is_touched(judging, &finding->subject);
    for (size_t i = 0; i < finding->others.count && !touched; i++)
        touched = is_touched(judging, &finding->others.at[i]);
    for (size_t i = 0; i < finding->lines.count && !touched; i++)
        touched = is_touched(judging, &finding->lines.at[i]);
    return touched ? REPORT_LOUD : REPORT_UNTOUCHED;
}

void changes_apply(struct changes *changes, const char *cwd, struct report_run *run)
{
    struct judging judging = {.changes = changes, .cwd = cwd};
    for (size_t d = 0; d < run->drivers.count; d++)
        report_quieten(&run->drivers.at[d], judge, &judging);
    excerpt_free(&judging.sources);
}
