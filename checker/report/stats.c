// What --stats prints: how much of a driver was seen, and what became of every call that the rules are about.
#include "report/text.h"

static double share(unsigned part, unsigned whole)
{
    return whole ? 100.0 * part / whole : 100.0;
}

static void print_gaps(const struct text_output *text, const struct report_driver *driver)
{
    const struct report_stats *stats = &driver->stats;
    unsigned lowered = driver->functions - stats->functions_with_gaps;
    fprintf(text->out, "functions lowered whole: %u of %u (%.1f %%)\n", lowered, driver->functions,
        share(lowered, driver->functions));
    for (size_t i = 0; i < stats->gaps.count; i++) {
        const struct report_gap *gap = &stats->gaps.at[i];
        fputs("  ", text->out);
        text_print_place(text, &gap->place);
        fprintf(text->out, "%s%s", gap->function ? gap->function : "", gap->function ? ": " : "");
        excerpt_print_text(text->out, gap->reason);
        fputc('\n', text->out);
    }
}

static void print_sites(const struct text_output *text, const struct report_stats *stats)
{
    fprintf(text->out, "call sites that the rules are about: %zu\n", stats->sites.count);
    for (size_t i = 0; i < stats->sites.count; i++) {
        const struct report_site *site = &stats->sites.at[i];
        fputs("  ", text->out);
        text_print_place(text, &site->place);
        fprintf(text->out, "%s in %s: %s\n", site->callee, site->function, site->state);
    }
}

static void print_unmodelled(const struct text_output *text, const struct report_stats *stats)
{
    fprintf(text->out, "functions called that have neither a body nor a model: %zu\n", stats->unmodelled.count);
    for (size_t i = 0; i < stats->unmodelled.count; i++)
        fprintf(text->out, "  %s\n", stats->unmodelled.at[i]);
}

void text_print_stats(const struct text_output *text, const struct report_driver *driver)
{
    const struct report_stats *stats = &driver->stats;
    print_gaps(text, driver);
    print_sites(text, stats);
    print_unmodelled(text, stats);
    fprintf(text->out, "parsing: %.2f s, %zu of %u files with a precompiled header; exploring: %.2f s, %llu steps, %llu states, %llu merged\n",
        stats->parse_seconds, stats->precompiled, driver->files, stats->explore_seconds, (unsigned long long)stats->steps,
        (unsigned long long)stats->states, (unsigned long long)stats->merged);
    fprintf(text->out, "candidates: %llu, confirmed: %llu, dropped: %llu\n", (unsigned long long)stats->candidates,
        (unsigned long long)stats->confirmed, (unsigned long long)stats->dropped);
}
