/*
 * Packets: some are sent, some are received and come back. What is in them is unknown.
 */
#include "lifecycle.h"

static void send_packets(struct lint_adapter *adapter)
{
    PNET_BUFFER_LIST packets = lint_fresh_memory("packets to send", sizeof *packets);

    packets->Next = 0;
    lint_entry("MiniportSendNetBufferLists");
    lint_driver.miniport.SendNetBufferListsHandler(adapter->context, packets, NDIS_DEFAULT_PORT_NUMBER, 0);
}

static void cancel_send(struct lint_adapter *adapter)
{
    lint_entry("MiniportCancelSend");
    lint_driver.miniport.CancelSendHandler(adapter->context, 0);
}

/* The driver knows what it has sent: nothing keeps it here. */
VOID NdisMSendNetBufferListsComplete(
    NDIS_HANDLE MiniportAdapterHandle, PNET_BUFFER_LIST NetBufferList, ULONG SendCompleteFlags)
{
    (void)MiniportAdapterHandle;
    (void)NetBufferList;
    (void)SendCompleteFlags;
}

/* One indication is remembered at a time; further ones are taken to be dropped and not to come back. */
VOID NdisMIndicateReceiveNetBufferLists(NDIS_HANDLE MiniportAdapterHandle, PNET_BUFFER_LIST NetBufferList,
    NDIS_PORT_NUMBER PortNumber, ULONG NumberOfNetBufferLists, ULONG ReceiveFlags)
{
    struct lint_adapter *adapter = lint_adapter_of(MiniportAdapterHandle);

    (void)PortNumber;
    (void)NumberOfNetBufferLists;
    if (LINT_DATA_PATH && adapter && !adapter->received && !(ReceiveFlags & NDIS_RECEIVE_FLAGS_RESOURCES))
        adapter->received = NetBufferList;
}

/* The slice of a driver whose ReturnNetBufferLists handler decides nothing has no packets. */
int lint_packets_are_out(const struct lint_adapter *adapter)
{
    return lint_wanted(lint_driver.miniport.ReturnNetBufferListsHandler) && lint_blur(adapter->received != 0);
}

void lint_packets_return(struct lint_adapter *adapter)
{
    PNET_BUFFER_LIST packets = adapter->received;

    lint_assume(packets != 0);
    adapter->received = 0;
    if (lint_handled(lint_driver.miniport.ReturnNetBufferListsHandler)) {
        lint_entry("MiniportReturnNetBufferLists");
        lint_driver.miniport.ReturnNetBufferListsHandler(adapter->context, packets, 0);
    }
}

int lint_packets_are_wanted(void)
{
    const NDIS_MINIPORT_DRIVER_CHARACTERISTICS *miniport = &lint_driver.miniport;

    return LINT_DATA_PATH && lint_wanted(miniport->SendNetBufferListsHandler);
}

int lint_packets_happen(struct lint_adapter *adapter)
{
    const NDIS_MINIPORT_DRIVER_CHARACTERISTICS *miniport = &lint_driver.miniport;

    if (!LINT_DATA_PATH)
        return 0;
    if (lint_packets_are_out(adapter) && lint_choose("")) {
        lint_packets_return(adapter);
        return 1;
    }
    if (adapter->phase != LINT_RUNNING)
        return 0;
    if (lint_wanted(miniport->SendNetBufferListsHandler) && lint_choose(""))
        send_packets(adapter);
    else if (lint_wanted(miniport->CancelSendHandler) && lint_choose(""))
        cancel_send(adapter);
    else
        return 0;
    return 1;
}
