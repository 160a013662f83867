#include "guarded.hpp"
#include "prorata/base/version.hpp"

using namespace prorata;

static_assert(sizeof(prorata_argument) == 16 && sizeof(prorata_money) == 16);
static_assert(sizeof(prorata_context) == 32);
static_assert(sizeof(prorata_run_options) == 16 && sizeof(prorata_run_report) == 32);
static_assert(sizeof(prorata_run_progress) == 16);

void prorata_context_init(prorata_context* context) {
    if (context != nullptr) *context = PRORATA_CONTEXT_INIT;
}

void prorata_run_options_init(prorata_run_options* options) {
    if (options != nullptr) *options = PRORATA_RUN_OPTIONS_INIT;
}

const char* prorata_version() {
    return version().data();
}

const char* prorata_status_name(prorata_status status) {
    return status == 0 ? "ok"
                       : name(static_cast<ErrorCode>(-static_cast<std::int64_t>(status))).data();
}

const char* prorata_status_meaning(prorata_status status) {
    return status == 0 ? "the call was carried out"
                       : meaning(static_cast<ErrorCode>(-static_cast<std::int64_t>(status))).data();
}

int32_t prorata_date(int32_t year, int32_t month, int32_t day) {
    return capi::value_of(PRORATA_NO_DATE,
                          [&] { return static_cast<int32_t>(Date(year, month, day).days()); });
}

int64_t prorata_instant(const char* text) {
    if (text == nullptr) return PRORATA_NO_INSTANT;
    return capi::value_of(PRORATA_NO_INSTANT, [text] { return Instant::parse(text).micros(); });
}
