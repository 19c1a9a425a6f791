/*
 * The reference miniport: how a driver that creates NDIS ports keeps its books.
 *
 * An adapter has the default port, a few fixed ports, as many as the registry says, and ports that come and go by
 * OID requests and by I/O controls. All of them are active while the adapter runs, and only then:
 *
 *     initialize   the fixed ports are allocated, all of them or none
 *     restart      everything allocated is activated, as one linked list
 *     running      a port that is added is activated by a work item; a port that is removed while it is active
 *                  is deactivated by the work item and freed after that
 *     pause        everything active is deactivated, as one array
 *     halt         everything allocated is freed
 *
 * A port's state changes under the adapter's lock; the calls that take long, or that want PASSIVE_LEVEL, are made
 * outside of it, between two states: Idle - Activating - Active - Deactivating - Idle.
 */
#ifndef MODEL_H
#define MODEL_H

#include <ndis.h>

#define MODEL_TAG 'ldoM'

/* How many ports an adapter can have beside the default port. */
#define MODEL_FIXED_PORTS 2
#define MODEL_ADDED_PORTS 1
#define MODEL_PORTS (MODEL_FIXED_PORTS + MODEL_ADDED_PORTS)

#define MODEL_RETRY_MICROSECONDS 10000

/* A variant of the driver: 1, it controls the default port; 0, it leaves that to NDIS. */
#ifndef MODEL_CONTROLS_DEFAULT_PORT
#define MODEL_CONTROLS_DEFAULT_PORT 0
#endif

/* Vendor requests. The number goes both ways in the information buffer. */
#define OID_MODEL_ADD_PORT 0xFF4D0001    /* method */
#define OID_MODEL_REMOVE_PORT 0xFF4D0002 /* set */
#define OID_MODEL_PORT_COUNT 0xFF4D0003  /* query */

/* The control device's codes. */
#define IOCTL_MODEL_ADD_PORT CTL_CODE(FILE_DEVICE_NETWORK, 0x801, METHOD_BUFFERED, FILE_WRITE_ACCESS)
#define IOCTL_MODEL_REMOVE_PORT CTL_CODE(FILE_DEVICE_NETWORK, 0x802, METHOD_BUFFERED, FILE_WRITE_ACCESS)

typedef struct _MODEL_REQUEST {
    NET_IFINDEX IfIndex; /* which adapter */
    NDIS_PORT_NUMBER PortNumber;
} MODEL_REQUEST, *PMODEL_REQUEST;

typedef struct _MODEL_ADAPTER MODEL_ADAPTER, *PMODEL_ADAPTER;

typedef enum _MODEL_PORT_STATE {
    ModelPortIdle,
    ModelPortActivating,
    ModelPortActive,
    ModelPortDeactivating,
} MODEL_PORT_STATE;

/*
 * A port. A fixed one is a part of its adapter; an added one is freed, object and number, when its last reference goes.
 * It is idle then.
 */
typedef struct _MODEL_PORT {
    LIST_ENTRY Link; /* in the adapter's AddedPorts */
    PMODEL_ADAPTER Adapter;
    LONG References;
    NDIS_PORT_NUMBER Number; /* 0: the default port, or it has none yet */
    MODEL_PORT_STATE State; /* under the adapter's lock */
    BOOLEAN Removed;        /* under the adapter's lock: wanted no more, to be freed once it is idle */
    PFILE_OBJECT Owner;     /* whose handle it belongs to; NULL: nobody's */
} MODEL_PORT, *PMODEL_PORT;

struct _MODEL_ADAPTER {
    LIST_ENTRY Link; /* in the driver's list */
    NDIS_HANDLE MiniportHandle;
    NET_IFINDEX IfIndex;

    NDIS_SPIN_LOCK Lock;
    BOOLEAN Running; /* from restart to pause */
    BOOLEAN Gone;    /* surprise removal */

    ULONG WantedPorts; /* what the registry asks for */
    ULONG FixedCount;  /* what there is, with the default port */
    MODEL_PORT FixedPorts[1 + MODEL_FIXED_PORTS]; /* the first is the default port, which NDIS allocates and frees */
    ULONG AddedCount;
    LIST_ENTRY AddedPorts;

    NDIS_HANDLE WorkItem;
    BOOLEAN WorkQueued;
    NDIS_EVENT WorkIdle; /* set while the work item neither waits nor runs */

