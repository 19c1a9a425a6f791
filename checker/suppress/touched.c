// Which findings have a path through what has changed.
#include "suppress/changes_inside.h"
#include "suppress/macros.h"

#include "support/path.h"

#include <strings.h>

struct judging {
    struct changes *changes;
    const char *cwd;
    struct excerpt_cache sources;
    const struct report_mentions *mentions; // of the driver whose findings are judged
    bool *changed;                          // of each mention: what it leads to
    struct macros *macros;                  // NULL: what names mean does not count
    bool settings;                          // how the driver is compiled has changed: all of it is touched
};

struct file_changes *changes_of(const struct changes *changes, const char *path)
{
    for (size_t i = 0; i < changes->files.count; i++)
        if (!strcmp(changes->files.at[i].path, path))
            return &changes->files.at[i];
    return NULL;
}

bool changes_inside(const struct file_changes *file, unsigned first, unsigned last)
{
    for (size_t i = 0; file && i < file->hunks.count; i++)
        if (first <= file->hunks.at[i].last && file->hunks.at[i].first <= last)
            return true;
    return false;
}

static struct file_changes *find_file(struct judging *judging, const char *path)
{
    struct file_changes *found = changes_of(judging->changes, path);
    if (found && !found->blocks.lines.count)
        blocks_read(&found->blocks, excerpt_open(&judging->sources, found->path));
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

// ---- what lines name ----

// The first mention of LINE or of what comes behind it.
static size_t first_mention(const struct report_mentions *mentions, uint32_t file, unsigned line)
{
    size_t low = 0, high = mentions->at.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct report_mention *mention = &mentions->at.at[middle];
        bool before = mention->file < file || (mention->file == file && mention->line < line);
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low;
}

static bool names_changed(const struct judging *judging, uint32_t file, unsigned line)
{
    const struct report_mentions *mentions = judging->mentions;
    for (size_t i = first_mention(mentions, file, line);
        i < mentions->at.count && mentions->at.at[i].file == file && mentions->at.at[i].line == line; i++)
        if (judging->changed[i])
            return true;
    return false;
}

// Whether the declaration that MENTION leads to has changed, or, as far as that is known yet, something that it names.
static bool declares_changed(const struct judging *judging, const struct report_mention *mention)
{
    const char *path = judging->mentions->files.at[mention->to_file];
    if (changes_inside(changes_of(judging->changes, path), mention->first, mention->last))
        return true;
    for (uint32_t line = mention->first; line <= mention->last; line++)
        if (macros_touch_line(judging->macros, path, line) || names_changed(judging, mention->to_file, line))
            return true;
    return false;
}

// Asks until there is nothing new.
static void follow_mentions(struct judging *judging)
{
    for (bool news = true; news;) {
        news = false;
        for (size_t i = 0; i < judging->mentions->at.count; i++)
            if (!judging->changed[i] && declares_changed(judging, &judging->mentions->at.at[i]))
                judging->changed[i] = news = true;
    }
}

static bool means_changed(struct judging *judging, const char *path, unsigned line)
{
    return judging->macros && (macros_touch_path(judging->macros, path, line) ||
                                  names_changed(judging, report_mentions_file(judging->mentions, path), line));
}

// ---- how it is compiled ----

// Whether the file at PATH says which sources there are, or with which flags.
static bool is_settings(const char *path)
{
    static const char *const extensions[] = {".vcxproj", ".props", ".targets", ".sln", ".slnx"};
    static const char *const names[] = {"sources", "sources.inc", "dirs", "compile_commands.json", ".ndislint.yaml"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (path_has_extension(path, extensions[i]))
            return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcasecmp(path_name(path), names[i]))
            return true;
    return false;
}

// Whether a source of DRIVER lies below the folder of the file at PATH.
static bool is_above(const struct judging *judging, const struct report_driver *driver, const char *path)
{
    char *folder = path_folder(path);
    bool above = false;
    for (size_t i = 0; i < driver->sources.count && !above; i++) {
        char *source = path_absolute(judging->cwd, driver->sources.at[i]);
        above = path_is_below(source, folder);
        free(source);
    }
    free(folder);
    return above;
}

static bool settings_changed(const struct judging *judging, const struct report_driver *driver)
{
    for (size_t i = 0; i < judging->changes->files.count; i++) {
        const char *path = judging->changes->files.at[i].path;
        if (is_settings(path) && is_above(judging, driver, path))
            return true;
    }
    return false;
}

// ---- findings ----

static bool is_touched(struct judging *judging, const struct report_place *place)
{
    if (!place->path)
        return false;
    char *path = path_absolute(judging->cwd, place->path);
    const struct file_changes *file = find_file(judging, path);
    bool touched = false;
    for (size_t i = 0; file && i < file->hunks.count && !touched; i++)
        touched = touches(file, &file->hunks.at[i], place->line);
    touched = touched || means_changed(judging, path, place->line);
    free(path);
    return touched;
}

static enum report_quiet judge(void *subject, const struct report_finding *finding, char **reason)
{
    struct judging *judging = subject;
    (void)reason;
    bool touched = judging->settings || is_touched(judging, &finding->place) || is_touched(judging, &finding->subject);
    for (size_t i = 0; i < finding->others.count && !touched; i++)
        touched = is_touched(judging, &finding->others.at[i]);
    for (size_t i = 0; i < finding->lines.count && !touched; i++)
        touched = is_touched(judging, &finding->lines.at[i]);
    return touched ? REPORT_LOUD : REPORT_UNTOUCHED;
}

static void judge_driver(struct judging *judging, struct report_driver *driver)
{
    judging->mentions = &driver->mentions;
    judging->changed = memory_new((driver->mentions.at.count + 1) * sizeof *judging->changed);
    judging->settings = false;
    if (judging->changes->definitions) {
        judging->settings = settings_changed(judging, driver);
        judging->macros = macros_read(judging->changes, judging->cwd, driver, &judging->sources);
        follow_mentions(judging);
    }
    report_quieten(driver, judge, judging);
    macros_free(judging->macros);
    free(judging->changed);
    judging->macros = NULL;
}

void changes_apply(struct changes *changes, const char *cwd, struct report_run *run)
{
    struct judging judging = {.changes = changes, .cwd = cwd};
    for (size_t d = 0; d < run->drivers.count; d++)
        judge_driver(&judging, &run->drivers.at[d]);
    excerpt_free(&judging.sources);
}
