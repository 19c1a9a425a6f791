#include <ndis.h>
static int one(void)
{
    return 1;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    (void)driver;
    (void)path;
    return one() ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
