/* TraceLogging: the macros through which a driver writes events, which do nothing here. */
#ifndef NDISLINT_TRACELOGGINGPROVIDER_H
#define NDISLINT_TRACELOGGINGPROVIDER_H

typedef struct _lint_trace_provider {
    int Unused;
} const *TraceLoggingHProvider;

#define TRACELOGGING_DECLARE_PROVIDER(handle) extern TraceLoggingHProvider handle
#define TRACELOGGING_DEFINE_PROVIDER(handle, ...) TraceLoggingHProvider handle
#define TRACELOGGING_DEFINE_PROVIDER_STORAGE(storage, ...) struct _lint_trace_provider storage

#define TraceLoggingRegister(handle) ((NTSTATUS)0)
#define TraceLoggingRegisterEx(handle, callback, context) ((NTSTATUS)0)
#define TraceLoggingUnregister(handle) ((void)0)
#define TraceLoggingProviderEnabled(handle, level, keyword) 0
#define TraceLoggingWrite(handle, ...) ((void)0)
#define TraceLoggingWriteActivity(handle, ...) ((void)0)

#endif
