// Configuration, aliases and catalogues from any bytes.
#include "fuzz.h"

#include "config/config.h"
#include "report/catalogue.h"
#include "session/aliases.h"
#include "support/path.h"

static void read_configuration(const char *path)
{
    char *problem = NULL;
    struct config *config = config_read(path, &problem);
    if (config)
        config_free(config);
    free(problem);
}

static void read_aliases(const char *path)
{
    struct aliases aliases = {0};
    free(aliases_read(&aliases, path, NDISLINT_SOURCE_RULES));
    aliases_free(&aliases);
}

static void read_catalogue(const char *folder)
{
    char *problem = NULL;
    struct catalogue *catalogue = catalogue_read(folder, &problem);
    catalogue_free(catalogue);
    free(problem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *path = fuzz_write("catalogue.yaml", data, size), *folder = path_folder(path);
    free(fuzz_write("applies.yaml", data, size));
    read_configuration(path);
    read_aliases(path);
    read_catalogue(folder);
    free(folder);
    free(path);
    return 0;
}
