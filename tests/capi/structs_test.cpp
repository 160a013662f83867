#include "catch.hpp"
#include "prorata.h"

#include <cstring>

extern "C" int prorata_headers_in_c(void);

TEST_CASE("every init function writes what its macro says, byte for byte") {
#define PRORATA_SAME_BYTES(Type, INIT, init)                                                       \
    {                                                                                              \
        INFO(#Type);                                                                               \
        Type by_macro = INIT;                                                                      \
        Type by_function;                                                                          \
        std::memset(&by_function, 0xA5, sizeof by_function);                                       \
        init(&by_function);                                                                        \
        CHECK(std::memcmp(&by_macro, &by_function, sizeof by_macro) == 0);                         \
        CHECK(by_macro.struct_size == sizeof by_macro);                                            \
        init(nullptr);                                                                             \
    }
    PRORATA_SAME_BYTES(prorata_context, PRORATA_CONTEXT_INIT, prorata_context_init)
    PRORATA_SAME_BYTES(prorata_run_options, PRORATA_RUN_OPTIONS_INIT, prorata_run_options_init)
    PRORATA_SAME_BYTES(prorata_publish_request, PRORATA_PUBLISH_REQUEST_INIT,
                       prorata_publish_request_init)
    PRORATA_SAME_BYTES(prorata_add_account_request, PRORATA_ADD_ACCOUNT_REQUEST_INIT,
                       prorata_add_account_request_init)
    PRORATA_SAME_BYTES(prorata_subscribe_request, PRORATA_SUBSCRIBE_REQUEST_INIT,
                       prorata_subscribe_request_init)
    PRORATA_SAME_BYTES(prorata_set_quantity_request, PRORATA_SET_QUANTITY_REQUEST_INIT,
                       prorata_set_quantity_request_init)
    PRORATA_SAME_BYTES(prorata_record_usage_request, PRORATA_RECORD_USAGE_REQUEST_INIT,
                       prorata_record_usage_request_init)
    PRORATA_SAME_BYTES(prorata_pay_request, PRORATA_PAY_REQUEST_INIT, prorata_pay_request_init)
    PRORATA_SAME_BYTES(prorata_set_auto_renewal_request, PRORATA_SET_AUTO_RENEWAL_REQUEST_INIT,
                       prorata_set_auto_renewal_request_init)
    PRORATA_SAME_BYTES(prorata_run_request, PRORATA_RUN_REQUEST_INIT, prorata_run_request_init)
#undef PRORATA_SAME_BYTES
    CHECK(prorata_headers_in_c() == 1);
}