    NDIS_HANDLE PacketPool;
    PVOID Scratch;
};

/* driver.c */
extern NDIS_HANDLE ModelDriverHandle;

/* adapter.c */
MINIPORT_INITIALIZE ModelInitialize;
MINIPORT_HALT ModelHalt;
MINIPORT_RESTART ModelRestart;
MINIPORT_PAUSE ModelPause;
MINIPORT_DEVICE_PNP_EVENT_NOTIFY ModelPnPEvent;
MINIPORT_SHUTDOWN ModelShutdown;

/* attributes.c */
NDIS_STATUS ModelSetRegistrationAttributes(PMODEL_ADAPTER Adapter);
NDIS_STATUS ModelSetGeneralAttributes(PMODEL_ADAPTER Adapter);
NDIS_STATUS ModelReadConfiguration(PMODEL_ADAPTER Adapter);

/* port.c: one port */
VOID ModelInitPortCharacteristics(PNDIS_PORT_CHARACTERISTICS Characteristics);
VOID ModelPortInitialize(PMODEL_ADAPTER Adapter, PMODEL_PORT Port);
NDIS_STATUS ModelPortAllocateNumber(PMODEL_PORT Port);
VOID ModelPortFreeNumber(PMODEL_PORT Port);
NDIS_STATUS ModelPortCreate(PMODEL_ADAPTER Adapter, PMODEL_PORT *Port);
VOID ModelPortReference(PMODEL_PORT Port);
VOID ModelPortDereference(PMODEL_PORT Port);

/* table.c: the ports of an adapter */
NDIS_STATUS ModelPortsCreateFixed(PMODEL_ADAPTER Adapter);
NDIS_STATUS ModelPortsAdd(PMODEL_ADAPTER Adapter, PFILE_OBJECT Owner, PNDIS_PORT_NUMBER Number);
NDIS_STATUS ModelPortsRemove(PMODEL_ADAPTER Adapter, PFILE_OBJECT Owner, NDIS_PORT_NUMBER Number);
VOID ModelPortsRemoveOwned(PMODEL_ADAPTER Adapter, PFILE_OBJECT Owner);
VOID ModelPortsReap(PMODEL_ADAPTER Adapter);
VOID ModelPortsDrain(PMODEL_ADAPTER Adapter);

/* event.c, default.c, activate.c: activation; PASSIVE_LEVEL, and not in an OID request */
NDIS_STATUS ModelSendActivation(PMODEL_ADAPTER Adapter, PNDIS_PORT Port, ULONG Count);
NDIS_STATUS ModelSendDeactivation(PMODEL_ADAPTER Adapter, PNDIS_PORT_NUMBER Numbers, ULONG Count);

NDIS_STATUS ModelDefaultPortActivate(PMODEL_ADAPTER Adapter);
VOID ModelDefaultPortDeactivate(PMODEL_ADAPTER Adapter);

typedef enum _MODEL_WHICH_PORTS {
    ModelRemovedPorts,
    ModelAllPorts,
} MODEL_WHICH_PORTS;

NDIS_STATUS ModelPortsActivate(PMODEL_ADAPTER Adapter);
VOID ModelPortsDeactivate(PMODEL_ADAPTER Adapter, MODEL_WHICH_PORTS Which);

/* work.c */
NDIS_STATUS ModelWorkInitialize(PMODEL_ADAPTER Adapter);
VOID ModelWorkQueue(PMODEL_ADAPTER Adapter);
VOID ModelWorkWait(PMODEL_ADAPTER Adapter);
VOID ModelWorkTerminate(PMODEL_ADAPTER Adapter);

/* oid.c */
MINIPORT_OID_REQUEST ModelOidRequest;
MINIPORT_CANCEL_OID_REQUEST ModelCancelOidRequest;

/* device.c: the control device, there while there are adapters */
VOID ModelDeviceInitialize(VOID);
NDIS_STATUS ModelDeviceAttach(PMODEL_ADAPTER Adapter);
VOID ModelDeviceDetach(PMODEL_ADAPTER Adapter);

/* packet.c */
MINIPORT_SEND_NET_BUFFER_LISTS ModelSend;
MINIPORT_RETURN_NET_BUFFER_LISTS ModelReturn;
MINIPORT_CANCEL_SEND ModelCancelSend;

#endif
