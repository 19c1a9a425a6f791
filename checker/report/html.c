// One page to look at: findings by driver and rule, and each with its path through the source. It needs no network and no
// other file; page/page.css and page/page.js are built in.
#include "report/html.h"

#include "support/path.h"

#include <page.h> // page_css, page_js: made from page/ by the build

struct page {
    FILE *out;
    const struct report_view *view;
    struct html_sources sources;
    unsigned number; // findings so far
};

// What the page calls a driver: one that is the working folder is called as that is.
static const char *name_of(const struct page *page, const struct report_driver *driver)
{
    return strcmp(driver->name, ".") ? driver->name : path_name(page->view->cwd);
}

static void write_begin(const struct page *page)
{
    fputs("<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n"
          "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
          "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'; "
          "script-src 'unsafe-inline'\">\n<title>ndislint",
        page->out);
    for (size_t d = 0; d < page->view->run->drivers.count; d++) {
        fputs(d ? ", " : ": ", page->out);
        html_text(page->out, name_of(page, &page->view->run->drivers.at[d]));
    }
    fputs("</title>\n<style>\n", page->out);
    fwrite(page_css, 1, sizeof page_css, page->out);
    fputs("</style>\n<div class=bar><h1>ndislint</h1><span class=\"muted version\">", page->out);
    html_text(page->out, page->view->version);
    fputs("</span><span class=room></span><input id=filter type=search placeholder=\"filter findings\" "
          "aria-label=\"filter findings\"><button id=theme>◐ auto</button>"
          "<button id=keys class=keys>? keys</button></div>\n",
        page->out);
}

static void write_end(const struct page *page)
{
    static const char *const keys[][2] = {{"j ↓", "next step of the path"}, {"k ↑", "previous step"},
        {"n", "next finding"}, {"p", "previous finding"}, {"o", "open or close all folds"}, {"/", "filter"},
        {"t", "light, dark, as the system"}, {"?", "this help"}};
    fputs("<dialog id=help><form method=dialog><table>", page->out);
    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++)
        fprintf(page->out, "<tr><td><kbd>%s</kbd></td><td>%s</td></tr>", keys[i][0], keys[i][1]);
    fputs("</table><p><button>close</button></p></form></dialog>\n"
          "<div class=walk><button id=back aria-label=\"previous step\">↑</button>"
          "<button id=on aria-label=\"next step\">↓</button></div>\n<script>\n",
        page->out);
    fwrite(page_js, 1, sizeof page_js, page->out);
    fputs("</script>\n</html>\n", page->out);
}

// What the page says of a driver at a glance. One with findings that was not seen as a whole says both.
static void write_badges(const struct page *page, const struct report_driver *driver)
{
    const char *verdict = report_verdict_name(report_verdict_of(driver));
    fprintf(page->out, " <span class=\"badge %s\">%s</span>", verdict, verdict);
    if (driver->reasons.count && driver->findings.count)
        fputs(" <span class=\"badge incomplete\">incomplete</span>", page->out);
}

// ---- the list ----

static bool rule_is_listed(const struct report_driver *driver, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (!strcmp(driver->findings.at[k].rule, driver->findings.at[i].rule))
            return true;
    return false;
}

static void list_rule(const struct page *page, const struct report_driver *driver, const char *rule, unsigned first)
{
    fputs("<div class=group><h3>", page->out);
    html_text(page->out, rule);
    fputs("</h3><ul>\n", page->out);
    for (size_t i = 0; i < driver->findings.count; i++) {
        const struct report_finding *finding = &driver->findings.at[i];
        if (strcmp(finding->rule, rule))
            continue;
        fprintf(page->out, "<li><a href=\"#f%zu\"><span class=\"dot %s\"></span><span>", first + i,
            report_level_name(finding->level));
        html_text(page->out, *finding->function ? finding->function : finding->message);
        fputs(" <span class=muted>", page->out);
        html_text(page->out, finding->place.path ? path_name(finding->place.path) : "");
        fprintf(page->out, ":%u</span></span></a></li>\n", finding->place.line);
    }
    fputs("</ul></div>\n", page->out);
}

