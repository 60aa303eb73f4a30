/* hoso.h - the whole library; the only header that cmd/ includes. HOSO_VERSION comes from CMakeLists.txt. */
#ifndef HOSO_H
#define HOSO_H

#include "batch/batch.h"
#include "batch/diff.h"
#include "extract/trace.h"
#include "verify/verify.h"

#endif
