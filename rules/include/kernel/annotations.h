/*
 * Source annotations that stand for nothing here: what mingw-w64's sal.h, specstrings.h, concurrencysal.h and
 * driverspecs.h do not have.
 *
 * Names by shape: without parameters, with one, with two.
 */
#ifndef NDISLINT_KERNEL_ANNOTATIONS_H
#define NDISLINT_KERNEL_ANNOTATIONS_H

#include <concurrencysal.h>

/* These stand for an attribute there; it belongs to no declaration that is read here. */
#undef _Check_return_
#undef __checkReturn

#ifdef __cplusplus
#define __in
#define __out
#endif

/* Without parameters. */
#define _Analysis_noreturn_
#define _Callback_
#define _Check_return_
#define _Check_return_opt_
#define _Check_return_wat_
#define _Deref_
#define _Deref_opt_out_z_
#define _Deref_out_z_
#define _Deref_post_maybenull_
#define _Deref_post_notnull_
#define _Deref_post_null_
#define _Deref_post_valid_
#define _Deref_post_z_
#define _Deref_pre_valid_
#define _Deref_pre_z_
#define _Deref_prepost_z_
#define _Deref_ret_z_
#define _Enum_is_bitflag_
#define _Frees_ptr_
#define _Frees_ptr_opt_
#define _IRQL_clear_cancel_
#define _IRQL_is_cancel_
#define _IRQL_uses_cancel_
#define _In_defensive_
#define _Inexpressible_
#define _Inout_defensive_
#define _Interlocked_operand_
#define _Kernel_IoGetDmaAdapter_
#define _Kernel_entry_
#define _Kernel_entry_always_
#define _Kernel_float_restored_
#define _Kernel_float_saved_
#define _Kernel_float_used_
#define _Maybenull_
#define _Maybevalid_
#define _Notnull_
#define _Notref_
#define _Notvalid_
#define _Null_
#define _Out_defensive_
#define _Post2_
#define _Post_defensive_
#define _Post_impl_
#define _Post_invalid_
#define _Post_maybenull_
#define _Post_maybez_
#define _Post_notnull_
#define _Post_null_
#define _Post_ptr_invalid_
#define _Post_valid_
#define _Post_z_
#define _Pre_
#define _Pre_cap_c_one_
#define _Pre_defensive_
#define _Pre_invalid_
#define _Pre_maybenull_
#define _Pre_null_
#define _Pre_opt_valid_
#define _Pre_opt_z_
#define _Pre_ptr_invalid_
#define _Pre_readonly_
#define _Pre_unknown_
#define _Pre_valid_
#define _Pre_writeonly_
#define _Pre_z_
#define _Prefast_operator_new_array_
#define _Prepost_opt_valid_
#define _Prepost_valid_
#define _Prepost_z_
#define _Readonly_
#define _Ref_
#define _Ret_
#define _Ret_opt_
#define _Ret_opt_valid_
#define _Struct_size_
#define _Translates_NTSTATUS_to_HRESULT_
#define _Translates_Win32_to_HRESULT_
#define _Translates_last_error_to_HRESULT_
#define _Unchanged_elem_
#define _Unreferenced_parameter_
#define _Valid_
#define _Writeonly_
#define __allocator
#define __analysis_noreturn
#define __callback
#define __checkReturn
#define __checkReturn_opt
#define __deref_in
#define __deref_inout
#define __drv_KMDF
#define __drv_WDM
#define __drv_acquiresCancelSpinLock
#define __drv_acquiresCriticalRegion
#define __drv_acquiresPriorityRegion
#define __drv_constant
#define __drv_floatRestored
#define __drv_floatSaved
#define __drv_floatUsed
#define __drv_holdsCancelSpinLock
#define __drv_inTry
#define __drv_interlocked
#define __drv_isCancelIRQL
#define __drv_isObjectPointer
#define __drv_mustHoldCancelSpinLock
#define __drv_mustHoldCriticalRegion
#define __drv_mustHoldPriorityRegion
#define __drv_neverHoldCancelSpinLock
#define __drv_neverHoldCriticalRegion
#define __drv_neverHoldPriorityRegion
#define __drv_nop
#define __drv_notInTry
#define __drv_notPointer
#define __drv_releasesCancelSpinLock
#define __drv_releasesCriticalRegion
#define __drv_releasesPriorityRegion
#define __drv_sameIRQL
#define __kernel_entry
#define __maybenull
#define __nonvolatile
#define __notnull
#define __readonly
#define __reserved
#define __useHeader
#define __valid
#define __volatile