static void write_list(const struct page *page)
{
    unsigned first = 1;
    fputs("<nav class=list aria-label=findings>\n", page->out);
    for (size_t d = 0; d < page->view->run->drivers.count; d++) {
        const struct report_driver *driver = &page->view->run->drivers.at[d];
        fprintf(page->out, "<h2><a href=\"#d%zu\">", d + 1);
        html_text(page->out, name_of(page, driver));
        fputs("</a>", page->out);
        write_badges(page, driver);
        fputs("</h2>\n", page->out);
        for (size_t i = 0; i < driver->findings.count; i++)
            if (!rule_is_listed(driver, i))
                list_rule(page, driver, driver->findings.at[i].rule, first);
        first += (unsigned)driver->findings.count;
    }
    fputs("</nav>\n", page->out);
}

// ---- drivers ----

static void write_place(const struct page *page, const struct report_place *place)
{
    if (!place->path)
        return;
    char *path = view_path(page->view, place->path);
    fputs("<span class=place>", page->out);
    html_text(page->out, path);
    if (place->line)
        fprintf(page->out, ":%u", place->line);
    fputs("</span> ", page->out);
    free(path);
}

static void write_reasons(const struct page *page, const struct report_driver *driver)
{
    if (!driver->reasons.count)
        return;
    fputs("<p class=facts><strong>Not everything could be analysed:</strong></p><ul class=reasons>\n", page->out);
    for (size_t i = 0; i < driver->reasons.count; i++) {
        fputs("<li>", page->out);
        write_place(page, &driver->reasons.at[i].place);
        html_text(page->out, driver->reasons.at[i].text);
        fputs("</li>\n", page->out);
    }
    fputs("</ul>\n", page->out);
}

static void write_quiet(const struct page *page, const struct report_driver *driver)
{
    bool shown = page->view->quiet == REPORT_QUIET_TOO;
    if (!driver->quiet.count)
        return;
    fprintf(page->out,
        "<details class=facts%s><summary class=muted>%zu more that %s not count</summary><ul class=reasons>\n",
        shown ? " open" : "", driver->quiet.count, driver->quiet.count == 1 ? "does" : "do");
    for (size_t i = 0; i < driver->quiet.count; i++) {
        const struct report_finding *finding = &driver->quiet.at[i];
        fputs("<li>", page->out);
        write_place(page, &finding->place);
        html_text(page->out, finding->message);
        fprintf(page->out, " <span class=muted>[%s], %s", finding->rule, report_quiet_words(finding->quiet));
        fputs(finding->reason ? ": " : "", page->out);
        html_text(page->out, finding->reason ? finding->reason : "");
        fputs("</span></li>\n", page->out);
    }
    fputs("</ul></details>\n", page->out);
}

// The verdict in words; the reasons of an incomplete one are listed below it.
static void write_words(const struct page *page, const struct report_driver *driver)
{
    size_t n = driver->findings.count;
    switch (report_verdict_of(driver)) {
    case REPORT_FINDINGS:
        fprintf(page->out, "%zu finding%s", n, n == 1 ? "" : "s");
        break;
    case REPORT_INCOMPLETE:
        fputs("No finding, but that is not the whole driver.", page->out);
        break;
    case REPORT_NOT_APPLICABLE:
        html_text(page->out, driver->not_applicable);
        break;
    case REPORT_CLEAN:
        fputs("Everything that can be reached was explored, and no rule is broken.", page->out);
        break;
    }
}

static void write_driver(const struct page *page, const struct report_driver *driver, size_t number)
{
    fprintf(page->out, "<section class=card id=d%zu><h2>", number);
    html_text(page->out, name_of(page, driver));
    write_badges(page, driver);
    fputs("</h2><p class=facts>", page->out);
    write_words(page, driver);
    fprintf(page->out, "</p><p class=\"facts muted\">%u file%s, %u function%s%s</p>\n", driver->files,
        driver->files == 1 ? "" : "s", driver->functions, driver->functions == 1 ? "" : "s",
        driver->fallback_headers ? ", fallback headers in place of a WDK" : "");
    write_reasons(page, driver);
    write_quiet(page, driver);
    fputs("</section>\n", page->out);
}

