/* ws2ipdef.h of whoever comes next on the include path, with the socket addresses that it builds on. */
#ifndef NDISLINT_WS2IPDEF_H
#define NDISLINT_WS2IPDEF_H
#include <ws2def.h>
#include_next <ws2ipdef.h>

#define INET_ADDRSTRLEN 22
#define INET6_ADDRSTRLEN 65

#define IN6ADDR_ANY_INIT {{0}}
#define IN6ADDR_LOOPBACK_INIT {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}
#endif
