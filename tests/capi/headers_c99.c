/* The headers as C reads them, and every _INIT macro in use. */
#include "prorata.h"

int prorata_headers_in_c(void);

int prorata_headers_in_c(void) {
    prorata_context context = PRORATA_CONTEXT_INIT;
    prorata_run_options options = PRORATA_RUN_OPTIONS_INIT;
    prorata_subscribe_request subscribe = PRORATA_SUBSCRIBE_REQUEST_INIT;
    prorata_record_usage_request usage = PRORATA_RECORD_USAGE_REQUEST_INIT;
    return context.struct_size == sizeof context && options.struct_size == sizeof options &&
           subscribe.start == PRORATA_NO_DATE && subscribe.quantity_count == 0 &&
           usage.at == PRORATA_NO_INSTANT && context.at == PRORATA_NO_INSTANT;
}
