// The table of formats.
#include "report/format.h"

const struct report_format report_formats[] = {
    {"msvc", "path(line,column): error rule: text, as Visual Studio's error list reads it", msvc_write},
    {"sarif", "SARIF 2.1.0, for code scanning and viewers", sarif_write},
    {"json", "everything, in a format of our own (checker/schemas/report.schema.json)", json_write},
    {"github", "annotations of a GitHub workflow", github_write},
    {"gitlab", "GitLab's code quality report", gitlab_write},
    {"checkstyle", "Checkstyle's XML", checkstyle_write},
    {"junit", "JUnit's XML: a test case for each rule, and one for the verdict", junit_write},
    {"html", "one page to look at, with all it needs in it", html_write},
    {0},
};
