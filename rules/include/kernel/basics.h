/* Macros and base types of a free build that mingw-w64's wdm.h lacks, or has in a shape that drivers trip over. */
#ifndef NDISLINT_KERNEL_BASICS_H
#define NDISLINT_KERNEL_BASICS_H

/* There: `extern inline`, to which a driver cannot add `static`. Here: the compiler's keyword. */
#undef __forceinline
#ifndef __clang__
#define __forceinline inline __attribute__((__always_inline__, __gnu_inline__))
#endif

/* There: an assignment in braces, which a const parameter and an unbraced `if … else` refuse. */
#undef UNREFERENCED_PARAMETER
#undef DBG_UNREFERENCED_PARAMETER
#undef DBG_UNREFERENCED_LOCAL_VARIABLE
#undef UNREFERENCED_LOCAL_VARIABLE
#define UNREFERENCED_PARAMETER(P) ((void)(P))
#define DBG_UNREFERENCED_PARAMETER(P) ((void)(P))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))
#define UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))

/* Assertions of a free build: gone, except that NT_VERIFY evaluates and NT_FRE_… stay a test. */
#undef ASSERT
#undef ASSERTMSG
#undef NT_ASSERT
#undef NT_ASSERTMSG
#undef NT_ASSERTMSGW
#undef NT_VERIFY
#undef NT_VERIFYMSG
#define ASSERT(exp) ((void)0)
#define ASSERTMSG(msg, exp) ((void)0)
#define RTL_ASSERT(exp) ((void)0)
#define RTL_SOFT_ASSERT(exp) ((void)0)
#define RTL_SOFT_ASSERTMSG(msg, exp) ((void)0)
#define RTL_VERIFY(exp) ((exp) ? TRUE : FALSE)
#define RTL_SOFT_VERIFY(exp) ((exp) ? TRUE : FALSE)
#define NT_ASSERT(exp) ((void)0)
#define NT_ASSERTMSG(msg, exp) ((void)0)
#define NT_ASSERTMSGW(msg, exp) ((void)0)
#define NT_ASSERT_ASSUME(exp) ((void)0)
#define NT_ASSERTMSG_ASSUME(msg, exp) ((void)0)
#define NT_ASSERT_NOASSUME(exp) ((void)0)
#define NT_VERIFY(exp) ((exp) ? TRUE : FALSE)
#define NT_VERIFYMSG(msg, exp) ((exp) ? TRUE : FALSE)
#define NT_FRE_ASSERT(exp) ((exp) ? TRUE : FALSE)
#define NT_FRE_ASSERTMSG(msg, exp) ((exp) ? TRUE : FALSE)
#define NT_ANALYSIS_ASSUME(exp) ((void)0)

#ifndef __analysis_assume
#define __analysis_assume(exp) ((void)0)
#endif

/* Both are void expressions there and here; the ones there have no value in a conditional. */
#undef _Analysis_assume_
#define _Analysis_assume_(exp) ((void)0)

#undef PAGED_CODE
#undef PAGED_CODE_LOCKED
#define PAGED_CODE() ((void)0)
#define PAGED_CODE_LOCKED() ((void)0)
#ifndef PAGEDX
#define PAGEDX
#endif

#ifndef RTL_PADDING_BETWEEN_FIELDS
#define RTL_PADDING_BETWEEN_FIELDS(T, F1, F2) \
    ((FIELD_OFFSET(T, F2) > FIELD_OFFSET(T, F1)) \
         ? (FIELD_OFFSET(T, F2) - FIELD_OFFSET(T, F1) - RTL_FIELD_SIZE(T, F1)) \
         : (FIELD_OFFSET(T, F1) - FIELD_OFFSET(T, F2) - RTL_FIELD_SIZE(T, F2)))
#endif
#ifndef RTL_NUMBER_OF
#define RTL_NUMBER_OF(A) (sizeof(A) / sizeof((A)[0]))
#endif
#ifndef ARRAYSIZE
#define ARRAYSIZE(A) RTL_NUMBER_OF(A)
#endif
#ifndef _ARRAYSIZE
#define _ARRAYSIZE(A) RTL_NUMBER_OF(A)
#endif
#ifndef RTL_BITS_OF
#define RTL_BITS_OF(x) (sizeof(x) * 8)
#define RTL_BITS_OF_FIELD(type, field) (RTL_BITS_OF(RTL_FIELD_TYPE(type, field)))
#endif
#ifndef RTL_FIELD_TYPE
#define RTL_FIELD_TYPE(type, field) (((type *)0)->field)
#endif

