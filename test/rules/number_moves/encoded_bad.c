// Numbers lie in a bit-field, beside a flag, in single bytes and in code; one of them is not freed.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned Bits : 24, Valid : 1;
    unsigned long Flagged;
    unsigned char Bytes[3];
    unsigned long Coded;
};
#define FLAG 0x80000000
#define KEY 0x5a5a5a
#include "../Inputs/miniport.h"

static VOID FreePorts(ADAPTER *Adapter)
{
    if (Adapter->Valid)
        NdisMFreePort(Adapter->Handle, Adapter->Bits);
    if (Adapter->Flagged & FLAG)
        NdisMFreePort(Adapter->Handle, Adapter->Flagged & ~FLAG);
    NdisMFreePort(Adapter->Handle, Adapter->Bytes[0] | Adapter->Bytes[1] << 8 | Adapter->Bytes[2] << 16);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_NUMBER Numbers[4];
    ADAPTER *Adapter = MpNewAdapter(Handle);
    ULONG i;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    for (i = 0; i < 4; i++)
        while ((Numbers[i] = MpAllocate(Handle)) == 0)
            NdisMSleep(1);
    Adapter->Bits = Numbers[0];
    Adapter->Valid = TRUE;
    Adapter->Flagged = Numbers[1] | FLAG;
    for (i = 0; i < 3; i++)
        Adapter->Bytes[i] = (UCHAR)(Numbers[2] >> (8 * i));
    Adapter->Coded = Numbers[3] ^ KEY;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    FreePorts(Context);
    NdisFreeMemory(Context, 0, 0);
} // expected-error {{'&Characteristics' received}} [ndis-port-leak-halt]
