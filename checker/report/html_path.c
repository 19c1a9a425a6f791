// The source along the path of a finding: a frame for each stay in a function, in which lines far from all steps are
// folded.
#include "report/html.h"

enum { AROUND = 2, LEAST_FOLD = 3 }; // lines shown beside a step; fewer lines are not worth a fold

size_t html_step_count(const struct report_finding *finding)
{
    return finding->steps.count + 1;
}

struct report_step html_step(const struct report_finding *finding, size_t i)
{
    if (i < finding->steps.count)
        return finding->steps.at[i];
    return (struct report_step){REPORT_STEP_EVENT, 0, finding->place, finding->message};
}

struct walk {
    FILE *out;
    const struct report_view *view;
    struct html_sources *sources;
    const struct report_finding *finding;
    unsigned number; // of the finding in the page
};

// Steps FROM .. TO-1 that lie in lines FIRST .. LAST of one file.
struct frame {
    size_t from, to;
    const struct html_source *source;
    const char *path; // borrowed
    unsigned first, last, block;
};

static bool is_last(const struct walk *walk, size_t i)
{
    return i + 1 == html_step_count(walk->finding);
}

static bool ran(const struct walk *walk, const char *path, unsigned line)
{
    for (size_t i = 0; i < walk->finding->lines.count; i++)
        if (walk->finding->lines.at[i].line == line && !strcmp(walk->finding->lines.at[i].path, path))
            return true;
    return false;
}

// ---- steps ----

static void write_step(const struct walk *walk, size_t i)
{
    static const char *const kinds[] = {"event", "branch", "call", "entry", "leave"};
    struct report_step step = html_step(walk->finding, i);
    const char *state =
        walk->view->catalogue && !is_last(walk, i) ? catalogue_state_after(walk->view->catalogue, step.message) : NULL;
    fprintf(walk->out,
        "<div class=note><span class=\"step %s\" id=f%u-s%zu data-step=%zu tabindex=-1><b>%zu</b> <span>",
        is_last(walk, i) ? "last" : kinds[step.kind], walk->number, i + 1, i + 1, i + 1);
    html_text(walk->out, step.message);
    fputs("</span>", walk->out);
    if (state) {
        fputs(" <span class=state>", walk->out);
        html_text(walk->out, state);
        fputs("</span>", walk->out);
    }
    fputs("</span></div>\n", walk->out);
}

static bool has_step(const struct walk *walk, const struct frame *frame, unsigned line)
{
    for (size_t i = frame->from; i < frame->to; i++)
        if (html_step(walk->finding, i).place.line == line)
            return true;
    return false;
}

// ---- lines ----

static void write_line(const struct walk *walk, const struct frame *frame, unsigned line)
{
    bool on = has_step(walk, frame, line);
    bool bad = on && frame->to == html_step_count(walk->finding) && walk->finding->place.line == line;
    fprintf(walk->out, "<div class=\"%s%s\"><span class=n>%u</span><span class=t>",
        bad  ? "bad "
        : on ? "on "
             : "",
        ran(walk, frame->path, line) ? "ran" : "", line);
    html_line(walk->out, frame->source, line);
    fputs("</span></div>\n", walk->out);
    for (size_t i = frame->from; i < frame->to; i++)
        if (html_step(walk->finding, i).place.line == line)
            write_step(walk, i);
}

static bool is_near(const struct walk *walk, const struct frame *frame, unsigned line)
{
    for (size_t i = frame->from; i < frame->to; i++) {
        unsigned at = html_step(walk->finding, i).place.line;
        if (line + AROUND >= at && line <= at + AROUND)
            return true;
    }
    return line == frame->first;
}

// The line behind the lines from LINE on that are all near steps, or all far from them.
static unsigned run_end(const struct walk *walk, const struct frame *frame, unsigned line)
{
    bool near = is_near(walk, frame, line);
    while (line <= frame->last && is_near(walk, frame, line) == near)
        line++;
    return line;
}

static void write_lines(const struct walk *walk, const struct frame *frame)
{
    for (unsigned line = frame->first, end; line <= frame->last; line = end) {
        end = run_end(walk, frame, line);
        bool fold = !is_near(walk, frame, line) && end - line >= LEAST_FOLD;
        if (fold)
            fprintf(walk->out, "<details><summary>%u lines</summary>\n", end - line);
        for (unsigned at = line; at < end; at++)
            write_line(walk, frame, at);
        if (fold)
            fputs("</details>\n", walk->out);
    }
}

// ---- frames ----

// The lines of the function that step I lies in; those around it, if it lies in none.
static struct frame frame_at(const struct walk *walk, size_t i)
{
    struct report_step step = html_step(walk->finding, i);
    struct frame frame = {.from = i, .to = i + 1, .path = step.place.path};
    frame.source = html_source(walk->sources, walk->view, step.place.path);
    frame.block = blocks_at(&frame.source->blocks, step.place.line).block;
    size_t lines = frame.source->file->starts.count;
    if (frame.block) {
        frame.first = frame.source->blocks.list.at[frame.block - 1].first;
        frame.last = frame.source->blocks.list.at[frame.block - 1].last;
    } else {
        frame.first = step.place.line > AROUND ? step.place.line - AROUND : 1;
        frame.last = step.place.line + AROUND < lines ? step.place.line + AROUND : (unsigned)lines;
    }
    return frame;
}

// Whether step I goes on where FRAME is: in its function, and not back up in it, since then the numbers would not ascend.
static bool goes_on(const struct walk *walk, const struct frame *frame, size_t i)
{
    struct report_step step = html_step(walk->finding, i), before = html_step(walk->finding, i - 1);
    return step.kind != REPORT_STEP_ENTRY && step.place.path && !strcmp(step.place.path, frame->path) && frame->block &&
           blocks_at(&frame->source->blocks, step.place.line).block == frame->block &&
           step.place.line >= before.place.line;
}

static void write_frame(const struct walk *walk, const struct frame *frame)
{
    const char *name = frame->block ? frame->source->blocks.list.at[frame->block - 1].name : "";
    char *path = view_path(walk->view, frame->path);
    fputs("<section class=frame><h3><span>", walk->out);
    html_text(walk->out, name);
    fputs("</span><span class=place>", walk->out);
    html_text(walk->out, path);
    fprintf(walk->out, ":%u</span></h3><div class=code>\n", html_step(walk->finding, frame->from).place.line);
    free(path);
    write_lines(walk, frame);
    fputs("</div></section>\n", walk->out);
}

// A step without a place, or an entry point: a line of its own between the frames.
static void write_entry(const struct walk *walk, size_t i)
{
    struct report_step step = html_step(walk->finding, i);
    fprintf(walk->out, "<p class=entry id=f%u-s%zu data-step=%zu tabindex=-1>%zu. ", walk->number, i + 1, i + 1, i + 1);
    html_text(walk->out, step.message);
    fputs("</p>\n", walk->out);
}

void html_path(FILE *out, const struct report_view *view, struct html_sources *sources,
    const struct report_finding *finding, unsigned number)
{
    struct walk walk = {out, view, sources, finding, number};
    for (size_t i = 0; i < html_step_count(finding);) {
        struct report_step step = html_step(finding, i);
        if (step.kind == REPORT_STEP_ENTRY || !step.place.path || !step.place.line) {
            write_entry(&walk, i++);
            continue;
        }
        struct frame frame = frame_at(&walk, i);
        for (i++; i < html_step_count(finding) && goes_on(&walk, &frame, i); i++)
            frame.to = i + 1;
        write_frame(&walk, &frame);
    }
}
