#pragma once

#include "engine/arguments.hpp"

namespace prorata {

/// Whether the command takes effect on the legal day of its `at`: it acts on a subscription, or has
/// a day of effect, and none is given.
template <class Request>
[[nodiscard]] bool takes_effect_at_once(const Request& request) {
    bool acts = false;
    bool dated = false;
    Request::each_field(request, [&](const FieldDescription& field, const auto& value) {
        using Field = std::decay_t<decltype(value)>;
        constexpr bool day =
            std::is_same_v<Field, field::Day> || std::is_same_v<Field, field::Moment>;
        acts = acts || day || field.name == "subscription";
        dated = dated || (day && value.given());
    });
    return acts && !dated;
}

/// Throws if `at` lies more than a day below the latest completed run (R55): a clock that is wrong.
///
/// A late fact names its day of effect. Errors: Error{invalid_argument} at "at".
void require_clock(Book& book, Instant at);

} // namespace prorata
