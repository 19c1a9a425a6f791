/*
 * NDIS 6.x for kernel drivers, as declared in front of mingw-w64's headers when no WDK is given.
 *
 * Written from the public documentation. This file needs base types (ntddk.h), ntddndis.h and xfilter.h of
 * whoever comes behind it on the include path and nothing else; the parts rely on this order.
 */
#ifndef NDISLINT_NDIS_H
#define NDISLINT_NDIS_H
#define _NDIS_

#include "ndis/version.h"

#include <ntddk.h>
#include <netpnp.h>

typedef int NDIS_STATUS, *PNDIS_STATUS;
typedef unsigned int UINT, *PUINT;

#include <ntddndis.h>
#include <xfilter.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "ndis/objects.h"
#include "ndis/types.h"
#include "ndis/status.h"
#include "ndis/strings.h"
#include "ndis/memory.h"
#include "ndis/locks.h"
#include "ndis/timers.h"
#include "ndis/nblinfo.h"
#include "ndis/buffers.h"
#include "ndis/bufferpools.h"
#include "ndis/ipsec.h"
#include "ndis/oids.h"
#include "ndis/dma.h"
#include "ndis/hardware.h"
#include "ndis/processors.h"
#include "ndis/oid.h"
#include "ndis/config.h"
#include "ndis/device.h"
#include "ndis/ports.h"
#include "ndis/interrupt.h"
#include "ndis/interfaces.h"
#include "ndis/attributes.h"
#include "ndis/miniport.h"
#include "ndis/poll.h"
#include "ndis/filter.h"
#include "ndis/switch.h"
#include "ndis/protocol.h"
#include "ndis/intermediate.h"

#ifdef __cplusplus
}
#endif

#endif
