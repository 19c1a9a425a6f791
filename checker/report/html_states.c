// What the subject of a finding becomes along its path, as a row of boxes: inline SVG.
#include "report/html.h"

enum { BOX = 112, GAP = 64, HEIGHT = 34, TOP = 26, MARGIN = 4 };

static const char entry_words[] = "entry point: ";

struct drawing {
    FILE *out;
    unsigned finding, x;
    const char *entry; // the entry point in which the path is; borrowed
};

static void draw_arrow(const struct drawing *drawing, size_t step)
{
    unsigned middle = TOP + HEIGHT / 2, from = drawing->x - GAP, to = drawing->x - 8;
    fprintf(drawing->out, "<path d=\"M%u %uH%u\"/><path class=tip d=\"M%u %ul-8 -5v10z\"/>", from, middle, to,
        drawing->x - 1, middle);
    fprintf(drawing->out, "<a href=\"#f%u-s%zu\" class=number><circle cx=%u cy=%u r=10 /><text x=%u y=%u>%zu</text></a>",
        drawing->finding, step + 1, from + GAP / 2 - 4, middle, from + GAP / 2 - 4, middle + 4, step + 1);
}

// A box with WORDS, reached at STEP (from 0); the first one has no arrow.
static void draw_box(struct drawing *drawing, const char *words, size_t step, bool first, bool last)
{
    if (!first)
        draw_arrow(drawing, step);
    fprintf(drawing->out, "<g data-from=%zu%s><rect x=%u y=%u width=%u height=%u rx=8 />", first ? 0 : step + 1,
        last ? " class=end" : "", drawing->x, TOP, BOX, HEIGHT);
    fprintf(drawing->out, "<text x=%u y=%u>", drawing->x + BOX / 2, TOP + HEIGHT / 2 + 4);
    html_text(drawing->out, words);
    fputs("</text>", drawing->out);
    if (!first && drawing->entry) {
        fprintf(drawing->out, "<text class=where x=%u y=%u>", drawing->x + BOX / 2, TOP + HEIGHT + 16);
        html_text(drawing->out, drawing->entry);
        fputs("</text>", drawing->out);
    }
    fputs("</g>", drawing->out);
    drawing->x += BOX + GAP;
}

static const char *state_after(const struct report_view *view, const struct report_step *step)
{
    return view->catalogue && step->kind == REPORT_STEP_EVENT ? catalogue_state_after(view->catalogue, step->message)
                                                              : NULL;
}

static unsigned count_states(const struct report_view *view, const struct report_finding *finding)
{
    unsigned count = 0;
    for (size_t i = 0; i < finding->steps.count; i++)
        count += state_after(view, &finding->steps.at[i]) != NULL;
    return count;
}

void html_states(FILE *out, const struct report_view *view, const struct report_finding *finding, unsigned number)
{
    unsigned count = count_states(view, finding);
    if (!count)
        return;
    struct drawing drawing = {out, number, MARGIN, NULL};
    unsigned width = (count + 2) * (BOX + GAP) - GAP + 2 * MARGIN;
    fprintf(out, "<div class=states tabindex=0><svg width=%u height=%u role=img aria-label=\"states along the path\">",
        width, TOP + HEIGHT + 24);
    draw_box(&drawing, "not there", 0, true, false);
    for (size_t i = 0; i < finding->steps.count; i++) {
        const struct report_step *step = &finding->steps.at[i];
        if (step->kind == REPORT_STEP_ENTRY && !strncmp(step->message, entry_words, strlen(entry_words)))
            drawing.entry = step->message + strlen(entry_words);
        if (state_after(view, step))
            draw_box(&drawing, state_after(view, step), i, false, false);
    }
    draw_box(&drawing, "rule broken", finding->steps.count, false, true);
    fputs("</svg></div>\n", out);
}