// How many drivers have which verdict, where one does not see that at once.
static void write_overview(const struct page *page)
{
    const struct report_run *run = page->view->run;
    size_t counts[REPORT_NOT_APPLICABLE + 1] = {0}, partly = 0;
    for (size_t d = 0; d < run->drivers.count; d++) {
        counts[report_verdict_of(&run->drivers.at[d])]++;
        partly += run->drivers.at[d].reasons.count && run->drivers.at[d].findings.count;
    }
    if (run->drivers.count < 2)
        return;
    fprintf(page->out, "<section class=card id=overview><h2>%zu drivers</h2><p class=facts>", run->drivers.count);
    static const enum report_verdict order[] = {
        REPORT_FINDINGS, REPORT_INCOMPLETE, REPORT_CLEAN, REPORT_NOT_APPLICABLE};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (counts[order[i]])
            fprintf(page->out, "%zu <span class=\"badge %s\">%s</span> ", counts[order[i]],
                report_verdict_name(order[i]), report_verdict_name(order[i]));
    if (partly)
        fprintf(page->out, "<span class=muted>(%zu of those with findings incomplete)</span>", partly);
    fputs("</p></section>\n", page->out);
}

// ---- findings ----

static void write_about(const struct page *page, const struct report_finding *finding)
{
    const struct catalogue_rule *rule =
        page->view->catalogue ? catalogue_find(page->view->catalogue, finding->rule) : NULL;
    const char *sentence = catalogue_text(rule, "sentence"), *link = catalogue_text(rule, "link");
    if (!sentence)
        return;
    fputs("<p class=about>", page->out);
    html_text(page->out, sentence);
    if (link && !strncmp(link, "https://", 8)) {
        fputs(" <a rel=noreferrer href=\"", page->out);
        html_text(page->out, link);
        fputs("\">Microsoft's page</a>", page->out);
    }
    fputs("</p>\n", page->out);
}

static void write_finding(struct page *page, const struct report_finding *finding, size_t driver)
{
    const char *level = report_level_name(finding->level);
    page->number++;
    fprintf(page->out,
        "<article class=\"card finding\" id=f%u data-driver=d%zu><header><div><span class=\"badge %s\">%s</span> "
        "<span class=rule>",
        page->number, driver, level, level);
    html_text(page->out, finding->rule);
    fputs("</span></div><h2>", page->out);
    html_text(page->out, finding->message);
    fputs("</h2><div class=muted>", page->out);
    write_place(page, &finding->place);
    html_text(page->out, finding->function);
    fputs("</div></header>\n", page->out);
    write_about(page, finding);
    html_states(page->out, page->view, finding, page->number);
    html_path(page->out, page->view, &page->sources, finding, page->number);
    fputs("</article>\n", page->out);
}

static void write_texts(const struct page *page, const char *title, char *const *texts, size_t count)
{
    if (!count)
        return;
    fprintf(page->out, "<section class=card><h2>%s</h2><ul class=reasons>\n", title);
    for (size_t i = 0; i < count; i++) {
        fputs("<li>", page->out);
        html_text(page->out, texts[i]);
        fputs("</li>\n", page->out);
    }
    fputs("</ul></section>\n", page->out);
}

static void write_remarks(const struct page *page)
{
    const struct report_run *run = page->view->run;
    if (!run->remarks.count)
        return;
    fputs("<section class=card><h2>Remarks</h2><ul class=reasons>\n", page->out);
    for (size_t i = 0; i < run->remarks.count; i++) {
        fputs("<li>", page->out);
        write_place(page, &run->remarks.at[i].place);
        html_text(page->out, run->remarks.at[i].text);
        fputs("</li>\n", page->out);
    }
    fputs("</ul></section>\n", page->out);
}

void html_write(const struct report_view *view, FILE *out)
{
    struct page page = {.out = out, .view = view};
    const struct report_run *run = view->run;
    write_begin(&page);
    fputs("<div class=columns>\n", out);
    write_list(&page);
    fputs("<main>\n", out);
    write_texts(&page, "The check could not be done", run->errors.at, run->errors.count);
    fputs("<p id=none hidden>Nothing here matches the filter.</p>\n", out);
    if (!run->errors.count)
        write_overview(&page);
    for (size_t d = 0; d < run->drivers.count && !run->errors.count; d++) {
        write_driver(&page, &run->drivers.at[d], d + 1);
        for (size_t i = 0; i < run->drivers.at[d].findings.count; i++)
            write_finding(&page, &run->drivers.at[d].findings.at[i], d + 1);
    }
    write_remarks(&page);
    write_texts(&page, "Notes", run->notes.at, run->notes.count);
    fputs("</main>\n</div>\n", out);
    write_end(&page);
    html_sources_free(&page.sources);
}
