/* Hardware: interrupts, registers, DMA. Whatever comes from it is unknown, and each step of setting it up may fail. */
#include "hardware.h"

#include "sync.h"

/* The interrupt that is registered; HANDLE is NULL without one. Line based, or as messages. */
static struct {
    NDIS_HANDLE handle;
    NDIS_HANDLE context;
    MINIPORT_ISR_HANDLER isr;
    MINIPORT_INTERRUPT_DPC_HANDLER dpc;
    MINIPORT_MSI_ISR_HANDLER message_isr;
    MINIPORT_MSI_INTERRUPT_DPC_HANDLER message_dpc;
} interrupt;

static void connect_line(PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS from)
{
    from->InterruptType = NDIS_CONNECT_LINE_BASED;
    from->MessageInfoTable = 0;
    interrupt.isr = from->InterruptHandler;
    interrupt.dpc = from->InterruptDpcHandler;
}

static void connect_message(PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS from)
{
    from->InterruptType = NDIS_CONNECT_MESSAGE_BASED;
    from->MessageInfoTable = lint_fresh_memory("the table of messages", sizeof *from->MessageInfoTable);
    from->MessageInfoTable->MessageCount = 1;
    interrupt.message_isr = from->MessageInterruptHandler;
    interrupt.message_dpc = from->MessageInterruptDpcHandler;
}

NDIS_STATUS NdisMRegisterInterruptEx(NDIS_HANDLE MiniportAdapterHandle, NDIS_HANDLE MiniportInterruptContext,
    PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS MiniportInterruptCharacteristics, PNDIS_HANDLE NdisInterruptHandle)
{
    (void)MiniportAdapterHandle;
    if (lint_fails("NdisMRegisterInterruptEx fails"))
        return LINT_FAILURE;
    interrupt.handle = lint_fresh_memory("the interrupt's handle", 0);
    interrupt.context = MiniportInterruptContext;
    if (MiniportInterruptCharacteristics->MsiSupported && lint_choose("the interrupts come as messages"))
        connect_message(MiniportInterruptCharacteristics);
    else
        connect_line(MiniportInterruptCharacteristics);
    *NdisInterruptHandle = interrupt.handle;
    return NDIS_STATUS_SUCCESS;
}

VOID NdisMDeregisterInterruptEx(NDIS_HANDLE NdisInterruptHandle)
{
    (void)NdisInterruptHandle;
    memset(&interrupt, 0, sizeof interrupt);
}

BOOLEAN NdisMSynchronizeWithInterruptEx(NDIS_HANDLE NdisInterruptHandle, ULONG MessageId,
    MINIPORT_SYNCHRONIZE_INTERRUPT_HANDLER SynchronizeFunction, PVOID SynchronizeContext)
{
    (void)NdisInterruptHandle;
    (void)MessageId;
    return SynchronizeFunction(SynchronizeContext);
}

int lint_hardware_is_listening(void)
{
    return interrupt.handle != 0;
}

int lint_hardware_is_wanted(void)
{
    return lint_hardware_is_listening() &&
           (lint_wanted(interrupt.isr) || lint_wanted(interrupt.dpc) || lint_wanted(interrupt.message_isr) ||
               lint_wanted(interrupt.message_dpc));
}

/* What comes of an interrupt: 1 if the DPC is asked for. */
static int run_isr(void)
{
    BOOLEAN queue_dpc = FALSE;
    ULONG processors = 0;

    lint_irql = DISPATCH_LEVEL + 1;
    if (lint_handled(interrupt.isr)) {
        lint_entry("MiniportInterrupt");
        interrupt.isr(interrupt.context, &queue_dpc, &processors);
    } else if (lint_handled(interrupt.message_isr)) {
        lint_entry("MiniportMessageInterrupt");
        interrupt.message_isr(interrupt.context, 0, &queue_dpc, &processors);
    }
    return queue_dpc;
}

static void run_dpc(void)
{
    NDIS_RECEIVE_THROTTLE_PARAMETERS throttle;

    memset(&throttle, 0, sizeof throttle);
    throttle.MaxNblsToIndicate = NDIS_INDICATE_ALL_NBLS;
    lint_irql = DISPATCH_LEVEL;
    if (lint_handled(interrupt.dpc)) {
        lint_entry("MiniportInterruptDPC");
        interrupt.dpc(interrupt.context, 0, &throttle, 0);
    } else if (lint_handled(interrupt.message_dpc)) {
        lint_entry("MiniportMessageInterruptDPC");
        interrupt.message_dpc(interrupt.context, 0, 0, &throttle, 0);
    }
}