#ifndef RTL_CONST_CAST
#ifdef __cplusplus
#define RTL_CONST_CAST(type) const_cast<type>
#else
#define RTL_CONST_CAST(type) (type)
#endif
#endif

#ifndef Add2Ptr
#define Add2Ptr(P, I) ((PVOID)((PUCHAR)(P) + (I)))
#endif
#ifndef PtrOffset
#define PtrOffset(B, O) ((ULONG)((ULONG_PTR)(O) - (ULONG_PTR)(B)))
#endif

#ifndef MAXDWORD
#define MAXDWORD 0xffffffff
#endif
#ifndef SIZE_T_MAX
#define SIZE_T_MAX MAXSIZE_T
#endif

#ifndef DECLSPEC_RESTRICT
#define DECLSPEC_RESTRICT
#endif
#ifndef DECLSPEC_NOINLINE
#define DECLSPEC_NOINLINE __declspec(noinline)
#endif
#ifndef DECLSPEC_SAFEBUFFERS
#define DECLSPEC_SAFEBUFFERS
#endif
#ifndef DECLSPEC_GUARDNOCF
#define DECLSPEC_GUARDNOCF
#endif
#ifndef CFORCEINLINE
#define CFORCEINLINE FORCEINLINE
#endif
#ifndef STRICT_GS_CHECK
#define STRICT_GS_CHECK
#endif

/* A keyword for Microsoft's compiler in C too. */
#if !defined(__cplusplus) && !defined(static_assert)
#define static_assert _Static_assert
#endif

#ifndef STATUS_ALREADY_COMPLETE
#define STATUS_ALREADY_COMPLETE ((NTSTATUS)0x000000FF)
#endif

#ifndef CRYPTO_LIBRARY_INTERNAL_ERROR
#define CRYPTO_LIBRARY_INTERNAL_ERROR ((ULONG)0x00000171)
#endif

#ifndef DECLARE_HANDLE
#define DECLARE_HANDLE(name) \
    struct name##__ { \
        int unused; \
    }; \
    typedef struct name##__ *name
#endif

#ifndef EXTERN_C_START
#ifdef __cplusplus
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C_START
#define EXTERN_C_END
#endif
#endif

#ifdef UNICODE
typedef LPWSTR PTSTR, LPTSTR;
typedef LPCWSTR PCTSTR, LPCTSTR;
#else
typedef LPSTR PTSTR, LPTSTR;
typedef LPCSTR PCTSTR, LPCTSTR;
#endif

/* Barriers order nothing that one thread at a time could see. */
#ifndef MemoryBarrier
#define MemoryBarrier() ((void)0)
#endif
#ifndef KeMemoryBarrier
#define KeMemoryBarrier() ((void)0)
#endif
#ifndef KeMemoryBarrierWithoutFence
#define KeMemoryBarrierWithoutFence() ((void)0)
#endif

#ifdef _WIN64
#define BitScanForward64 _BitScanForward64
#define BitScanReverse64 _BitScanReverse64
#define PopulationCount64 __popcnt64
#endif

#ifndef FAST_FAIL_CORRUPT_LIST_ENTRY
#define FAST_FAIL_LEGACY_GS_VIOLATION 0
#define FAST_FAIL_VTGUARD_CHECK_FAILURE 1
#define FAST_FAIL_STACK_COOKIE_CHECK_FAILURE 2
#define FAST_FAIL_CORRUPT_LIST_ENTRY 3
#define FAST_FAIL_INCORRECT_STACK 4
#define FAST_FAIL_INVALID_ARG 5
#define FAST_FAIL_GS_COOKIE_INIT 6
#define FAST_FAIL_FATAL_APP_EXIT 7
#define FAST_FAIL_RANGE_CHECK_FAILURE 8
#define FAST_FAIL_UNSAFE_REGISTRY_ACCESS 9
#define FAST_FAIL_INVALID_REFERENCE_COUNT 14
#define FAST_FAIL_INVALID_BUFFER_ACCESS 28
#endif

#ifdef __cplusplus
extern "C"
#endif
DECLSPEC_NORETURN void __fastfail(unsigned int Code);
#define RtlFailFast(Code) __fastfail(Code)

#endif
