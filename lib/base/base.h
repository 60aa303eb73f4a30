/* base.h - what every other folder stands on: memory, bytes, decimals, messages, files. The folder's public header. */
#ifndef HOSO_BASE_H
#define HOSO_BASE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/deflate.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/digit.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/yaml.h"

#endif
