// What a canonical signature says of the pointers among a function's parameters.
#include "engine/signature.h"

#include <string.h>

unsigned signature_pointee_size(const char *signature, uint32_t i)
{
    static const struct {
        const char *name;
        unsigned size;
    } scalars[] = {{"char *", 1}, {"short *", 2}, {"int *", 4}, {"long *", 4}, {"long long *", 8}, {"enum ", 4},
        {"* *", 8}, {"**", 8}};
    const char *at = strrchr(signature, '(') ? strchr(signature, '(') + 1 : "";
    for (int depth = 0; *at && i; at++) {
        depth += (*at == '(') - (*at == ')');
        i -= depth == 0 && *at == ',';
    }
    char text[128];
    size_t n = strcspn(at, ",)");
    if (n >= sizeof text || memchr(at, '(', n))
        return 0;
    memcpy(text, at, n);
    text[n] = 0;
    if (!strchr(text, '*') || strstr(text, "const ") || strstr(text, "struct ") || strstr(text, "union "))
        return 0;
    unsigned best = 0;
    size_t length = 0;
    for (size_t k = 0; k < sizeof scalars / sizeof *scalars; k++) {
        if (strstr(text, scalars[k].name) && strlen(scalars[k].name) > length) {
            best = scalars[k].size;
            length = strlen(scalars[k].name);
        }
    }
    return best;
}
