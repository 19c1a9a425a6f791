// What the repository's .ndislint.yaml says about its projects.
#ifndef PROJECT_SETTINGS_H
#define PROJECT_SETTINGS_H

// Paths are absolute. What is not said is NULL.
struct project_settings {
    char *file;          // the configuration itself; NULL: there is none
    char *project;       // a project file, solution, `sources` or `dirs`
    char *configuration; // "Release|x64"
    char *wdk;           // the folder of a WDK
};

// The nearest .ndislint.yaml in FOLDER (absolute) or above, or NULL. Released with free().
char *settings_find(const char *folder);

// Reads the nearest .ndislint.yaml in FOLDER or above. What is wrong with it, released with free(), or NULL. SETTINGS
// is released with settings_free in either case.
char *settings_read(const char *folder, struct project_settings *settings);
void settings_free(struct project_settings *settings);

#endif
