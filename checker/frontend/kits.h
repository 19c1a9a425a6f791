// Where header files of the system lie on this machine: clang's own, mingw-w64's, those of a WDK.
#ifndef FRONTEND_KITS_H
#define FRONTEND_KITS_H

// clang's resource folder, whose include/ has stddef.h; NULL if it is not installed. Released with free().
char *kits_resource_folder(void);

struct frontend_options;

// The highest NDIS version that the ndis.h of the WDK, or the fallback one, knows by its macro: 689 for
// NDIS689_MINIPORT; 0 if that cannot be told.
unsigned kits_newest_ndis(const struct frontend_options *options);

#endif
