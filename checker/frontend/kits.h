// Where header files of the system lie on this machine: clang's own, mingw-w64's, those of a WDK.
#ifndef FRONTEND_KITS_H
#define FRONTEND_KITS_H

// clang's resource folder, whose include/ has stddef.h; NULL if it is not installed. Released with free().
char *kits_resource_folder(void);

// "NDIS689_MINIPORT=1" for the highest version that the ndis.h of the WDK knows; NULL if it cannot be told.
// Released with free().
char *kits_newest_ndis(const char *wdk);

#endif