void lint_hardware_interrupt(void)
{
    KIRQL irql = lint_irql;

    if (run_isr())
        run_dpc();
    lint_irql = irql;
}

NDIS_STATUS NdisMMapIoSpace(
    PVOID *VirtualAddress, NDIS_HANDLE MiniportAdapterHandle, NDIS_PHYSICAL_ADDRESS PhysicalAddress, UINT Length)
{
    (void)MiniportAdapterHandle;
    (void)PhysicalAddress;
    if (lint_fails("NdisMMapIoSpace fails"))
        return LINT_FAILURE;
    *VirtualAddress = lint_fresh_memory("the registers", Length);
    return NDIS_STATUS_SUCCESS;
}

VOID NdisMUnmapIoSpace(NDIS_HANDLE MiniportAdapterHandle, PVOID VirtualAddress, UINT Length)
{
    (void)MiniportAdapterHandle;
    (void)VirtualAddress;
    (void)Length;
}

PVOID MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes, MEMORY_CACHING_TYPE CacheType)
{
    (void)PhysicalAddress;
    (void)CacheType;
    return lint_fails("MmMapIoSpace fails") ? 0 : lint_fresh_memory("the registers", NumberOfBytes);
}

VOID MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
    (void)BaseAddress;
    (void)NumberOfBytes;
}

NDIS_STATUS NdisMRegisterIoPortRange(
    PVOID *PortOffset, NDIS_HANDLE MiniportAdapterHandle, UINT InitialPort, UINT NumberOfPorts)
{
    (void)MiniportAdapterHandle;
    (void)InitialPort;
    if (lint_fails("NdisMRegisterIoPortRange fails"))
        return LINT_FAILURE;
    *PortOffset = lint_fresh_memory("the I/O ports", NumberOfPorts);
    return NDIS_STATUS_SUCCESS;
}

VOID NdisMDeregisterIoPortRange(
    NDIS_HANDLE MiniportAdapterHandle, UINT InitialPort, UINT NumberOfPorts, PVOID PortOffset)
{
    (void)MiniportAdapterHandle;
    (void)InitialPort;
    (void)NumberOfPorts;
    (void)PortOffset;
}

NDIS_STATUS NdisMRegisterScatterGatherDma(
    NDIS_HANDLE MiniportAdapterHandle, PNDIS_SG_DMA_DESCRIPTION DmaDescription, PNDIS_HANDLE NdisMiniportDmaHandle)
{
    (void)MiniportAdapterHandle;
    (void)DmaDescription;
    if (lint_fails("NdisMRegisterScatterGatherDma fails"))
        return LINT_FAILURE;
    *NdisMiniportDmaHandle = lint_fresh_memory("the DMA handle", 0);
    return NDIS_STATUS_SUCCESS;
}

VOID NdisMDeregisterScatterGatherDma(NDIS_HANDLE NdisMiniportDmaHandle)
{
    (void)NdisMiniportDmaHandle;
}

/* Bus configuration space: as many bytes as the driver asks for, or none. */
static ULONG move_bus_data(ULONG length)
{
    return lint_fails("configuration space cannot be read or written") ? 0 : length;
}

ULONG NdisMGetBusData(NDIS_HANDLE NdisMiniportHandle, ULONG WhichSpace, ULONG Offset, PVOID Buffer, ULONG Length)
{
    ULONG moved = move_bus_data(Length);

    (void)NdisMiniportHandle;
    (void)WhichSpace;
    (void)Offset;
    memcpy(Buffer, lint_fresh_memory("configuration space", Length), moved);
    return moved;
}

ULONG NdisMSetBusData(NDIS_HANDLE NdisMiniportHandle, ULONG WhichSpace, ULONG Offset, PVOID Buffer, ULONG Length)
{
    (void)NdisMiniportHandle;
    (void)WhichSpace;
    (void)Offset;
    (void)Buffer;
    return move_bus_data(Length);
}
