#include "fabric.h"

typedef NDIS_STATUS oid_handler(struct fabric *f, void *buffer, ULONG length, ULONG *used);

struct oid_entry {
    NDIS_OID oid;
    NDIS_REQUEST_TYPE type;
    ULONG min_length;
    oid_handler *handler;
};

static NDIS_STATUS query_status(struct fabric *f, void *buffer, ULONG length, ULONG *used)
{
    UNREFERENCED_PARAMETER(length);
    *(PNDIS_HARDWARE_STATUS)buffer = f->running ? NdisHardwareStatusReady : NdisHardwareStatusNotReady;
    *used = sizeof(NDIS_HARDWARE_STATUS);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS query_endpoints(struct fabric *f, void *buffer, ULONG length, ULONG *used)
{
    const struct endpoint *ep;
    ULONG *out = buffer, n = 0;
    KIRQL irql;
    int i;

    KeAcquireSpinLock(&f->lock, &irql);
    for (i = 0; i < FABRIC_BUCKETS; i++)
        for (ep = f->bucket[i]; ep; ep = ep->next)
            if ((n + 1) * sizeof(*out) <= length)
                out[n++] = ep->id;
    KeReleaseSpinLock(&f->lock, irql);
    *used = n * sizeof(*out);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS set_filter(struct fabric *f, void *buffer, ULONG length, ULONG *used)
{
    UNREFERENCED_PARAMETER(f);
    UNREFERENCED_PARAMETER(length);
    *used = sizeof(ULONG);
    return *(ULONG *)buffer & ~NDIS_PACKET_TYPE_DIRECTED ? NDIS_STATUS_NOT_SUPPORTED : NDIS_STATUS_SUCCESS;
}

static const struct oid_entry oid_table[] = {
    { OID_GEN_HARDWARE_STATUS, NdisRequestQueryInformation, sizeof(ULONG), query_status },
    { 0xFF0FAB01, NdisRequestQueryInformation, 0, query_endpoints },
    { OID_GEN_CURRENT_PACKET_FILTER, NdisRequestSetInformation, sizeof(ULONG), set_filter },
};

NDIS_STATUS fabric_oid_request(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    struct fabric *f = context;
    size_t i;

    /* Queries and sets have the same layout up to the length. */
    for (i = 0; i < ARRAYSIZE(oid_table); i++) {
        const struct oid_entry *e = &oid_table[i];

        if (e->type != request->RequestType || e->oid != request->DATA.QUERY_INFORMATION.Oid)
            continue;
        if (request->DATA.QUERY_INFORMATION.InformationBufferLength < e->min_length) {
            request->DATA.QUERY_INFORMATION.BytesNeeded = e->min_length;
            return NDIS_STATUS_INVALID_LENGTH;
        }
        return e->handler(f, request->DATA.QUERY_INFORMATION.InformationBuffer,
                          request->DATA.QUERY_INFORMATION.InformationBufferLength,
                          (ULONG *)&request->DATA.QUERY_INFORMATION.BytesWritten);
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

void fabric_cancel_oid_request(NDIS_HANDLE context, void *id)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(id);
}
