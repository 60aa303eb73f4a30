/* hoso.h - the whole library; the only header that cmd/ includes. */
#ifndef HOSO_H
#define HOSO_H

#include "batch/batch.h"

#define HOSO_VERSION "0.1.0"

#endif
