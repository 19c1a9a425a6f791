/* Frames on the wire: Ethernet, ARP, IPv4, IPv6, TCP, UDP, ICMP headers in network byte order. */
#ifndef NDISLINT_NETIODEF_H
#define NDISLINT_NETIODEF_H

#include <ws2def.h>
#include <ws2ipdef.h>

#define ETHERNET_TYPE_MINIMUM 0x0600
#define ETHERNET_TYPE_IPV4 0x0800
#define ETHERNET_TYPE_ARP 0x0806
#define ETHERNET_TYPE_IPV6 0x86dd
#define ETHERNET_TYPE_802_1Q 0x8100
#define ETHERNET_TYPE_802_1AD 0x88a8
#define SNAP_DSAP 0xaa
#define SNAP_SSAP 0xaa
#define SNAP_CONTROL 3
#define SNAP_OUI 0

typedef union _DL_OUI {
    UINT8 Byte[3];
    struct {
        UINT8 Group : 1;
        UINT8 Local : 1;
    };
} DL_OUI, *PDL_OUI;

typedef union _DL_EI48 {
    UINT8 Byte[3];
} DL_EI48, *PDL_EI48;

typedef union _DL_EUI48 {
    UINT8 Byte[6];
    struct {
        DL_OUI Oui;
        DL_EI48 Ei48;
    };
} DL_EUI48, *PDL_EUI48;

typedef union _DL_EUI64 {
    UINT8 Byte[8];
    UINT64 Value;
} DL_EUI64, *PDL_EUI64;

typedef DL_EUI48 ETHERNET_ADDRESS, *PETHERNET_ADDRESS;

typedef struct _ETHERNET_HEADER {
    DL_EUI48 Destination;
    DL_EUI48 Source;
    union {
        UINT16 Type;
        UINT16 Length;
    };
} ETHERNET_HEADER, *PETHERNET_HEADER;

typedef struct _VLAN_TAG {
    union {
        UINT16 Tag;
        struct {
            UINT16 VLanIdHigh : 4;
            UINT16 CanonicalFormatIndicator : 1;
            UINT16 UserPriority : 3;
            UINT16 VLanIdLow : 8;
        };
    };
    UINT16 Type;
} VLAN_TAG, *PVLAN_TAG;

#pragma pack(push, 1)
typedef struct _SNAP_HEADER {
    UINT8 Dsap;
    UINT8 Ssap;
    UINT8 Control;
    UINT8 Oui[3];
    UINT16 Type;
} SNAP_HEADER, *PSNAP_HEADER;
#pragma pack(pop)

typedef enum ARP_OPCODE {
    ARP_REQUEST = 1,
    ARP_RESPONSE = 2
} ARP_OPCODE;

typedef enum ARP_HARDWARE_TYPE {
    ARP_HW_ENET = 1,
    ARP_HW_802 = 6
} ARP_HARDWARE_TYPE;

typedef struct _ARP_HEADER {
    UINT16 HardwareAddressSpace;
    UINT16 ProtocolAddressSpace;
    UINT8 HardwareAddressLength;
    UINT8 ProtocolAddressLength;
    UINT16 Opcode;
    UINT8 SenderHardwareAddress[];
} ARP_HEADER, *PARP_HEADER;

#define IPV4_VERSION 4
#define IPV4_MINIMUM_MTU 576
#define MAX_IPV4_PACKET 65535
#define MAX_IPV4_HLEN 60
#define IPV4_MIN_MINIMUM_MTU 352

#define IP_VER_MASK 0xF0

typedef struct _IPV4_HEADER {
    union {
        UINT8 VersionAndHeaderLength;
        struct {
            UINT8 HeaderLength : 4;
            UINT8 Version : 4;
        };
    };
    union {
        UINT8 TypeOfServiceAndEcnField;
        struct {
            UINT8 EcnField : 2;
            UINT8 TypeOfService : 6;
        };
    };
    UINT16 TotalLength;
    UINT16 Identification;
    union {
        UINT16 FlagsAndOffset;
        struct {
            UINT16 DontUse1 : 5;
            UINT16 MoreFragments : 1;
            UINT16 DontFragment : 1;
            UINT16 Reserved : 1;
            UINT16 DontUse2 : 8;
        };
    };
    UINT8 TimeToLive;
    UINT8 Protocol;
    UINT16 HeaderChecksum;
    IN_ADDR SourceAddress;
    IN_ADDR DestinationAddress;
} IPV4_HEADER, *PIPV4_HEADER;

#define Ip4HeaderLengthInBytes(Header) ((Header)->HeaderLength << 2)

#define IPV6_VERSION 0x60
#define IPV6_VERSION_VALUE 6
#define IPV6_MINIMUM_MTU 1280
#define IPV6_TRAFFIC_CLASS_MASK 0x0000C00F
#define IPV6_FULL_TRAFFIC_CLASS_MASK 0x0000F00F
#define IPV6_FLOW_LABEL_MASK 0xffff0f00

typedef struct _IPV6_HEADER {
    union {
        UINT32 VersionClassFlow;
        struct {
            UINT32 DontUse1 : 4;
            UINT32 Version : 4;
            UINT32 DontUse2 : 24;
        };
    };
    UINT16 PayloadLength;
    UINT8 NextHeader;
    UINT8 HopLimit;
    IN6_ADDR SourceAddress;
    IN6_ADDR DestinationAddress;
} IPV6_HEADER, *PIPV6_HEADER;

typedef struct _IPV6_FRAGMENT_HEADER {
    UINT8 NextHeader;
    UINT8 Reserved;
    union {
        struct {
            UINT16 DontUse1 : 8;
            UINT16 MoreFragments : 1;
            UINT16 ReservedBits : 2;
            UINT16 DontUse2 : 5;
        };
        UINT16 OffsetAndFlags;
    };
    UINT32 Id;
} IPV6_FRAGMENT_HEADER, *PIPV6_FRAGMENT_HEADER;

typedef struct _IPV6_EXTENSION_HEADER {
    UINT8 NextHeader;
    UINT8 Length;
} IPV6_EXTENSION_HEADER, *PIPV6_EXTENSION_HEADER;

#define TH_FIN 0x01
#define TH_SYN 0x02
#define TH_RST 0x04
#define TH_PSH 0x08
#define TH_ACK 0x10
#define TH_URG 0x20
#define TH_ECE 0x40
#define TH_CWR 0x80
#define TH_MAX_LEN (0xf << 2)
#define TCP_MAX_OPTIONS_LEN (TH_MAX_LEN - sizeof(TCP_HDR))

#pragma pack(push, 1)
typedef struct tcp_hdr {
    USHORT th_sport;
    USHORT th_dport;
    ULONG th_seq;
    ULONG th_ack;
    UCHAR th_x2 : 4;
    UCHAR th_len : 4;
    UCHAR th_flags;
    USHORT th_win;
    USHORT th_sum;
    USHORT th_urp;
} TCP_HDR, *PTCP_HDR;
#pragma pack(pop)

typedef struct udp_hdr {
    USHORT uh_sport;
    USHORT uh_dport;
    USHORT uh_ulen;
    USHORT uh_sum;
} UDP_HDR, *PUDP_HDR;

#include "kernel/icmp.h"

#endif
