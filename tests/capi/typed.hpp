#pragma once

#include "prorata.h"
#include "prorata/engine/requests.hpp"

#include <string_view>
#include <type_traits>

// Every command by its own C function, chosen by name.

namespace c_book {

/// Calls the C function of that command; `filler` gives its request what it likes:
/// `fill(field::Day{}, "start", request.start)`, `fill_pairs("quantity", pairs, count)`,
/// `done(size)`. A name that is none calls nothing and answers `otherwise`.
template <class Filler>
prorata_status typed(std::string_view command, prorata_answer** answer_out, prorata_engine* engine,
                     const prorata_context* context, Filler& filler, prorata_error** error_out,
                     prorata_status otherwise) {
#define PRORATA_FILL_FIELD(type, name, need, meaning)                                              \
    [&filler](auto& to) {                                                                          \
        using Field = prorata::field::type;                                                        \
        if constexpr (std::is_base_of_v<prorata::field::Pairs, Field>)                             \
            filler.fill_pairs(#name, to.name, to.name##_count);                                    \
        else                                                                                       \
            filler.fill(Field{}, #name, to.name);                                                  \
    }(request);
#define PRORATA_TYPED(name, Type, FIELDS, meaning)                                                 \
    if (command == #name) {                                                                        \
        prorata_##name##_request request;                                                          \
        prorata_##name##_request_init(&request);                                                   \
        FIELDS(PRORATA_FILL_FIELD)                                                                 \
        filler.done(request.struct_size);                                                          \
        return prorata_engine_##name(answer_out, engine, context, &request, error_out);            \
    }
    PRORATA_COMMANDS(PRORATA_TYPED)
#undef PRORATA_TYPED
#undef PRORATA_FILL_FIELD
    return otherwise;
}

} // namespace c_book
