#pragma GCC system_header
static inline int system_helper(int n) { return n + 1; }
static inline int system_used(int n) { return system_helper(n); }
static inline int system_unused(int n) { return n; }