/* With one. */
#define _Annotation_(a)
#define _Deref_out_bound_(a)
#define _Deref_out_range_full_(a)
#define _Deref_post_bytecap_(a)
#define _Deref_post_cap_(a)
#define _Deref_post_count_(a)
#define _Deref_prepost_count_(a)
#define _Dispatch_type_(a)
#define _IRQL_always_function_max_(a)
#define _IRQL_always_function_min_(a)
#define _IRQL_inherit_(a)
#define _IRQL_limited_to_(a)
#define _In_bound_(a)
#define _In_function_class_(a)
#define _Kernel_acquires_resource_(a)
#define _Kernel_clear_do_init_(a)
#define _Kernel_releases_resource_(a)
#define _Kernel_requires_resource_held_(a)
#define _Kernel_requires_resource_not_held_(a)
#define _Null_terminated_to_(a)
#define _Out_bound_(a)
#define _Post_bytecap_(a)
#define _Post_bytecount_(a)
#define _Post_cap_(a)
#define _Post_count_(a)
#define _Post_z_bytecount_(a)
#define _Post_z_count_(a)
#define _Pre_bytecap_(a)
#define _Pre_bytecount_(a)
#define _Pre_cap_(a)
#define _Pre_count_(a)
#define _Pre_opt_bytecap_(a)
#define _Pre_opt_bytecount_(a)
#define _Pre_opt_cap_(a)
#define _Pre_opt_count_(a)
#define _Pre_z_cap_(a)
#define _Pre_z_count_(a)
#define _Prepost_bytecount_(a)
#define _Prepost_count_(a)
#define _Prepost_opt_bytecount_(a)
#define _Prepost_opt_count_(a)
#define _Raises_(a)
#define _Ret_bound_(a)
#define _Ret_bytecap_(a)
#define _Ret_bytecount_(a)
#define _Ret_cap_(a)
#define _Ret_count_(a)
#define _Ret_opt_bytecap_(a)
#define _Ret_opt_cap_(a)
#define _Ret_z_cap_(a)
#define __assume_bound(a)
#define __blocksOn(a)
#define __byte_readableTo(a)
#define __byte_writableTo(a)
#define __control_entrypoint(a)
#define __data_entrypoint(a)
#define __deref_inout_bcount(a)
#define __deref_inout_ecount(a)
#define __deref_opt_out_bcount_opt(a)
#define __deref_out_bcount(a)
#define __deref_out_bcount_opt(a)
#define __deref_out_ecount_opt(a)
#define __deref_out_xcount(a)
#define __drv_acquires(a)
#define __drv_clearDoInit(a)
#define __drv_declspec(a)
#define __drv_fun(a)
#define __drv_functionClass(a)
#define __drv_functionName(a)
#define __drv_group(a)
#define __drv_maxFunctionIRQL(a)
#define __drv_minFunctionIRQL(a)
#define __drv_minIRQL(a)
#define __drv_mustHold(a)
#define __drv_neverHold(a)
#define __drv_releases(a)
#define __drv_reportError(a)
#define __drv_ret(a)
#define __drv_strictTypeMatch(a)
#define __drv_unit(a)
#define __elem_readableTo(a)
#define __elem_writableTo(a)
#define __field_bcount(a)
#define __field_bcount_full(a)
#define __field_bcount_opt(a)
#define __field_ecount(a)
#define __field_ecount_full(a)
#define __field_ecount_opt(a)
#define __field_xcount(a)
#define __in_bcount_opt(a)
#define __in_ecount_opt(a)
#define __in_xcount(a)
#define __in_xcount_opt(a)
#define __inexpressible_readableTo(a)
#define __inexpressible_writableTo(a)
#define __inout_bcount_opt(a)
#define __inout_ecount_opt(a)
#define __inout_xcount(a)
#define __on_failure(a)
#define __out_bcount_opt(a)
#define __out_ecount_opt(a)
#define __out_xcount(a)
#define __out_xcount_opt(a)
#define __struct_bcount(a)
#define __success(a)
#define __typefix(a)
#define __xcount(a)

/* With two. */
#define _Deref_post_range_(a, b)
#define _Deref_pre_range_(a, b)
#define _IRQL_restores_global_(a, b)
#define _IRQL_saves_global_(a, b)
#define _In_reads_to_ptr_range_(a, b)
#define _Kernel_acquires_resource_global_(a, b)
#define _Post_range_(a, b)
#define _Pre_range_(a, b)
#define __deref_out_bcount_part(a, b)
#define __deref_out_ecount_part(a, b)
#define __deref_out_ecount_part_opt(a, b)
#define __drv_acquiresGlobal(a, b)
#define __drv_acquiresResource(a, b)
#define __drv_acquiresResourceGlobal(a, b)
#define __drv_innerAcquiresGlobal(a, b)
#define __drv_mustHoldGlobal(a, b)
#define __drv_neverHoldGlobal(a, b)
#define __drv_preferredFunction(a, b)
#define __drv_releasesGlobal(a, b)
#define __drv_releasesResource(a, b)
#define __drv_releasesResourceGlobal(a, b)
#define __drv_strictType(a, b)
#define __field_bcount_part(a, b)
#define __field_ecount_part(a, b)
#define __field_range(a, b)
#define __inout_bcount_part_opt(a, b)
#define __inout_ecount_part_opt(a, b)
#define __inout_ecount_part_z(a, b)
#define __out_bcount_part_opt(a, b)
#define __out_ecount_part_opt(a, b)

#endif
