/*
 * What the adapter tells NDIS about itself, and what the registry tells the adapter.
 */
#include "model.h"

static const NDIS_OID ModelSupportedOids[] = {
    OID_MODEL_ADD_PORT,
    OID_MODEL_REMOVE_PORT,
    OID_MODEL_PORT_COUNT,
};

NDIS_STATUS
ModelSetRegistrationAttributes(PMODEL_ADAPTER Adapter)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES Registration;

    NdisZeroMemory(&Registration, sizeof(Registration));
    Registration.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Registration.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Registration.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Registration.MiniportAdapterContext = Adapter;
    Registration.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK | NDIS_MINIPORT_ATTRIBUTES_NDIS_WDM;
    if (MODEL_CONTROLS_DEFAULT_PORT) {
        Registration.AttributeFlags |= NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT;
    }
    Registration.InterfaceType = NdisInterfaceInternal;
    return NdisMSetMiniportAttributes(Adapter->MiniportHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Registration);
}

NDIS_STATUS
ModelSetGeneralAttributes(PMODEL_ADAPTER Adapter)
{
    NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES General;

    NdisZeroMemory(&General, sizeof(General));
    General.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
    General.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    General.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    General.MediaType = NdisMedium802_3;
    General.PhysicalMediumType = NdisPhysicalMediumUnspecified;
    General.MtuSize = 1500;
    General.MaxXmitLinkSpeed = General.XmitLinkSpeed = 1000000000;
    General.MaxRcvLinkSpeed = General.RcvLinkSpeed = 1000000000;
    General.MediaConnectState = MediaConnectStateConnected;
    General.MediaDuplexState = MediaDuplexStateFull;
    General.LookaheadSize = 1500;
    General.MacAddressLength = 6;
    General.AccessType = NET_IF_ACCESS_BROADCAST;
    General.DirectionType = NET_IF_DIRECTION_SENDRECEIVE;
    General.ConnectionType = NET_IF_CONNECTION_DEDICATED;
    General.IfType = IF_TYPE_ETHERNET_CSMACD;
    General.IfConnectorPresent = FALSE;
    General.SupportedOidList = (PNDIS_OID)ModelSupportedOids;
    General.SupportedOidListLength = sizeof(ModelSupportedOids);
    return NdisMSetMiniportAttributes(Adapter->MiniportHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&General);
}

/* A number of ports that is missing, or makes no sense, is one; a registry that cannot be opened is an error. */
NDIS_STATUS
ModelReadConfiguration(PMODEL_ADAPTER Adapter)
{
    static NDIS_STRING Keyword = NDIS_STRING_CONST("NumberOfPorts");
    NDIS_CONFIGURATION_OBJECT Object;
    PNDIS_CONFIGURATION_PARAMETER Parameter;
    NDIS_HANDLE Configuration;
    NDIS_STATUS Status;

    NdisZeroMemory(&Object, sizeof(Object));
    Object.Header.Type = NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT;
    Object.Header.Revision = NDIS_CONFIGURATION_OBJECT_REVISION_1;
    Object.Header.Size = NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1;
    Object.NdisHandle = Adapter->MiniportHandle;
    Status = NdisOpenConfigurationEx(&Object, &Configuration);
    if (Status != NDIS_STATUS_SUCCESS) {
        return Status;
    }

    Adapter->WantedPorts = 1;
    NdisReadConfiguration(&Status, &Parameter, Configuration, &Keyword, NdisParameterInteger);
    if (Status == NDIS_STATUS_SUCCESS && Parameter->ParameterData.IntegerData >= 1 &&
        Parameter->ParameterData.IntegerData <= MODEL_FIXED_PORTS) {
        Adapter->WantedPorts = Parameter->ParameterData.IntegerData;
    }
    NdisCloseConfiguration(Configuration);
    return NDIS_STATUS_SUCCESS;
}
