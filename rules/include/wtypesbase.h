/* What intsafe.h needs of COM's base types; the file itself needs all of windows.h and is not used by drivers. */
#ifndef NDISLINT_WTYPESBASE_H
#define NDISLINT_WTYPESBASE_H

#include <minwindef.h>

#ifndef _HRESULT_DEFINED
#define _HRESULT_DEFINED
typedef LONG HRESULT;
#endif
#ifndef SUCCEEDED
#define SUCCEEDED(hr) (((HRESULT)(hr)) >= 0)
#define FAILED(hr) (((HRESULT)(hr)) < 0)
#endif

#endif
