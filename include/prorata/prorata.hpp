#pragma once

/// Everything of prorata's C++ interface. Including single headers compiles faster.

#include "prorata/account/account.hpp"
#include "prorata/account/checksum.hpp"
#include "prorata/account/contract.hpp"
#include "prorata/account/credit_calendar.hpp"
#include "prorata/account/payer.hpp"
#include "prorata/account/seller.hpp"
#include "prorata/base/decline.hpp"
#include "prorata/base/error.hpp"
#include "prorata/base/id.hpp"
#include "prorata/base/version.hpp"
#include "prorata/event/event.hpp"
#include "prorata/event/journal_entry.hpp"
#include "prorata/money/distribution.hpp"
#include "prorata/money/money.hpp"
#include "prorata/storage/memory.hpp"
#include "prorata/storage/sqlite.hpp"
#include "prorata/time/cycle.hpp"
#include "prorata/time/proration.hpp"
#include "prorata/time/work_calendar.hpp"
