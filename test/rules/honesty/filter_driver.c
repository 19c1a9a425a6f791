// A filter driver: it registers no miniport, so the rules do not apply to it.
// RUN: %ndislint check %s | FileCheck %s
// CHECK: not applicable
#include <ndis.h>

typedef struct flt {
    NDIS_HANDLE filter;
} struct_flt;

static NDIS_HANDLE flt_driver;

static NDIS_STATUS flt_attach(NDIS_HANDLE filter, NDIS_HANDLE context, PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
    NDIS_FILTER_ATTRIBUTES attributes = {
        .Header = {NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES, NDIS_FILTER_ATTRIBUTES_REVISION_1, sizeof(attributes)},
    };
    struct_flt *f = NdisAllocateMemoryWithTagPriority(filter, sizeof(*f), '_tlf', NormalPoolPriority);
    NDIS_STATUS status;

    (void)context;
    (void)parameters;
    if (!f)
        return NDIS_STATUS_RESOURCES;
    f->filter = filter;
    status = NdisFSetAttributes(filter, f, &attributes);
    if (status != NDIS_STATUS_SUCCESS)
        NdisFreeMemory(f, 0, 0);
    return status;
}

static VOID flt_detach(NDIS_HANDLE context)
{
    NdisFreeMemory(context, 0, 0);
}

static NDIS_STATUS flt_restart(NDIS_HANDLE context, PNDIS_FILTER_RESTART_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS flt_pause(NDIS_HANDLE context, PNDIS_FILTER_PAUSE_PARAMETERS parameters)
{
    (void)context;
    (void)parameters;
    return NDIS_STATUS_SUCCESS;
}

static VOID flt_unload(PDRIVER_OBJECT driver)
{
    (void)driver;
    NdisFDeregisterFilterDriver(flt_driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registry)
{
    NDIS_FILTER_DRIVER_CHARACTERISTICS c = {
        .Header = {NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS, NDIS_FILTER_CHARACTERISTICS_REVISION_1,
                   NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_1},
        .MajorNdisVersion = NDIS_FILTER_MAJOR_VERSION,
        .MinorNdisVersion = NDIS_FILTER_MINOR_VERSION,
        .AttachHandler = flt_attach,
        .DetachHandler = flt_detach,
        .RestartHandler = flt_restart,
        .PauseHandler = flt_pause,
    };

    (void)registry;
    driver->DriverUnload = flt_unload;
    return NdisFRegisterFilterDriver(driver, NULL, &c, &flt_driver);
}
