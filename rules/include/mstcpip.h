/* mstcpip.h of whoever comes next on the include path, with the socket addresses that it builds on. */
#ifndef NDISLINT_MSTCPIP_H
#define NDISLINT_MSTCPIP_H
#include <guiddef.h>
#include <ws2def.h>
#include <ws2ipdef.h>
#include <ip2string.h>

/* There, the terminators of these two point to text that may be written. */
#define RtlIpv4StringToAddressW lint_RtlIpv4StringToAddressW
#define RtlIpv4StringToAddressA lint_RtlIpv4StringToAddressA
#ifdef __cplusplus
extern "C" {
#endif
#include_next <mstcpip.h>
#ifdef __cplusplus
}
#endif
#undef RtlIpv4StringToAddressW
#undef RtlIpv4StringToAddressA
#endif
