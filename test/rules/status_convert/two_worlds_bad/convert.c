#include "convert.h"

static const struct {
    NTSTATUS Nt;
    NDIS_STATUS Ndis;
} CnvTable[] = {
    {STATUS_SUCCESS, NDIS_STATUS_SUCCESS},
    {STATUS_INSUFFICIENT_RESOURCES, NDIS_STATUS_RESOURCES},
    {STATUS_NOT_SUPPORTED, NDIS_STATUS_NOT_SUPPORTED},
};

_Use_decl_annotations_
NDIS_STATUS
CnvToNdis(NTSTATUS Status)
{
    ULONG Index;

    for (Index = 0; Index < RTL_NUMBER_OF(CnvTable); Index++) {
        if (CnvTable[Index].Nt == Status) {
            return CnvTable[Index].Ndis;
        }
    }
    return NDIS_STATUS_FAILURE;
}
